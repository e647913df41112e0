/** From the start of the navigation to what the person came for: a visible field that takes input, or a drawn QR code. */
import { asScript } from '../../test/support/e2e-browser.js';
import { floorEntry } from './floor/floor.js';
import type { Contest } from './contest.js';
import type { Path } from './in-page.js';
import type { Visitor, Subject } from './visitor.js';

const CHALLENGE = `document.querySelector('mfa-otp-verify').challenge = { id: 'x', channel: 'sms', destination: '•• 06' };`;
const MARKUP = '<mfa-otp-verify backend="ciam" endpoint="/mfa"></mfa-otp-verify>';
const TARGET = ['mfa-otp-verify input'];
const URI = `'otpauth://totp/Pretend%20Bank:jdoe?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Pretend%20Bank'`;

/** The screen for a code that has been sent, of an app that builds it in. */
export const verifyScreen: Subject = {
  entry: `import '/src/define/mfa-otp-verify.ts'; ${CHALLENGE}`,
  markup: MARKUP,
  target: TARGET,
};

/** Web Awesome's boxes for a code: a field without a flow. */
const WA_ENTRY = `import '@awesome.me/webawesome/dist/components/otp-input/otp-input.js';`;

const fields: Record<string, Subject> = {
  'code-input': {
    entry: `import '/src/define/mfa-code-input.ts';`,
    markup: '<mfa-code-input></mfa-code-input>',
    target: ['mfa-code-input input'],
  },
  verify: verifyScreen,
  'script tag': {
    entry: `import '/src/define/script-tag.ts'; ${CHALLENGE}`,
    markup: MARKUP,
    target: TARGET,
  },
  floor: {
    entry: floorEntry('Field'),
    markup: '<floor-field></floor-field>',
    target: ['floor-field', 'input'],
  },
  wa: { entry: WA_ENTRY, markup: '<wa-otp-input></wa-otp-input>', target: ['wa-otp-input', 'input'] },
};

const pairings: Record<string, Subject> = {
  ours: {
    entry: `import '/src/define/mfa-totp-enroll.ts';
      const uri = ${URI};
      document.querySelector('mfa-totp-enroll').client = {
        namesDevices: false,
        beginTotpEnrollment: async () => ({ id: 'x', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri }),
        cancelTotpEnrollment: async () => {},
      };`,
    markup: '<mfa-totp-enroll></mfa-totp-enroll>',
    target: ['mfa-totp-enroll', 'mfa-qr-code', 'path'],
  },
  floor: {
    entry: `${floorEntry('Pairing')} document.querySelector('floor-pairing').uri = ${URI};`,
    markup: '<floor-pairing></floor-pairing>',
    target: ['floor-pairing', 'path:last-of-type'],
  },
};

function booting(slow: boolean): Contest {
  const pace = slow ? '4x' : '1x';
  return {
    name: `boot at ${pace}, navigation to a field that takes input`,
    unit: 'ms',
    subjects: fields,
    goals: [
      {
        text: 'code field / one Lit element with an input',
        ours: 'code-input',
        against: 'floor',
        limit: 1.15,
      },
      { text: 'verify screen / the same', ours: 'verify', against: 'floor', limit: 1.3 },
      { text: 'verify screen / wa-otp-input', ours: 'verify', against: 'wa', limit: 1 },
      { text: 'script tag with all elements / the floor', ours: 'script tag', against: 'floor' },
    ],
    take: (visitor, subject) => timeOfBoot(visitor, subject, slow),
    test: { burden: { boot: 100 }, adds: 100 },
  };
}

function pairing(slow: boolean): Contest {
  return {
    name: `boot at ${slow ? '4x' : '1x'}, navigation to a QR code that is drawn`,
    unit: 'ms',
    subjects: pairings,
    goals: [{ text: 'pairing / Lit, task and qrcode', ours: 'ours', against: 'floor', limit: 1.25 }],
    take: (visitor, subject) => timeOfBoot(visitor, subject, slow),
    test: { burden: { boot: 100 }, adds: 100 },
  };
}

export const boots: Record<string, Contest> = {
  boot: booting(false),
  'boot-slow': booting(true),
  pairing: pairing(false),
  'pairing-slow': pairing(true),
};

declare global {
  interface Window {
    booted: Promise<number>;
  }
}

function timeOfBoot(visitor: Visitor, subject: Subject, slow: boolean): Promise<number> {
  const before = asScript(watch, subject.target);
  return visitor.visit(subject, { slow, before }, ({ page }) => page.evaluate(() => window.booted));
}

/** Runs in the page: a field is there once what is typed gets into it, a drawing once it is painted. */
function watch(target: Path): void {
  const isThere = (): boolean => {
    const found = window.speed.shown(target);
    if (!(found instanceof HTMLInputElement)) return found !== undefined;
    found.focus();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as a key would do it
    document.execCommand('insertText', false, '1');
    return found.value === '1';
  };
  window.booted = window.speed.frame().then(() => window.speed.painted(isThere));
}
