/**
 * The table of steps of the original (contracts C.9.0, C.9.2, C.9.3), row by row: which hooks hear of a call, in which
 * order, by which name, what the callbacks get, and what goes over the wire.
 */
import { expect } from 'chai';
import type { LoggedRequest } from '../support/sandbox.js';
import { EMAIL, PASSWORD, PHONE } from '../support/loginradius-room.js';
import { clearPage, until } from '../support/page.js';
import { totpCode } from '../support/totp-code.js';
import {
  accountRoom,
  addButton,
  choose,
  compatRoom,
  enterAnswers,
  enterCode,
  enterPhone,
  logIn,
  press,
  secretOnScreen,
  visible,
  type CompatRoom,
  type CompatSetup,
  type Fields,
} from './room.js';

const NEW_PHONE = '+12025550199';

afterEach(clearPage);

interface Row {
  step: string;
  setup?: CompatSetup;
  /** Somebody is signed in. */
  isAccount?: boolean;
  /** As far as the call. What is told before that is not looked at. */
  before?: (room: CompatRoom) => Promise<unknown>;
  /** Makes the call. Gives what the expectations need. */
  run: (room: CompatRoom) => unknown;
  /** All that the page hears, in order. `<code>` stands for the code that was entered. */
  hears: string[];
  request: string;
  /** What is in the query besides the key and the ticket. */
  query?: Record<string, string>;
  body?: unknown;
}

const options = { smsTemplate2FA: 'sms', emailTemplate2FA: 'mail', smsTemplate2FAWelcome: 'welcome' };

/** What a page hears: each hook and each callback. */
function listen({ lr, heard }: CompatRoom): string[] {
  const lines: string[] = [];
  const told =
    (name: string) =>
    (...args: unknown[]): void => {
      const words = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)));
      lines.push([name, ...words].join(' ').trimEnd());
    };
  for (const name of [
    'eventCalls',
    'startProcess',
    'xhrEndWithSuccess',
    'xhrEndWithError',
    'endProcess',
  ] as const)
    lr.$hooks.register(name, told(name));
  lr.$hooks.register('modifyXhrRequest', (action) => lines.push(`modifyXhrRequest ${action}`));
  const { successes, formData, failures } = heard;
  successes.push = (answer: Fields) => {
    lines.push(`onSuccess ${whatIs(answer)}`);
    return Array.prototype.push.call(successes, answer);
  };
  formData.push = (data: unknown) => {
    const words = typeof data === 'string' ? data : JSON.stringify(data);
    if (data !== undefined) lines.push(`${lines.pop()} ${words}`);
    return Array.prototype.push.call(formData, data);
  };
  failures.push = (errors) => {
    lines.push(`onError ${errors.map(({ ErrorCode }) => ErrorCode).join()}`);
    return Array.prototype.push.call(failures, errors);
  };
  return lines;
}

/** What an answer is known by. */
function whatIs(answer: Fields): string {
  const names = [
    'SecondFactorAuthentication',
    'access_token',
    'BackUpCodes',
    'IsDeleted',
    'IsPosted',
    'Sid',
    'Uid',
  ];
  return names.filter((name) => answer[name]).join('+');
}

/** The lines of one call that goes well. */
function call(action: string, body: string, success: string | undefined, form?: string): string[] {
  return [
    ...(form ? [`eventCalls ${form} loginradius-`] : []),
    `startProcess ${action} ${body}`.trimEnd(),
    `modifyXhrRequest ${action}`,
    `xhrEndWithSuccess ${action}`,
    ...(success ? [`onSuccess ${success}`] : []),
    `endProcess ${action}`,
  ];
}

const toSecondStep = async (room: CompatRoom): Promise<void> => {
  room.init('login');
  logIn(room);
  await until(() => room.heard.successes.length === 1);
};
const toAccount = async (room: CompatRoom): Promise<void> => {
  room.init('createTwoFactorAuthentication');
  await visible(room.container, 'mfa-settings:state(ready)');
};
const enterSent = async ({ container, sandbox }: CompatRoom): Promise<string> => {
  const code = await sandbox.lastCode();
  await enterCode(container, code);
  return code;
};
const phoneData = `phoneNo2FA=${encodeURIComponent(NEW_PHONE)}`;
const who = JSON.stringify({ email: EMAIL });

const ROWS: Row[] = [
  {
    step: 'login: a second step is to be done',
    setup: { seed: { phone2fa: PHONE } },
    before: async (room) => {
      room.init('login');
      await visible(room.container, 'form');
    },
    run: (room) => logIn(room),
    hears: call('login', who, `SecondFactorAuthentication email=${encodeURIComponent(EMAIL)}`, 'login'),
    request: 'POST /login/2fa',
    query: { smsTemplate2FA: 'sms', emailTemplate2FA: 'mail' },
    body: { email: EMAIL, password: PASSWORD },
  },
  {
    step: 'login: it is the end',
    setup: { tenant: { mfa: 'optional' } },
    before: async (room) => {
      room.init('login');
      await visible(room.container, 'form');
    },
    run: (room) => logIn(room),
    hears: call('login', who, `access_token ${who}`, 'login'),
    request: 'POST /login/2fa',
  },
  {
    step: 'login: refused',
    before: async (room) => {
      room.init('login');
      await visible(room.container, 'form');
    },
    run: (room) => logIn(room, EMAIL, 'wrong'),
    hears: [
      'eventCalls login loginradius-',
      `startProcess login ${who}`,
      'modifyXhrRequest login',
      'xhrEndWithError login',
      'onError 966',
      'endProcess login',
    ],
    request: 'POST /login/2fa',
  },
  {
    step: 'phone',
    setup: { tenant: { factors: ['sms'] } },
    before: toSecondStep,
    run: (room) => enterPhone(room.container, NEW_PHONE),
    hears: call('login', JSON.stringify({ phoneNo2FA: NEW_PHONE }), `Sid ${phoneData}`, 'updatePhone'),
    request: 'PUT /login/2fa',
    query: { smsTemplate2FA: 'sms' },
    body: { phoneNo2FA: NEW_PHONE },
  },
  {
    step: 'resend: onSuccess is not told',
    setup: { seed: { phone2fa: PHONE }, options: { disableResendOTPButton: false } },
    before: async (room) => {
      await toSecondStep(room);
      await room.sandbox.advance(60_000);
    },
    run: (room) => press(room.container, '[part~=resend]'),
    hears: call('resendOTP', '', undefined),
    request: 'GET /login/2fa/resend',
    query: { smsTemplate2FA: 'sms' },
  },
  {
    step: 'resend as a call',
    setup: {
      seed: { phone2fa: PHONE },
      tenant: { voice: true },
      options: { disableResendOTPButton: false },
    },
    before: async (room) => {
      await toSecondStep(room);
      await room.sandbox.advance(60_000);
    },
    run: (room) => press(room.container, '[part~=other]'),
    hears: call('resendvoiceotp', '', undefined),
    request: 'GET /login/2fa/resend',
    query: { smsTemplate2FA: 'sms', isVoiceOtp: 'true' },
  },
  {
    step: 'verify: a text message',
    setup: { seed: { phone2fa: PHONE } },
    before: toSecondStep,
    run: enterSent,
    hears: call('verifyOTP##twofaotp', '{}', 'access_token {"otp":"<code>"}', 'twofaotp'),
    request: 'PUT /login/2fa/verification/otp',
    query: { smsTemplate2FA: 'welcome' },
    body: { otp: '<code>' },
  },
  {
    step: 'verify: an e-mail',
    setup: { seed: { emailOtp: true } },
    before: toSecondStep,
    run: enterSent,
    hears: call(
      'verifyOTP##twofaemailotp',
      '{"EmailId":"j***@example.com"}',
      'access_token {"email":"j***@example.com","otp":"<code>","mfaEmailToken":"true"}',
      'twofaemailotp',
    ),
    request: 'PUT /login/2fa/verification/otp/email',
    body: { EmailId: 'j***@example.com', Otp: '<code>' },
  },
  {
    step: 'verify: an app',
    setup: { tenant: { factors: ['totp'] } },
    before: toSecondStep,
    run: async ({ container, sandbox }) => {
      const code = await totpCode(await secretOnScreen(container), await sandbox.now());
      await enterCode(container, code);
      return code;
    },
    hears: call('verifyOTP##showqrcode', '{}', 'access_token {"AuthenticatorCode":"<code>"}', 'showQRcode'),
    request: 'PUT /login/2fa/verification/authenticatorcode',
    body: { authenticatorCode: '<code>' },
  },
  {
    step: 'mail',
    setup: { seed: { emailOtp: true, phone2fa: PHONE } },
    before: async (room) => {
      await toSecondStep(room);
      await press(room.container, '[part~=another]');
      await choose(room, 'E-mail');
    },
    run: (room) => press(room.container, '[part~=submit]'),
    hears: call(
      'sendMFAEmailOTP',
      '{"EmailId":"j***@example.com"}',
      'IsPosted {"EmailId":"j***@example.com","mfaEmailToken":true}',
    ),
    request: 'POST /login/2fa/otp/email',
    query: { emailTemplate2FA: 'mail' },
    body: { EmailId: 'j***@example.com' },
  },
  {
    step: 'questions that are known',
    setup: { seed: { answers: { q1: 'one', q2: 'two' } } },
    before: toSecondStep,
    run: (room) => enterAnswers(room.container, 'one', 'two'),
    hears: call('verifyMFASecurityQuestionsController', '{}', 'access_token', 'mfasecurityquestion'),
    request: 'POST /login/2fa/verification/securityquestionanswer',
    body: {
      securityQuestionAnswer: [
        { QuestionId: 'q1', Answer: 'one' },
        { QuestionId: 'q2', Answer: 'two' },
      ],
    },
  },
  {
    step: 'questions that are to be set',
    setup: { tenant: { factors: ['security-questions'] } },
    before: toSecondStep,
    run: (room) => enterAnswers(room.container, 'one', 'two'),
    hears: call('submitMFASecurityQuestionsController', '{}', 'access_token', 'mfasecurityquestion'),
    request: 'PUT /login/2fa/securityquestionanswer',
  },
  {
    step: 'settings: another phone',
    isAccount: true,
    before: async (room) => {
      await toAccount(room);
      await press(room.container, '[part~=change]');
    },
    run: (room) => enterPhone(room.container, NEW_PHONE),
    hears: call('updatePhone', JSON.stringify({ phoneNo2FA: NEW_PHONE }), `Sid ${phoneData}`, 'changePhone'),
    request: 'PUT /account/2fa',
    query: { smsTemplate2FA: 'sms' },
    body: { phoneNo2FA: NEW_PHONE },
  },
  {
    step: 'settings: its code',
    isAccount: true,
    before: async (room) => {
      await toAccount(room);
      await press(room.container, '[part~=change]');
      await enterPhone(room.container, NEW_PHONE);
      await until(() => room.heard.successes.length === 1);
    },
    run: enterSent,
    hears: [
      ...call('verifyOTP##twofaotp', '{}', 'Uid otp=<code>', 'twofaotp'),
      ...call('createTwoFactorAuthentication', '', undefined),
    ],
    request: 'PUT /account/2fa/verification/otp',
    body: { otp: '<code>' },
  },
  {
    step: 'disable',
    isAccount: true,
    setup: { tenant: { mfa: 'optional' } },
    before: async (room) => {
      await toAccount(room);
      await press(room.container, '[part~=remove]');
    },
    run: (room) => press(room.container, '[part~=confirm]'),
    hears: [
      ...call('resetTwoFactorAuthentication', '{"otpauthenticator":true}', 'IsDeleted otpauthenticator'),
      ...call('createTwoFactorAuthentication', '', undefined),
    ],
    request: 'DELETE /account/2fa/authenticator',
    body: { otpauthenticator: true },
  },
  {
    step: 'settings: an app',
    isAccount: true,
    before: async (room) => {
      await toAccount(room);
      (await addButton(room, 'Add an authenticator app')).click();
      await visible(room.container, '[part~=secret], [part~=other-way]');
    },
    run: async ({ container, sandbox }) => {
      const code = await totpCode(await secretOnScreen(container), await sandbox.now());
      await enterCode(container, code);
      return code;
    },
    hears: [
      ...call('verifyOTP##twofaotp', '{}', 'Uid AuthenticatorCode=<code>', 'showQRcode'),
      ...call('createTwoFactorAuthentication', '', undefined),
    ],
    request: 'PUT /account/2fa/verification/authenticatorcode',
  },
  {
    step: 'codes',
    isAccount: true,
    before: async (room) => {
      room.init('backupCodeButton');
      await visible(room.container, '[part~=show]');
    },
    run: (room) => press(room.container, '[part~=show]'),
    hears: call('backupCode', '', 'BackUpCodes'),
    request: 'GET /account/2fa/backupcode',
  },
  {
    step: 'the action updatePhone: the phone that one signs in with',
    isAccount: true,
    setup: { options: { smsTemplateUpdatePhone: 'update' } },
    before: async (room) => {
      room.init('updatePhone');
      await visible(room.container, 'input[type=tel]');
    },
    run: (room) => enterPhone(room.container, NEW_PHONE),
    hears: call(
      'updatePhone',
      JSON.stringify({ phone: NEW_PHONE }),
      `IsPosted phone=${encodeURIComponent(NEW_PHONE)}`,
      'updatePhone',
    ),
    request: 'PUT /phone',
    query: { smsTemplate: 'update' },
    body: { phone: NEW_PHONE },
  },
  {
    step: 'the action updatePhone: its code',
    isAccount: true,
    setup: { options: { smsTemplateWelcome: 'hello' } },
    before: async (room) => {
      room.init('updatePhone');
      await enterPhone(room.container, NEW_PHONE);
      await until(() => room.heard.successes.length === 1);
    },
    run: enterSent,
    hears: call('verifyOTP', '', 'IsPosted {"otp":"<code>"}', 'otp'),
    request: 'PUT /phone/otp',
    query: { otp: '<code>', smsTemplate: 'hello' },
  },
  {
    step: 'the action updateSecurityQuestion',
    isAccount: true,
    before: async (room) => {
      room.init('updateSecurityQuestion');
      await visible(room.container, 'mfa-security-questions:state(ready)');
    },
    run: (room) => enterAnswers(room.container, 'one', 'two'),
    hears: call('updateSecurityQuestion', '{}', 'IsPosted', 'updatesecurityquestion'),
    request: 'PUT /account',
    body: { SecurityQuestionAnswer: { q1: 'one', q2: 'two' } },
  },
];

describe('the steps of the original', () => {
  for (const { step, setup = {}, isAccount, before, run, hears, request, query, body } of ROWS)
    it(step, async () => {
      const make = isAccount ? accountRoom : compatRoom;
      const room = await make({ ...setup, options: { ...options, ...setup.options } });
      await before?.(room);
      const sent = (await room.sandbox.requests()).length;
      const lines = listen(room);
      const code = (await run(room)) as string | undefined;
      await until(() => lines.length >= hears.length);
      expect(lines).to.deep.equal(hears.map((line) => filled(line, code)));
      const asked = (await room.sandbox.requests()).slice(sent).find((each) => nameOf(each) === request);
      expect(asked, request).not.to.equal(undefined);
      const { apiKey, secondFactorAuthenticationToken: _, ...rest } = asked!.query;
      expect(apiKey).to.equal('sandbox-api-key');
      if (query) expect(JSON.stringify(rest)).to.equal(filled(JSON.stringify(query), code));
      if (body) expect(asked!.body).to.equal(filled(JSON.stringify(body), code));
    });
});

function nameOf({ method, path }: LoggedRequest): string {
  return `${method} ${path.replace('/identity/v2/auth', '')}`;
}

function filled(text: string, code = ''): string {
  return text.replace('<code>', code);
}
