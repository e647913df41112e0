import { expect } from 'chai';
import '../../../src/define/mfa-challenge.js';
import type { LoginRadiusOptions } from '../../../src/backends/loginradius/index.js';
import type { FactorKind } from '../../../src/core/client.js';
import type { MfaChallenge } from '../../../src/elements/challenge/challenge.js';
import { en } from '../../../src/locales/en.js';
import { formatText } from '../../../src/locales/texts.js';
import type { LoginRadiusSettings, LrLockout, LrSeed } from '../../../src/sandbox/index.js';
import { ChallengePage } from '../../support/challenge-page.js';
import {
  EMAIL,
  loginRadiusRoom,
  PHONE,
  signedInRoom,
  type LoginRadiusRoom,
} from '../../support/loginradius-room.js';
import { OffsetClock } from '../../support/offset-clock.js';
import { clearPage, inputPart, part, settled, shownText, shows, spoken, until } from '../../support/page.js';
import { totpCode } from '../../support/totp-code.js';

const ANSWERS = { q1: 'ms green', q2: 'elm street' };
const WORK = 'second@work.example';

describe('mfa-challenge on LoginRadius, over HTTP', () => {
  let room: LoginRadiusRoom;
  let element: MfaChallenge;
  let page: ChallengePage;
  let events: string[];

  beforeEach(() => {
    events = [];
    element = document.createElement('mfa-challenge');
    page = new ChallengePage(element);
    for (const name of ['completed', 'skipped', 'failed'])
      element.addEventListener(`mfa-challenge-${name}`, (event) => {
        events.push(`${name} ${JSON.stringify((event as CustomEvent<unknown>).detail)}`);
      });
  });
  afterEach(clearPage);

  describe('every factor leads to a session', () => {
    it('the text message that the login has sent, after a wrong code; it is not sent again', async () => {
      await begin({ phone2fa: PHONE });
      expect(element.status).to.equal('answering');
      await page.check(await room.sandbox.wrongCode());
      await until(() => page.verify.status === 'ready');
      await page.check(await room.sandbox.lastCode());
      await completed('sms');
      expect(await room.sandbox.outbox()).to.have.lengthOf(1);
      expect(await paths()).to.deep.equal(Array(2).fill('PUT /login/2fa/verification/otp'));
    });

    it('a text message that was asked for again', async () => {
      await begin({ phone2fa: PHONE }, {}, {}, { disableResendOTPButton: false });
      await page.press('resend');
      await page.ready();
      expect(await room.sandbox.outbox()).to.have.lengthOf(2);
      await page.check(await room.sandbox.lastCode());
      await completed('sms');
      expect((await paths())[0]).to.equal('GET /login/2fa/resend');
    });

    it('a call', async () => {
      await begin({ phone2fa: PHONE, answers: ANSWERS }, {}, { isVoiceOtp: true });
      await page.press('another');
      expect(page.ways[0]).to.equal('Phone call to the number ending in 0406');
      await page.press('back');
      await page.check(await room.sandbox.lastCode());
      await completed('voice');
    });

    it('the one address, to which the login has sent a code', async () => {
      await begin({ emailOtp: true });
      expect(element.status).to.equal('answering');
      await page.check(await room.sandbox.lastCode());
      await completed('email');
      expect(await room.sandbox.outbox()).to.have.lengthOf(1);
    });

    it('the one of several addresses that the person chooses', async () => {
      await begin({ emailOtp: true, emails: [EMAIL, WORK] });
      expect(element.status).to.equal('choosing');
      expect(page.ways.slice(0, 2)).to.deep.equal([
        'E-mail to j…\u2060@example.com',
        'E-mail to s…\u2060@work.example',
      ]);
      await page.choose('E-mail to s');
      await page.press('submit');
      await page.ready();
      expect((await room.sandbox.outbox()).map(({ to }) => to)).to.deep.equal([WORK]);
      await page.check(await room.sandbox.lastCode());
      await completed('email');
    });

    it('an authenticator app, for which nothing is asked of the server before the code', async () => {
      await begin({}, {}, {}, {}, true);
      expect(element.status).to.equal('answering');
      expect(await paths()).to.deep.equal([]);
      await page.check(await totpCode(secret, await room.sandbox.now()));
      await completed('totp');
      expect(await paths()).to.deep.equal(['PUT /login/2fa/verification/authenticatorcode']);
    });

    it('the answers, after wrong ones', async () => {
      await begin({ answers: ANSWERS });
      await answer('no', 'neither');
      await page.says(formatText(en.questionsWrong, { total: 2 }));
      await answer('Ms Green', 'Elm Street');
      await completed('security-questions');
    });

    it('a recovery code, with or without its dash, and each once', async () => {
      const signedIn = await signedInRoom({ answers: ANSWERS });
      const { codes } = await signedIn.client.recoveryCodes();
      for (const typed of [codes[0]!, codes[1]!.replace('-', ''), ` ${codes[2]!.replace('-', ' ')} `]) {
        await attach(signedIn);
        await recover(typed);
        await completed('recovery-code');
        element.remove();
        events = [];
      }
      await attach(signedIn);
      await recover(codes[0]!);
      await page.says(en['error-invalid-code']);
      expect(inputPart(element, 'recovery-input').value).to.equal(codes[0]);
      expect(events).to.deep.equal([]);
    });
  });

  describe('where one is required and nothing is set up', () => {
    it('shows all that can be, and no way around it', async () => {
      await begin();
      expect(element.status).to.equal('choosing');
      expect(page.ways).to.deep.equal(['Authenticator app', 'Text message', 'E-mail', 'Security questions']);
      expect(shownText(element)).to.contain(en.challengeSetUpWords);
      expect(shows(element, 'skip')).to.equal(false);
      expect(await room.sandbox.outbox()).to.deep.equal([]);
    });

    it('pairs an app', async () => {
      await begin();
      await page.choose('Authenticator');
      const enroll = page.panel.querySelector('mfa-totp-enroll')!;
      await until(() => enroll.status === 'pairing');
      await settled(element);
      enroll.shadowRoot!.querySelector('summary')!.click();
      const key = (await until(() => part(enroll, 'secret'))).textContent.replace(/\s/g, '');
      await page.check('000000');
      await page.says(en['error-invalid-code']);
      await page.check(await totpCode(key, await room.sandbox.now()));
      await completed('totp', true);
      await isSetUpNow('totp');
    });

    it('sets a phone up: number, then code; another number where the first was wrong', async () => {
      await begin({}, {}, {}, { disableResendOTPButton: false });
      await page.choose('Text');
      inputPart(page.panel).value = '+1 202 555 0199';
      await page.press('submit');
      await page.ready();
      await page.press('change-destination');
      inputPart(page.panel).value = '+1 (202) 555-0406';
      expect(await room.sandbox.outbox()).to.have.lengthOf(1);
      await page.press('submit');
      await page.ready();
      await page.check(await room.sandbox.lastCode());
      await completed('sms', true);
      expect((await room.sandbox.outbox()).map(({ to }) => to)).to.deep.equal(['+12025550199', PHONE]);
      await isSetUpNow('sms');
    });

    it('sets an address up that the account has, without having it typed', async () => {
      await begin({ emails: [EMAIL, WORK] });
      await page.choose('E-mail');
      expect(shows(page.panel, 'input')).to.equal(false);
      const choices = [...page.panel.querySelector('mfa-otp-request')!.shadowRoot!.querySelectorAll('input')];
      expect(choices.map(({ type }) => type)).to.deep.equal(['radio', 'radio']);
      choices[1]!.click();
      await page.press('submit');
      await page.ready();
      expect((await room.sandbox.outbox()).map(({ to }) => to)).to.deep.equal([WORK]);
      await page.check(await room.sandbox.lastCode());
      await completed('email', true);
      await isSetUpNow('email');
    });

    it('sets questions up', async () => {
      await begin();
      await page.choose('Security');
      await until(() => questions().status === 'ready');
      await settled(element);
      const selects = [...questions().shadowRoot!.querySelectorAll('select')];
      expect(selects).to.have.lengthOf(2);
      for (const [index, select] of selects.entries()) {
        select.value = `q${index + 1}`;
        select.dispatchEvent(new Event('change', { bubbles: true }));
        await settled(element);
      }
      await answer('Ms Green', 'Elm Street');
      await completed('security-questions', true);
      await isSetUpNow('security-questions');
    });

    it('begins one, goes back, and sets another up', async () => {
      await begin();
      await page.choose('Text');
      inputPart(page.panel).value = PHONE;
      await page.press('submit');
      await page.ready();
      await page.press('another');
      await page.choose('Authenticator');
      await page.press('another');
      await page.choose('Text');
      expect(page.verify.status).to.equal('ready');
      expect(await room.sandbox.outbox()).to.have.lengthOf(1);
      await page.check(await room.sandbox.lastCode());
      await completed('sms', true);
    });

    it('offers no more than the tenant has, straight away where that is one', async () => {
      await begin({}, { factors: ['sms'] });
      expect(element.status).to.equal('enrolling');
      expect(part(page.panel, 'input')!.getAttribute('type')).to.equal('tel');
    });
  });

  describe('where it is optional', () => {
    it('lets the person skip what the page calls optional', async () => {
      element.setAttribute('optional-two-factor-authentication', '');
      await begin();
      expect(shownText(element)).to.contain(en.challengeSetUpOptional);
      await page.press('skip');
      await until(() => events.length === 1);
      expect(events).to.deep.equal(['skipped null']);
      expect(element.verification).to.equal(undefined);
      expect(await paths()).to.deep.equal(['GET /ciam/appinfo']);
    });

    it('is done at once where the login gave a session', async () => {
      await begin({}, { mfa: 'optional' });
      await until(() => events.length === 1);
      expect(events).to.deep.equal(['completed {"enrolled":false}']);
      await isSession();
    });

    for (const login of [{ access_token: '00000000-0000-0000-0000-000000000000' }, {}, '<html>', 7])
      it(`makes no session of ${JSON.stringify(login)}`, async () => {
        room = await loginRadiusRoom();
        element.client = room.client;
        element.login = login;
        document.body.append(element);
        await page.inStatus('failed');
        await until(() => events.length === 1);
        expect(events).to.deep.equal(['failed {"code":"bad-response"}']);
        expect(element.verification).to.equal(undefined);
      });
  });

  describe('several factors', () => {
    it('begin with the code that is under way; other ways, and back, lose and send nothing', async () => {
      await begin({ phone2fa: PHONE, emailOtp: true, answers: ANSWERS }, {}, {}, {}, true);
      expect(element.status).to.equal('answering');
      page.fill('1234');
      const field = page.field;
      await page.press('another');
      expect(page.ways).to.deep.equal([
        'Authenticator app',
        'Text message to the number ending in 0406',
        'E-mail to j…\u2060@example.com',
        'Security questions',
        'Recovery code',
      ]);
      await page.choose('E-mail');
      await page.press('another');
      await page.choose('Security');
      await until(() => questions().status === 'ready');
      await settled(element);
      inputPart(questions(), 'answer').value = 'Ms Green';
      await page.press('another');
      await page.press('back');
      expect(inputPart(questions(), 'answer').value).to.equal('Ms Green');
      await page.press('another');
      await page.choose('Text');
      expect(page.field).to.equal(field);
      expect(field.value).to.equal('1234');
      expect(await room.sandbox.outbox()).to.have.lengthOf(1);
      expect(await paths()).to.deep.equal([]);
      await page.press('another');
      await page.choose('Authenticator');
      await page.check(await totpCode(secret, await room.sandbox.now()));
      await completed('totp');
    });

    it('offers to set forgotten answers only where the service lets people', async () => {
      await begin({ answers: ANSWERS });
      expect(shows(element, 'reset')).to.equal(false);
      await page.press('another');
      expect(page.ways).to.deep.equal(['Security questions', 'Recovery code']);
    });
  });

  describe('time', () => {
    it('ends on the screen when the ticket does', async () => {
      const clock = new OffsetClock();
      await begin({ phone2fa: PHONE }, { ticketLifetimeMs: 90_000 }, {}, { clock });
      expect(part(element, 'timer')!.textContent).to.match(/1:[0-3]\d/);
      clock.advance(91_000);
      await page.inStatus('ended');
      await until(() => events.length === 1);
      expect(events).to.deep.equal(['failed {"code":"challenge-expired"}']);
      expect(spoken(element).urgent).to.equal(en.challengeEnded);
      expect(shows(element, 'panel')).to.equal(false);
    });

    it('ends where only the server knows that the ticket is over', async () => {
      await begin({ phone2fa: PHONE });
      const code = await room.sandbox.lastCode();
      await room.sandbox.advance(600_000);
      await page.check(code);
      await page.inStatus('ended');
      expect(part(element, 'error')!.textContent).to.equal(en.challengeEndedSession);
    });

    it('says when the code is too old, and goes on with a new one', async () => {
      await begin({ phone2fa: PHONE }, {}, {}, { disableResendOTPButton: false });
      const code = await room.sandbox.lastCode();
      await room.sandbox.advance(300_000);
      await page.check(code);
      await until(() => page.verify.status === 'expired');
      await settled(element);
      await page.press('resend');
      await page.ready();
      await page.check(await room.sandbox.lastCode());
      await completed('sms');
    });

    it('says when too many codes have been asked for', async () => {
      await begin({ phone2fa: PHONE }, { resendLimit: 1 }, {}, { disableResendOTPButton: false });
      await page.press('resend');
      await page.says(en['error-rate-limited']);
      // The one that has come is still good.
      await until(() => page.verify.status === 'ready');
      await settled(element);
      await page.check(await room.sandbox.lastCode());
      await completed('sms');
    });
  });

  describe('a locked account', () => {
    async function lock(lockout: LrLockout): Promise<void> {
      await begin({ phone2fa: PHONE, answers: ANSWERS }, { lockout });
      const wrong = await room.sandbox.wrongCode();
      await page.check(wrong);
      await page.says(en['error-invalid-code']);
      // Another wrong one, which the field takes for a new one.
      await page.check(wrong.slice(0, -1) + String((Number(wrong.at(-1)) + 1) % 10));
    }

    it('is suspended for a time, which is counted down', async () => {
      const clock = new OffsetClock();
      element.clock = clock;
      await lock('suspend');
      await until(() => page.verify.status === 'blocked');
      await settled(element);
      expect(part(page.verify, 'timer')!.textContent).to.match(/1[45]:\d\d/);
      expect(shows(element, 'another')).to.equal(true);
    });

    it('is blocked for good', async () => {
      await lock('block');
      await until(() => page.verify.status !== 'verifying');
      await settled(element);
      await page.says(en['error-locked']);
      expect(events).to.deep.equal([]);
    });

    it('wants a captcha with the next attempt: the page’s, in its place', async () => {
      const captcha = Object.assign(document.createElement('div'), {
        slot: 'captcha',
        textContent: 'Pick the buses',
      });
      element.append(captcha);
      await lock('captcha');
      await page.inStatus('proving');
      expect(captcha.assignedSlot).not.to.equal(null);
      element.prove({ captcha: 'guess' });
      await page.says(en['error-invalid-proof']);
      element.prove({ captcha: 'sandbox-captcha' });
      await page.inStatus('answering');
      await page.ready();
      // The proof was right, the code still is not: that locks again.
      await page.check(await room.sandbox.lastCode());
      await page.inStatus('proving');
      element.prove({ captcha: 'sandbox-captcha' });
      await completed('sms');
    });

    it('wants an answer with the next attempt', async () => {
      await lock('security-question');
      await page.inStatus('proving');
      const proof = await until(() => part(element, 'proof')?.querySelector('mfa-security-questions'));
      await until(() => proof.status === 'ready');
      await settled(element);
      for (const input of proof.shadowRoot!.querySelectorAll('input')) input.value = 'no';
      void proof.submit();
      await page.says(en['error-invalid-proof']);
      const again = await until(() => {
        const next = part(element, 'proof')?.querySelector('mfa-security-questions');
        return next?.status === 'ready' && next;
      });
      await settled(element);
      const [first, second] = again.shadowRoot!.querySelectorAll('input');
      first!.value = 'Ms Green';
      second!.value = 'Elm Street';
      void again.submit();
      await page.inStatus('answering');
      await until(() => page.verify.status === 'ready');
      await settled(element);
      await page.check(await room.sandbox.lastCode());
      await page.inStatus('proving');
    });

    it('is back at the code where the person does not prove anything', async () => {
      await lock('captcha');
      await page.inStatus('proving');
      await page.press('proof-cancel');
      await page.inStatus('answering');
      await until(() => page.verify.status === 'ready');
      await page.says(en['error-proof-required']);
      expect(page.field.value).not.to.equal('');
      await page.press('another');
      expect(page.ways).to.contain('Recovery code');
    });

    it('runs out of time while it waits for a proof', async () => {
      const clock = new OffsetClock();
      element.clock = clock;
      await lock('captcha');
      await page.inStatus('proving');
      clock.advance(601_000);
      await page.inStatus('ended');
      expect(shows(element, 'proof')).to.equal(false);
    });

    it('by wrong answers, too', async () => {
      await begin({ answers: ANSWERS });
      for (const wrong of ['no', 'never']) {
        await answer(wrong, `${wrong} ever`);
        await until(() => questions().status === 'ready' && shows(questions(), 'error'));
        await settled(element);
      }
      expect(shownText(questions())).to.contain(en['error-locked']);
    });

    it('at the login already: the page hears why', async () => {
      await lock('block');
      await until(() => page.verify.status !== 'verifying');
      element.login = await room.login();
      await page.inStatus('failed');
      expect(events).to.deep.equal(['failed {"code":"locked"}']);
    });
  });

  let secret = '';

  /** @param hasApp - An authenticator is paired before the login. */
  async function begin(
    seed: Partial<LrSeed> = {},
    tenant: Partial<LoginRadiusSettings> = {},
    options: Partial<LoginRadiusOptions> = {},
    properties: Partial<MfaChallenge> = {},
    hasApp = false,
  ): Promise<void> {
    const made = await loginRadiusRoom(seed, tenant, options);
    if (hasApp) secret = await made.sandbox.authenticator('Phone');
    Object.assign(element, properties);
    await attach(made);
  }

  async function attach(made: LoginRadiusRoom): Promise<void> {
    room = made;
    element.client = room.client;
    element.login = await room.login();
    document.body.append(element);
    await until(() => element.status !== 'idle' && element.status !== 'loading');
    await settled(element);
  }

  function questions(): HTMLElementTagNameMap['mfa-security-questions'] {
    return page.panel.querySelector('mfa-security-questions')!;
  }

  async function answer(...texts: string[]): Promise<void> {
    await until(() => questions().status === 'ready');
    await settled(element);
    const inputs = questions().shadowRoot!.querySelectorAll<HTMLInputElement>('[part~=answer]');
    for (const [index, input] of inputs.entries()) {
      input.value = texts[index]!;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    await page.press('submit');
  }

  async function recover(code: string): Promise<void> {
    await page.press('another');
    await page.choose('Recovery');
    const field = inputPart(element, 'recovery-input');
    field.value = code;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await page.press('submit');
  }

  async function completed(kind: FactorKind, enrolled = false): Promise<void> {
    await until(() => events.length > 0);
    await settled(element);
    expect(events).to.deep.equal([`completed ${JSON.stringify({ kind, enrolled })}`]);
    expect(element.status).to.equal('completed');
    await isSession();
  }

  /** What came out opens the account. */
  async function isSession(): Promise<void> {
    const { access_token: token } = element.verification!.session as { access_token: string };
    const url = `${room.sandbox.base}/IDENTITY/v2/auth/account/2fa?apiKey=sandbox-api-key`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).to.equal(200);
  }

  async function isSetUpNow(kind: FactorKind): Promise<void> {
    const step = await room.client.secondStep(await room.login());
    expect(step.factors[0]?.kind).to.equal(kind);
  }

  async function paths(): Promise<string[]> {
    return (await room.sent()).map(
      ({ method, path }) => `${method} ${path.replace('/identity/v2/auth', '')}`,
    );
  }
});
