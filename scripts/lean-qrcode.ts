import type { Plugin } from 'vite';

/**
 * What `qrcode` has and our drawing never calls: the search for the best segments, which our drawing names itself, and
 * the modes that are none of ours. Left in, it would be a third of what is loaded for a QR code.
 */
const LEANER: Record<string, string> = {
  'segments.js': `
    const Bytes = require('./byte-data');
    const Alphanumeric = require('./alphanumeric-data');
    exports.fromArray = (segments) =>
      segments.map(({ data, mode }) => new (mode === 'byte' ? Bytes : Alphanumeric)(data));`,
  'regex.js': '',
};

/** Takes out of the encoder what is not used. The encoder itself stays as it is. */
export function leanQrcode(): Plugin {
  return {
    name: 'lean-qrcode',
    load(id) {
      const name = /\/qrcode\/lib\/core\/([\w-]+\.js)$/.exec(id.replaceAll('\\', '/'))?.[1];
      return name === undefined ? undefined : LEANER[name];
    },
  };
}
