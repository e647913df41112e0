/** A session that ends without a 401 (contract B.1): what a person reads and can do, with each backend. */
import { expect } from 'chai';
import '../../src/define/mfa-challenge.js';
import '../../src/define/mfa-otp-verify.js';
import '../../src/define/mfa-settings.js';
import { BetterAuthClient } from '../../src/backends/better-auth/index.js';
import { CiamClient } from '../../src/backends/ciam/index.js';
import { LoginRadiusClient } from '../../src/backends/loginradius/index.js';
import { createRestClient, type RestDescription } from '../../src/backends/rest/index.js';
import type { Channel, MfaClient } from '../../src/core/client.js';
import type { MfaChallenge } from '../../src/elements/challenge/challenge.js';
import type { MfaOtpVerify } from '../../src/elements/otp-verify/otp-verify.js';
import type { MfaSettings } from '../../src/elements/settings/settings.js';
import { en } from '../../src/locales/en.js';
import { ChallengePage } from '../support/challenge-page.js';
import { clearPage, deepText, fillCode, nextEvent, part, settled, shows, until } from '../support/page.js';
import type { Ending, SiteAnswers } from '../support/sessions-middleware.js';

const ENDINGS: readonly Ending[] = ['redirect', 'page'];
const CODE = '135790';

interface Backend {
  /** What the site answers while the session lasts. */
  answers: SiteAnswers;
  create(base: string): MfaClient;
  /** What the page has of the first step. */
  login?: unknown;
  /** By what a code comes. */
  channel: Channel;
  /** Before a code of a message can be checked. */
  prepare?: (client: MfaClient) => Promise<unknown>;
  /** Its challenge, where the client makes it. */
  id?: string;
}

const description: RestDescription = {
  otp: [
    {
      channels: ['sms'],
      request: { path: '/codes', result: { id: 'id' } },
      verify: { path: '/codes/{id}', body: { code: '{code}' } },
    },
  ],
  factors: {
    list: { method: 'GET', path: '/factors', result: { items: 'all' } },
    item: { id: 'id', kind: 'kind' },
  },
  login: { result: { items: 'ways' }, item: { id: 'id', kind: 'kind' } },
  // As a backend that says no more of a wrong code than a status.
  errors: { statuses: { '400': 'invalid-code', '401': 'invalid-code' } },
};
const TICKET = {
  SecondFactorAuthentication: {
    SecondFactorAuthenticationToken: 'ticket',
    IsOTPAuthenticatorVerified: true,
    OTPPhoneNo: '******0406',
    OTPStatus: { AccountSid: 'a', Sid: 's' },
    SecondFactorAuthenticationProvider: 'OTP',
  },
};

const BACKENDS: Readonly<Record<string, Backend>> = {
  ciam: {
    answers: {
      'GET /users/me/mfadevices': [{ deviceType: 'TOTP', deviceName: 'Phone', status: 'ACTIVE' }],
      'POST /deviceAuthentications': { authId: 'abc', status: 'OTP_REQUIRED' },
    },
    create: (base) => new CiamClient({ endpoint: base }),
    channel: 'totp',
  },
  'ciam, by our gateway': {
    answers: {},
    create: (base) => new CiamClient({ endpoint: `${base}/mfa` }),
    channel: 'sms',
    prepare: (client) => client.requestOtp!({ channel: 'sms' }),
  },
  loginradius: {
    answers: { 'GET /identity/v2/auth/account/2fa': TICKET.SecondFactorAuthentication },
    create: (base) => new LoginRadiusClient({ endpoint: base, apiKey: 'key', accessToken: 'token' }),
    login: TICKET,
    channel: 'sms',
    prepare: (client) => client.secondStep!(TICKET),
    id: 'login-1',
  },
  'better-auth': {
    answers: { 'GET /get-session': { user: { twoFactorEnabled: true } } },
    create: (base) => new BetterAuthClient({ endpoint: base, methods: ['totp'] }),
    login: { twoFactorRedirect: true, twoFactorMethods: ['totp'] },
    channel: 'totp',
  },
  rest: {
    answers: { 'GET /factors': { all: [{ id: '1', kind: 'sms' }] }, 'POST /codes': { id: 'abc' } },
    create: (base) => createRestClient({ endpoint: base, description }),
    login: { ways: [{ id: '1', kind: 'sms' }] },
    channel: 'sms',
  },
};

async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Answer;
}

/** What it says, and that its button asks the page to sign the person in again. */
async function leadsBack(element: HTMLElement, words: string): Promise<void> {
  await until(() => deepText(element).includes(words));
  await until(() => shows(element, 'restart'));
  const asked = nextEvent(element, 'mfa-restart-requested');
  const button = part(element, 'restart')!;
  expect(button.textContent.trim()).to.equal('Sign in again');
  button.click();
  await asked;
}

/** Opens a way by a code, and has one sent where that is what it takes. */
async function openCode(page: ChallengePage): Promise<void> {
  if (page.element.status === 'choosing') await page.choose(page.ways[0]!);
  await page.inStatus('answering');
  if (part(page.panel, 'channels') ?? page.panel.querySelector('mfa-otp-request:not([hidden])'))
    await page.press('submit');
  await page.ready();
}

for (const [name, backend] of Object.entries(BACKENDS)) {
  describe(`a session that ends on the way, with ${name}`, () => {
    let base: string;
    let client: MfaClient;

    beforeEach(async () => {
      ({ base } = await post<{ base: string }>('/sites', backend.answers));
      client = backend.create(base);
    });
    afterEach(clearPage);

    const end = (as: Ending): Promise<unknown> => post(`${base}/end`, { as });

    function show<Tag extends 'mfa-otp-verify' | 'mfa-challenge' | 'mfa-settings'>(
      tag: Tag,
      properties: Partial<HTMLElementTagNameMap[Tag]>,
    ): HTMLElementTagNameMap[Tag] {
      const element = Object.assign(document.createElement(tag), { client }, properties);
      document.body.append(element);
      return element;
    }

    for (const as of ENDINGS) {
      it(`a ${as} in place of what became of a code: mfa-otp-verify says so, and leads back`, async () => {
        await backend.prepare?.(client);
        const challenge = { id: backend.id ?? 'abc', channel: backend.channel };
        const verify: MfaOtpVerify = show('mfa-otp-verify', { challenge });
        await until(() => verify.status === 'ready');
        await settled(verify);
        await end(as);
        fillCode(verify, CODE);
        await settled(verify);
        part(verify, 'submit')!.click();
        await leadsBack(verify, en['error-unauthenticated']);
      });

      it(`a ${as} in place of what became of a code: mfa-challenge says so, and leads back`, async () => {
        const challenge: MfaChallenge = show('mfa-challenge', { login: backend.login });
        const page = new ChallengePage(challenge);
        await until(() => ['answering', 'choosing'].includes(challenge.status));
        await settled(challenge);
        await openCode(page);
        await end(as);
        await page.check(CODE);
        await leadsBack(challenge, en.challengeEndedSession);
      });

      it(`a ${as} in place of the list: mfa-settings says so, and leads back`, async () => {
        const first: MfaSettings = show('mfa-settings', {});
        await until(() => first.status === 'ready' || first.status === 'empty');
        first.remove();
        await end(as);
        await leadsBack(show('mfa-settings', {}), en['error-unauthenticated']);
      });
    }
  });
}
