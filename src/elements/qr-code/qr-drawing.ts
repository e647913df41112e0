/** From a text to the path of a QR code. In a module of its own, for it to be loaded when the first code is drawn. */
import { create } from 'qrcode/lib/core/qrcode.js';

/** Modules of white around the code, without which cameras do not find it. */
const QUIET_ZONE = 4;

/**
 * What the compact mode of a QR code can hold: a Base32 secret shrinks by a third. Shorter runs would cost more in
 * headers than they save.
 */
const COMPACT_RUN = /([0-9A-Z $%*+./:-]{16,})/;

export interface QrDrawing {
  /** Modules on each side, the quiet zone included. */
  readonly size: number;
  /** The dark modules, as SVG path data. */
  readonly path: string;
}

/** Encodes with error correction M. Nothing where the text is empty, or too long for any QR code. */
export function drawQr(text: string): QrDrawing | undefined {
  const segments = text
    .split(COMPACT_RUN)
    .map((data, index) => ({ data, mode: index % 2 ? ('alphanumeric' as const) : ('byte' as const) }))
    .filter(({ data }) => data !== '');
  try {
    const { modules } = create(segments, { errorCorrectionLevel: 'M' });
    return { size: modules.size + 2 * QUIET_ZONE, path: runs(modules.data, modules.size) };
  } catch {
    return undefined;
  }
}

/** One rectangle for each run of dark modules in a row: filled, since strokes are rounded to odd widths. */
function runs(modules: Uint8Array, size: number): string {
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!modules[row * size + column]) continue;
      const start = column;
      while (column < size && modules[row * size + column]) column++;
      const length = column - start;
      path += `M${start + QUIET_ZONE} ${row + QUIET_ZONE}h${length}v1h-${length}z`;
    }
  }
  return path;
}
