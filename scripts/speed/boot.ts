/** From the start of the navigation to a visible field that takes input. */
import { asScript } from '../../test/support/e2e-browser.js';
import { floorEntry } from './floor/floor.js';
import type { Contest } from './contest.js';
import type { Path } from './in-page.js';
import type { Visitor, Subject } from './visitor.js';

const CHALLENGE = `document.querySelector('mfa-otp-verify').challenge = { id: 'x', channel: 'sms', destination: '•• 06' };`;
const MARKUP = '<mfa-otp-verify backend="ciam" endpoint="/mfa"></mfa-otp-verify>';
const TARGET = ['mfa-otp-verify input'];

/** The screen for a code that has been sent, of an app that builds it in. */
export const verifyScreen: Subject = {
  entry: `import '/src/define/mfa-otp-verify.ts'; ${CHALLENGE}`,
  markup: MARKUP,
  target: TARGET,
};

export const boot: Contest = {
  name: 'boot at 4x, navigation to a field that takes input',
  unit: 'ms',
  subjects: {
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
  },
  goals: [
    { text: 'verify screen / one Lit element with an input', ours: 'verify', against: 'floor', limit: 1.2 },
    { text: 'the same of the script tag with all elements', ours: 'script tag', against: 'floor' },
  ],
  take: (visitor, subject) => timeOfBoot(visitor, subject),
  test: { burden: { boot: 100 }, adds: 100 },
};

declare global {
  interface Window {
    booted: Promise<number>;
  }
}

function timeOfBoot(visitor: Visitor, subject: Subject): Promise<number> {
  const before = asScript(watch, subject.target);
  return visitor.visit(subject, { slow: true, before }, ({ page }) => page.evaluate(() => window.booted));
}

/** Runs in the page: the field is there once what is typed gets into it. */
function watch(target: Path): void {
  const takesInput = (): boolean => {
    const field = window.speed.shown(target);
    if (!(field instanceof HTMLInputElement)) return false;
    field.focus();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as a key would do it
    document.execCommand('insertText', false, '1');
    return field.value === '1';
  };
  window.booted = window.speed.frame().then(() => window.speed.painted(takesInput));
}
