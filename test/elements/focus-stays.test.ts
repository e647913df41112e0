/** Who goes by keyboard presses buttons that take themselves away: the focus stays in the element, whatever comes. */
import { expect } from 'chai';
import '../../src/define/mfa-challenge.js';
import '../../src/define/mfa-otp-request.js';
import '../../src/define/mfa-otp-verify.js';
import '../../src/define/mfa-proof.js';
import '../../src/define/mfa-push-enroll.js';
import '../../src/define/mfa-push.js';
import '../../src/define/mfa-recovery-codes.js';
import '../../src/define/mfa-security-questions.js';
import '../../src/define/mfa-settings.js';
import '../../src/define/mfa-totp-enroll.js';
import '../../src/define/mfa-trusted-devices.js';
import type { Factor, MfaClient } from '../../src/core/client.js';
import { MfaError, type MfaErrorCode } from '../../src/core/mfa-error.js';
import { keys, type } from '../support/keys.js';
import { aTask, clearPage, deepFocus, part, settled, until } from '../support/page.js';

type Shown = HTMLElement & { client?: MfaClient | undefined; readonly status: string; login?: unknown };

/** What the calls come to, in their order; `ok` once there are no more. */
let outcomes: string[];
let underWay: number;

/** Answers after what is shown meanwhile has been seen, as a server does. */
async function answer<T>(value: T, empty = value): Promise<T> {
  underWay++;
  await new Promise(requestAnimationFrame);
  await aTask();
  underWay--;
  const outcome = outcomes.shift() ?? 'ok';
  if (outcome === 'nothing') return empty;
  if (outcome === 'proof') throw new MfaError('proof-required', { proof: 'password' });
  if (outcome !== 'ok') throw new MfaError(outcome as MfaErrorCode);
  return value;
}

const FACTORS: readonly Factor[] = [
  { id: 'a', kind: 'totp', name: 'A', active: true },
  { id: 'b', kind: 'totp', name: 'B', active: true },
];
const step = (factors: readonly Factor[]) => ({ factors, enrollable: [], required: true });

const CLIENT: MfaClient = {
  channels: ['sms', 'email', 'totp'],
  takesDestination: false,
  requestOtp: ({ channel }) => answer({ id: 'c', channel }),
  resendOtp: () => answer({ id: 'd', channel: 'sms' }),
  verifyOtp: () => answer({}),
  secondStep: () => answer(step(FACTORS), step([])),
  listFactors: () => answer(FACTORS, []),
  removeFactor: () => answer(undefined),
  renameFactor: () => answer(undefined),
  listTrustedDevices: () => answer([{ id: 'x', name: 'X' }], []),
  forgetTrustedDevice: () => answer(undefined),
  recoveryCodes: () => answer({ codes: ['abcd1234'] }),
  regenerateRecoveryCodes: () => answer({ codes: ['efgh5678'] }),
  securityQuestions: () => answer([{ id: 'q', question: 'Where?' }], []),
  answerSecurityQuestions: () => answer({}),
  sendPush: () => answer({ id: 'p' }),
  pollPush: () => new Promise(() => undefined),
  beginPushEnrollment: () => answer({ id: 'e', uri: 'otpauth://totp/x' }),
  pollPushEnrollment: () => new Promise(() => undefined),
  beginTotpEnrollment: () => answer({ id: 't', secret: 'JBSWY3DPEHPK3PXP' }),
  activateTotp: () => answer({}),
};

/** An element, what its calls come to, and which parts are pressed, each with where the element is then. */
const ROWS: [tag: string, outcomes: string, presses: string][] = [
  ['mfa-settings', 'network', 'retry:ready'],
  ['mfa-settings', 'network nothing', 'retry:empty'],
  ['mfa-settings', 'network server', 'retry:failed'],
  ['mfa-settings', 'network unauthenticated', 'retry:failed'],
  ['mfa-settings', 'ok', 'rename:renaming cancel:ready remove:removing cancel:ready'],
  ['mfa-settings', 'ok ok ok ok ok', 'remove:removing confirm:ready'],
  ['mfa-settings', 'ok ok network network', 'remove:removing confirm:failed retry:ready'],
  ['mfa-settings', 'ok ok unauthenticated unauthenticated', 'remove:removing confirm:failed'],
  ['mfa-settings', 'ok ok proof', 'remove:removing confirm:proving proof-input:ready'],
  ['mfa-settings', 'ok ok proof', 'remove:removing confirm:proving proof-cancel:ready'],
  ['mfa-trusted-devices', 'network', 'retry:ready'],
  ['mfa-trusted-devices', 'network nothing', 'retry:empty'],
  ['mfa-trusted-devices', 'network unauthenticated', 'retry:failed'],
  ['mfa-trusted-devices', 'ok network network', 'remove:asking confirm:failed retry:ready'],
  ['mfa-trusted-devices', 'ok unauthenticated unauthenticated', 'remove:asking confirm:failed'],
  ['mfa-trusted-devices', 'ok proof', 'remove:asking confirm:proving proof-input:ready'],
  ['mfa-challenge', 'network', 'retry:choosing way:answering another:choosing back:answering'],
  ['mfa-challenge', 'network server', 'retry:failed'],
  ['mfa-challenge', 'network unauthenticated', 'retry:ended'],
  ['mfa-challenge', 'network nothing', 'retry:unusable'],
  ['mfa-otp-request', '', 'submit:sent again:idle'],
  ['mfa-otp-request', '', 'radio:sent'],
  ['mfa-otp-request', 'unauthenticated', 'submit:idle'],
  ['mfa-otp-request', 'proof', 'submit:proving proof-input:sent'],
  ['mfa-otp-request', 'proof', 'submit:proving proof-cancel:idle'],
  [
    'mfa-recovery-codes',
    'network unauthenticated',
    'show:failed retry:failed retry:shown make:asking keep:shown',
  ],
  ['mfa-recovery-codes', 'proof', 'show:proving proof-input:shown make:asking make:shown'],
  ['mfa-recovery-codes', 'proof', 'show:proving proof-cancel:idle'],
  ['mfa-security-questions', 'network server nothing', 'retry:failed retry:empty retry:ready'],
  ['mfa-security-questions', 'network unauthenticated', 'retry:ended'],
  ['mfa-push', 'network', 'send:failed send:waiting'],
  ['mfa-push', 'unauthenticated', 'send:ended'],
  ['mfa-push', 'proof', 'send:proving proof-input:waiting'],
  ['mfa-push', 'proof', 'send:proving proof-cancel:ready'],
  ['mfa-push-enroll', 'network', 'begin:failed begin:scanning start-over:scanning'],
  ['mfa-push-enroll', 'unauthenticated', 'begin:ended'],
  ['mfa-push-enroll', 'proof', 'begin:proving proof-input:scanning'],
  ['mfa-totp-enroll', 'network', 'name-input:naming name-input:pairing start-over:naming'],
  ['mfa-totp-enroll', 'unauthenticated', 'name-input:naming'],
  [
    'mfa-totp-enroll',
    'network server unauthenticated',
    'retry:failed retry:failed retry:pairing start-over:pairing',
  ],
  ['mfa-totp-enroll', 'proof', 'name-input:proving proof-input:pairing'],
  ['mfa-totp-enroll', 'proof', 'name-input:proving proof-cancel:naming'],
];

describe('the focus of who goes by keyboard', () => {
  afterEach(clearPage);

  for (const ownRestart of [false, true])
    for (const [tag, comesTo, presses] of ROWS)
      if (!ownRestart || comesTo.includes('unauthenticated'))
        it(`stays in ${tag}: ${comesTo || 'ok'}, ${presses}${ownRestart ? ', with a way back of the page’s own' : ''}`, async () => {
          outcomes = comesTo.split(' ').filter(Boolean);
          underWay = 0;
          const element = document.createElement(tag) as Shown;
          element.client = { ...CLIENT, namesDevices: presses.includes('name-input') };
          if ('login' in element) element.login = {};
          if (ownRestart) element.innerHTML = '<a slot="restart" href="#again">Sign in</a>';
          document.body.append(element);
          // It begins where it is seen.
          if (tag === 'mfa-totp-enroll') await until(() => element.status !== 'idle');
          await quiet(element);
          for (const [name = '', status] of presses.split(' ').map((press) => press.split(':'))) {
            (await until(() => part(element, name))).focus();
            if (name.endsWith('-input')) await type('abc');
            await keys('Enter');
            await quiet(element);
            expect(element.status, name).to.equal(status);
            expect(
              element.contains(document.activeElement),
              `${name}: on ${deepFocus()?.outerHTML ?? ''}`,
            ).to.equal(true);
          }
        });
});

/** Nothing is under way, and all of it is shown. */
async function quiet(element: Element): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await aTask();
    await until(() => underWay === 0);
    await settled(element);
  }
  await aTask();
}
