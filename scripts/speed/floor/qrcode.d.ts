// The package has no types of its own.
declare module 'qrcode' {
  const qrcode: {
    toString(text: string, options: { type: 'svg'; errorCorrectionLevel: 'M' }): Promise<string>;
  };
  export default qrcode;
}
