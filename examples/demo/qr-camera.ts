import jsQR from 'jsqr';
import { findShown } from './find-shown.js';

/** Pixels of the picture for each pixel of the screen: cameras are sharper than screens. */
const SHARPNESS = 2;

/** A picture of the QR code that is on the page now; nothing where there is none to see. */
export async function photographQr(): Promise<HTMLCanvasElement | undefined> {
  const code = findShown(document, ({ localName }) => localName === 'mfa-qr-code');
  const drawing = code?.shadowRoot?.querySelector('svg');
  const side = Math.round((drawing?.getBoundingClientRect().width ?? 0) * SHARPNESS);
  if (!drawing || side === 0) return undefined;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('width', String(side));
  copy.setAttribute('height', String(side));
  const image = await load(new XMLSerializer().serializeToString(copy));
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(image, 0, 0);
  return canvas;
}

/** What a picture of a QR code says, by its pixels alone. */
export function decodeQr(picture: HTMLCanvasElement): string | undefined {
  const { width, height } = picture;
  const pixels = picture.getContext('2d')?.getImageData(0, 0, width, height);
  return pixels && jsQR(pixels.data, width, height)?.data;
}

async function load(source: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}
