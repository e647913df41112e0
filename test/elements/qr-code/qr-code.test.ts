import { expect } from 'chai';
import axe from 'axe-core';
import jsQR from 'jsqr';
import '../../../src/define/mfa-qr-code.js';
import { buildOtpauth } from '../../../src/core/otpauth.js';
import type { MfaQrCode } from '../../../src/elements/qr-code/qr-code.js';
import { en } from '../../../src/locales/en.js';
import { until } from '../../support/page.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const URI = `otpauth://totp/Acme:jd%40example.com?secret=${SECRET}&issuer=Acme`;
const LONG_URI = buildOtpauth({
  type: 'totp',
  secret: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRST',
  issuer: 'Österreichische Beispielbank für Außenhandel & Co. KG',
  account: 'maximiliane.von.mustermann@department.example.com',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
});

describe('mfa-qr-code', () => {
  let element: MfaQrCode;

  beforeEach(() => {
    element = document.createElement('mfa-qr-code');
    document.body.append(element);
  });
  afterEach(() => element.remove());

  describe('the drawing', () => {
    for (const [name, value] of [
      ['an ordinary URI', URI],
      ['a long issuer and secret', LONG_URI],
      ['digits', '0123456789'.repeat(5)],
      ['any text', 'Grüße, 世界 🎉'],
    ] as const) {
      for (const scheme of ['light', 'dark'] as const) {
        it(`is read by a decoder at 160 px: ${name}, ${scheme}`, async () => {
          document.documentElement.style.colorScheme = scheme;
          try {
            element.style.setProperty('--mfa-qr-code-size', '160px');
            await draw(element, value);
            expect(await scan(element, 160)).to.equal(value);
          } finally {
            document.documentElement.style.colorScheme = '';
          }
        });
      }
    }

    it('has whole pixels for each module, and at least four modules of white around', async () => {
      for (const size of [160, 200, 211, 300]) {
        element.style.setProperty('--mfa-qr-code-size', `${size}px`);
        await draw(element, URI);
        const { scale, origin } = grid(element, size);
        expect(scale, 'pixels for each module').to.be.closeTo(Math.round(scale), 1e-4);
        expect(origin, 'where the code starts').to.be.closeTo(Math.round(origin), 1e-3);
        expect(origin).to.be.at.least(4 * scale - 1e-3);
        const pixels = await paint(element, size);
        const start = Math.round(origin);
        const dark = [...Array(size * size).keys()].filter((index) => pixels.data[4 * index]! < 128);
        expect(dark[0], 'first pixel of the finder').to.equal(start * size + start);
        expect(dark.length % Math.round(scale) ** 2, 'pixels of dark modules').to.equal(0);
        const [columns, rows] = [
          dark.map((index) => index % size),
          dark.map((index) => Math.floor(index / size)),
        ];
        const end = size - 4 * Math.floor(scale);
        expect(Math.min(...columns)).to.equal(start);
        expect(Math.max(...columns, ...rows)).to.be.below(end);
      }
    });

    it('has error correction M', async () => {
      await draw(element, URI);
      const { scale, origin } = grid(element, 200);
      const pixels = await paint(element, 200);
      const bit = (column: number): number => {
        const [x, y] = [origin + (column + 0.5) * scale, origin + 8.5 * scale].map(Math.floor) as [
          number,
          number,
        ];
        return pixels.data[4 * (y * 200 + x)]! < 128 ? 1 : 0;
      };
      // The first two bits of the format, with its fixed mask (10) taken off: 00 is M.
      expect([bit(0) ^ 1, bit(1) ^ 0]).to.deep.equal([0, 0]);
    });

    it('is one path', async () => {
      await draw(element, URI);
      expect(element.renderRoot.querySelectorAll('svg path')).to.have.lengthOf(1);
    });

    it('opts out of forced colours and dark schemes', async () => {
      await draw(element, URI);
      const style = getComputedStyle(element.renderRoot.querySelector('svg')!);
      expect(style.colorScheme).to.contain('light');
      if (CSS.supports('forced-color-adjust', 'none')) {
        expect(style.getPropertyValue('forced-color-adjust')).to.equal('none');
      }
    });

    it('follows the value', async () => {
      await draw(element, URI);
      await draw(element, LONG_URI);
      expect(await scan(element, 200)).to.equal(LONG_URI);
      element.value = '';
      await element.updateComplete;
      expect(element.renderRoot.querySelector('path')).to.equal(null);
      expect(element.matches(':state(drawn)')).to.equal(false);
    });

    it('takes a value set before the element is defined', async () => {
      const early = Object.assign(document.createElement('late-qr-code'), { value: URI });
      document.body.append(early);
      class LateQrCode extends (customElements.get('mfa-qr-code') as typeof MfaQrCode) {}
      LateQrCode.define('late-qr-code');
      const late = document.querySelector<MfaQrCode>('late-qr-code')!;
      await drawn(late);
      expect(await scan(late, 200)).to.equal(URI);
      late.remove();
    });
  });

  it('has its size before the code is there, and keeps it', async () => {
    element.value = URI;
    await element.updateComplete;
    const before = element.getBoundingClientRect();
    expect(element.renderRoot.querySelector('path')).to.equal(null);
    await drawn(element);
    const after = element.getBoundingClientRect();
    expect([before.width, before.height]).to.deep.equal([200, 200]);
    expect([after.width, after.height]).to.deep.equal([200, 200]);
  });

  it('takes its size from the page', async () => {
    element.style.setProperty('--mfa-qr-code-size', '160px');
    await draw(element, URI);
    expect(element.getBoundingClientRect().height).to.equal(160);
  });

  describe('a value that is too long', () => {
    const value = 'x'.repeat(3000);

    it('says so in words, and does not throw', async () => {
      element.value = value;
      await until(() => element.matches(':state(failed)'));
      expect(element.renderRoot.textContent).to.contain(en.qrFailed);
      expect(element.renderRoot.querySelector('svg')).to.equal(null);
    });

    it('gives way to a shorter one', async () => {
      element.value = value;
      await until(() => element.matches(':state(failed)'));
      await draw(element, URI);
      expect(element.matches(':state(failed)')).to.equal(false);
      expect(await scan(element, 200)).to.equal(URI);
    });
  });

  describe('the name', () => {
    it('is an instruction from the catalogue', async () => {
      await draw(element, URI);
      const svg = element.renderRoot.querySelector('svg')!;
      expect(svg.getAttribute('role')).to.equal('img');
      expect(svg.getAttribute('aria-label')).to.equal(en.qrLabel);
    });

    it("is the page's own where it has one", async () => {
      element.label = 'Scan me';
      await draw(element, URI);
      expect(element.renderRoot.querySelector('svg')!.getAttribute('aria-label')).to.equal('Scan me');
    });
  });

  it('holds the value in no attribute but the drawing', async () => {
    element.setAttribute('value', 'not a way in');
    await draw(element, URI);
    expect(element.value).to.equal(URI);
    element.removeAttribute('value');
    const attributes = [element, ...element.renderRoot.querySelectorAll('*')].flatMap((node) => [
      ...node.attributes,
    ]);
    expect(attributes.filter(({ name }) => name === 'd')).to.have.lengthOf(1);
    for (const { name, value } of attributes) {
      expect(value.toUpperCase(), name).to.not.contain(SECRET.slice(0, 4));
      expect(value, name).to.not.contain('otpauth');
    }
    expect(element.renderRoot.textContent).to.not.contain(SECRET);
  });

  it('has no style attribute', async () => {
    await draw(element, URI);
    expect(element.renderRoot.querySelector('[style]')).to.equal(null);
  });

  it('gives axe nothing to find', async () => {
    await draw(element, URI);
    const { violations } = await axe.run(element);
    expect(violations.map(({ id }) => id)).to.deep.equal([]);
  });
});

async function draw(element: MfaQrCode, value: string): Promise<void> {
  element.value = value;
  await drawn(element);
}

async function drawn(element: MfaQrCode): Promise<void> {
  await until(() => element.matches(':state(drawn)'));
  // The size is observed at the end of a frame.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** What the decoder of a camera reads from the drawing at this size, on a black page. */
async function scan(element: MfaQrCode, size: number): Promise<string | undefined> {
  const margin = 20;
  const { data, width, height } = await paint(element, size, margin);
  return jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data;
}

function viewBox(element: MfaQrCode): DOMRect {
  return element.renderRoot.querySelector('svg')!.viewBox.baseVal;
}

/** How many pixels a module has, and at which pixel the code starts, in a drawing of this size. */
function grid(element: MfaQrCode, size: number): { scale: number; origin: number } {
  const { x, width } = viewBox(element);
  const scale = size / width;
  return { scale, origin: (4 - x) * scale };
}

async function paint(element: MfaQrCode, size: number, margin = 0): Promise<ImageData> {
  const copy = element.renderRoot.querySelector('svg')!.cloneNode(true) as SVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(size));
  copy.setAttribute('height', String(size));
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size + 2 * margin;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, margin, margin, size, size);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
