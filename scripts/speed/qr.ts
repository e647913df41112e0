/** The work from a text to a QR code on the screen, the encoder's own start included where it is cold. */
import { asScript } from '../../test/support/e2e-browser.js';
import type { Contest } from './contest.js';
import type { Path } from './in-page.js';
import { median } from './statistics.js';
import type { Subject, Visitor } from './visitor.js';
import { workOf } from './work.js';

const TEXT =
  'otpauth://totp/Pretend%20Bank:jdoe?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Pretend%20Bank&n=';
const WARM_DRAWS = 5;
const WORK = 50;

declare global {
  interface Window {
    draw: (text: string) => unknown;
  }
}

const subjects: Record<string, Subject> = {
  ours: {
    entry: `import '/src/define/mfa-qr-code.ts';
      window.draw = (value) =>
        document.querySelector('main').append(Object.assign(document.createElement('mfa-qr-code'), { value }));`,
    target: ['mfa-qr-code:last-of-type', 'path'],
  },
  qrcode: {
    entry: `window.draw = async (text) => {
        const { default: qrcode } = await import('qrcode');
        const place = document.createElement('div');
        place.style.width = '200px';
        place.innerHTML = await qrcode.toString(text, { type: 'svg', errorCorrectionLevel: 'M' });
        document.querySelector('main').append(place);
      };`,
    target: ['div:last-of-type path:last-of-type'],
  },
};

function drawing(name: string, take: (visitor: Visitor, subject: Subject) => Promise<number>): Contest {
  return {
    name: `QR code to first paint, ${name}, work of the main thread`,
    unit: 'ms',
    subjects,
    goals: [{ text: `mfa-qr-code / qrcode toString, ${name}`, ours: 'ours', against: 'qrcode', limit: 1 }],
    take,
    test: { burden: { mount: WORK }, adds: WORK },
  };
}

export const qrCold = drawing(
  'cold',
  async (visitor, subject) => (await workOfDraws(visitor, subject, 1))[0]!,
);

export const qrWarm = drawing('warm', async (visitor, subject) => {
  const [, ...warm] = await workOfDraws(visitor, subject, 1 + WARM_DRAWS);
  return median(warm);
});

function workOfDraws(visitor: Visitor, subject: Subject, times: number): Promise<number[]> {
  return visitor.visit(subject, {}, ({ page, cdp }) => {
    const { target } = subject;
    const stretches = Array.from({ length: times }, (_, time) => ({
      start: `draw ${time}`,
      end: `drawn ${time}`,
    }));
    return workOf(cdp, stretches, () => page.evaluate(asScript(drawAll, { target, text: TEXT, times })));
  });
}

interface Draws {
  target: Path;
  text: string;
  times: number;
}

/** Runs in the page. Each time there is another text, in a place of its own. */
async function drawAll({ target, text, times }: Draws): Promise<void> {
  const main = document.querySelector('main')!;
  for (let time = 0; time < times; time++) {
    main.textContent = '';
    for (let frame = 0; frame < 3; frame++) await window.speed.frame();
    performance.mark(`draw ${time}`);
    window.draw(`${text}${time}`);
    await window.speed.painted(() => !!window.speed.shown(target));
    performance.mark(`drawn ${time}`);
  }
}
