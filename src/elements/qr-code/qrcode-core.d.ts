// The part of `qrcode` that encodes, without its canvas and PNG code. The package has no types of its own.
declare module 'qrcode/lib/core/qrcode.js' {
  interface Segment {
    data: string;
    mode: 'byte' | 'alphanumeric';
  }
  interface Code {
    /** One byte for each module, row by row: 1 is dark. */
    modules: { size: number; data: Uint8Array };
  }
  /** Throws where the data are too long. */
  export function create(data: Segment[], options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' }): Code;
}
