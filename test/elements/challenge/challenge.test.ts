import { expect } from 'chai';
import '../../../src/define/mfa-challenge.js';
import '../../../src/define/mfa-config.js';
import type { Challenge, Factor, SecondStep } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaChallenge } from '../../../src/elements/challenge/challenge.js';
import { en } from '../../../src/locales/en.js';
import { ManualClock } from '../../support/manual-clock.js';
import {
  aTask,
  clearPage,
  inputPart,
  part,
  seenIn,
  settled,
  shownText,
  shows,
  spoken,
  until,
} from '../../support/page.js';
import { roleClient, type RoleClient } from '../../support/role-client.js';

const SMS: Factor = { id: 'p1', kind: 'sms', destination: '*******0406', active: true };
const EMAIL: Factor = { id: 'm1', kind: 'email', destination: 'a***@example.com', active: true };
const TOTP: Factor = { id: 't1', kind: 'totp', name: 'My phone', active: true };
const QUESTIONS: Factor = { id: 's1', kind: 'security-questions', active: true };
const SENT: Challenge = { id: 'c1', channel: 'sms', destination: '*******0406', codeLength: 6 };
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

describe('mfa-challenge', () => {
  let element: MfaChallenge;
  let clock: ManualClock;
  let events: string[];

  beforeEach(() => {
    clock = new ManualClock();
    events = [];
    element = document.createElement('mfa-challenge');
    element.clock = clock;
    for (const name of ['completed', 'skipped', 'failed'])
      element.addEventListener(`mfa-challenge-${name}`, (event) => {
        events.push(`${name} ${JSON.stringify((event as CustomEvent<unknown>).detail)}`);
      });
  });
  afterEach(clearPage);

  describe('where to begin', () => {
    it('goes straight to the one way there is, and sends nothing by itself', async () => {
      const backend = await begin({ factors: [SMS] });
      expect(element.status).to.equal('answering');
      expect(part(element, 'title')!.textContent.trim()).to.equal('Text message');
      expect(backend.of('requestOtp')).to.have.lengthOf(0);
      // Recovery codes are always another way.
      await press('another');
      expect(ways()).to.have.lengthOf(2);
    });

    it('takes what the first step gave to the backend', async () => {
      const login = { ticket: 'of the login' };
      element.login = login;
      const backend = await begin({ factors: [TOTP] });
      expect(backend.of('secondStep')[0]!.args[0]).to.equal(login);
    });

    it('lets go of the login once it is done, and knows the same one again', async () => {
      element.login = { ticket: 'of the login' };
      const backend = await begin({ verification: {}, factors: [] });
      expect([element.status, element.login]).to.deep.equal(['completed', undefined]);
      element.login = { ticket: 'of the login' };
      await settled(element);
      expect([element.status, element.login]).to.deep.equal(['completed', undefined]);
      expect(backend.of('secondStep')).to.have.lengthOf(1);
      element.login = { ticket: 'of another login' };
      await until(() => backend.of('secondStep').length === 2);
    });

    it('begins anew with another login', async () => {
      const backend = await begin({ factors: [TOTP] });
      element.login = 'another';
      await until(() => backend.of('secondStep').length === 2 && element.status === 'answering');
      expect(backend.of('secondStep')[1]!.args[0]).to.equal('another');
    });

    it('waits for the login where the backend needs it', async () => {
      const backend = roleClient({ secondStep: 'by hand', verifyOtp: 'by hand' });
      element.client = backend.client;
      document.body.append(element);
      await until(() => backend.calls.length === 1);
      backend.calls[0]!.reject(new MfaError('misconfigured'));
      await until(() => element.status === 'idle');
      expect(events).to.deep.equal([]);
      element.login = 'here it is';
      await until(() => backend.calls.length === 2);
    });

    it('lets the person choose between several, the strongest first', async () => {
      await begin({ factors: [QUESTIONS, EMAIL, SMS, TOTP] });
      expect(element.status).to.equal('choosing');
      expect(ways()).to.deep.equal([
        'Authenticator app: My phone',
        'Text message to the number ending in 0406',
        'E-mail to a…\u2060@example.com',
        'Security questions',
        'Recovery code',
      ]);
    });

    it('orders them as the page says, in the words of the JavaScript interface too', async () => {
      element.setAttribute('authenticator-options-order', 'emailotp securityquestion googleauth sms');
      await begin({ factors: [SMS, TOTP, QUESTIONS, EMAIL] });
      expect(ways().map((way) => way.split(/[ :]/)[0])).to.deep.equal([
        'E-mail',
        'Security',
        'Authenticator',
        'Text',
        'Recovery',
      ]);
    });

    it('takes the order and what is optional from an mfa-config around it, and its own first', async () => {
      const config = document.createElement('mfa-config');
      Object.assign(config, {
        authenticatorOptionsOrder: ['sms', 'totp'],
        optionalTwoFactorAuthentication: true,
      });
      document.body.append(config);
      await begin({ factors: [TOTP, SMS] }, config);
      expect(ways()[0]).to.match(/^Text/);
      expect(shows(element, 'skip')).to.equal(true);
      element.authenticatorOptionsOrder = ['totp'];
      element.optionalTwoFactorAuthentication = false;
      await settled(element);
      expect(ways()[0]).to.match(/^Authenticator/);
      expect(shows(element, 'skip')).to.equal(false);
    });

    it('warns once of words in the order that mean nothing', async () => {
      const warnings: unknown[] = [];
      const { warn } = console;
      console.warn = (...args: unknown[]) => warnings.push(args.join(' '));
      element.setAttribute('authenticator-options-order', 'carrier-pigeon sms');
      await begin({ factors: [TOTP, SMS] });
      console.warn = warn;
      expect(warnings).to.have.lengthOf(1);
      expect(warnings[0]).to.contain('carrier-pigeon').and.to.contain('security-questions');
      expect(ways()[0]).to.match(/^Text/);
    });

    it('offers first what was used last in this tab, and no order of the page is overruled', async () => {
      const first = async (): Promise<string> => {
        element.remove();
        await aTask();
        await begin({ factors: [TOTP, SMS, EMAIL] });
        return ways()[0]!;
      };
      expect(await first()).to.match(/^Authenticator/);
      const backend = await begin(
        { factors: [TOTP, SMS, EMAIL], challenge: { ...SENT, channel: 'email' } },
        document.body,
        true,
      );
      await enter('123456');
      backend.of('verifyOtp')[0]!.resolve({});
      await until(() => element.status === 'completed');
      expect(Object.values(sessionStorage).join()).to.equal('{"lastUsed":"email"}');
      expect(localStorage).to.have.lengthOf(0);
      expect(await first()).to.match(/^E-mail/);
      element.authenticatorOptionsOrder = ['sms'];
      expect(await first()).to.match(/^Text/);
    });

    it('does not offer a recovery code first because one was used, nor what a stranger has stored', async () => {
      const backend = await begin({ factors: [TOTP, SMS] });
      await pressWay('Recovery');
      inputPart(element, 'recovery-input').value = '02ea0de2bd';
      await press('submit', panel());
      await until(() => backend.of('verifyRecoveryCode').length === 1);
      backend.of('verifyRecoveryCode')[0]!.resolve({});
      await until(() => element.status === 'completed');
      expect(sessionStorage).to.have.lengthOf(0);
      for (const stored of ['{"lastUsed":"<b>"}', '{"lastUsed":7}', 'null', '[]', '{']) {
        sessionStorage.setItem('mfa-elements:|last-used', stored);
        await begin({ factors: [TOTP, SMS] }, document.body, true);
        expect(ways()[0], stored).to.match(/^Authenticator/);
      }
    });

    it('leaves out what is not active and what no element can do', async () => {
      await begin({
        factors: [{ id: 'k', kind: 'passkey', active: true }, { ...EMAIL, active: false }, TOTP],
      });
      expect(element.status).to.equal('answering');
      expect(part(element, 'title')!.textContent).to.contain('My phone');
    });

    it('says why a passkey is not offered, and offers a recovery code in its place', async () => {
      await begin({ factors: [{ id: 'k', kind: 'passkey', active: true }] });
      expect(element.status).to.equal('answering');
      expect(part(element, 'limit')!.textContent).to.equal(en.challengeNoPasskeyPage);
      expect(part(element, 'title')!.textContent).to.contain(en.challengeUseRecovery);
    });

    it('says so where nothing works here', async () => {
      await begin({ factors: [] });
      expect(element.status).to.equal('unusable');
      expect(spoken(element).urgent).to.equal(en.challengeUnusable);
      expect(element.shadowRoot!.querySelector('slot[name=help]')).not.to.equal(null);
    });

    it('is done at once where the first step was enough', async () => {
      await begin({ factors: [], verification: { session: 's' } });
      await until(() => events.length === 1);
      expect(element.status).to.equal('completed');
      expect(element.verification).to.deep.equal({ session: 's' });
      expect(events).to.deep.equal(['completed {"enrolled":false}']);
    });

    it('takes a list of factors, and a backend that only lists', async () => {
      const backend = roleClient({ verifyOtp: 'by hand', listFactors: () => Promise.resolve([TOTP]) });
      element.client = backend.client;
      document.body.append(element);
      await until(() => element.status === 'answering');
      expect(part(element, 'title')!.textContent).to.contain('My phone');
      element.login = [SMS, TOTP];
      await until(() => element.status === 'choosing');
    });

    for (const answer of [null, {}, { factors: 'all' }, '<html>'])
      it(`does not believe ${JSON.stringify(answer)}`, async () => {
        await begin(answer as never);
        expect(element.status).to.equal('failed');
        expect(shows(element, 'retry')).to.equal(true);
      });

    it('tries again when the person says so', async () => {
      const backend = roleClient({ secondStep: 'by hand', verifyOtp: 'by hand' });
      element.client = backend.client;
      document.body.append(element);
      await until(() => backend.calls.length === 1);
      backend.calls[0]!.reject(new MfaError('network'));
      await until(() => element.status === 'failed');
      await settled(element);
      expect(part(element, 'error')!.textContent).to.equal(en['error-network']);
      part(element, 'retry')!.click();
      await until(() => backend.calls.length === 2);
      backend.calls[1]!.resolve(stepOf({ factors: [TOTP] }));
      await until(() => element.status === 'answering');
    });
  });

  describe('a code that the login has sent', () => {
    it('is taken up and not sent again', async () => {
      const backend = await begin({ factors: [TOTP, SMS], challenge: SENT });
      expect(element.status).to.equal('answering');
      expect(verify().status).to.equal('ready');
      expect(backend.of('requestOtp')).to.have.lengthOf(0);
      await enter('123456');
      expect(backend.of('verifyOtp')[0]!.args.slice(0, 2)).to.deep.equal([SENT, '123456']);
    });

    it('is still there after a look at the other ways', async () => {
      const backend = await begin({ factors: [TOTP, SMS], challenge: SENT });
      const before = verify();
      fill('1234');
      await press('another');
      expect(element.status).to.equal('choosing');
      await press('back');
      expect(verify()).to.equal(before);
      expect(codeInput().value).to.equal('1234');
      await press('another');
      await pressWay('Authenticator');
      await press('another');
      await pressWay('Text');
      expect(verify()).to.equal(before);
      expect(codeInput().value).to.equal('1234');
      expect(backend.of('requestOtp')).to.have.lengthOf(0);
      expect(backend.of('resendOtp')).to.have.lengthOf(0);
    });
  });

  describe('one way after another', () => {
    it('asks for a code, checks it, and is done', async () => {
      const backend = await begin({ factors: [SMS] });
      await press('submit');
      await until(() => backend.of('requestOtp').length === 1);
      expect(backend.of('requestOtp')[0]!.args[0]).to.deep.equal({ channel: 'sms' });
      backend.of('requestOtp')[0]!.resolve(SENT);
      await until(() => verify().status === 'ready');
      await settled(element);
      await enter('123456');
      backend.of('verifyOtp')[0]!.resolve({ session: 'token' });
      await until(() => events.length === 1);
      expect(events).to.deep.equal(['completed {"kind":"sms","enrolled":false}']);
      expect(element.verification).to.deep.equal({ session: 'token' });
      expect(element.shadowRoot!.querySelector('mfa-otp-verify')).to.equal(null);
      expect(element.querySelector('input')).to.equal(null);
    });

    it('asks an app for its code, by the name of its device', async () => {
      const backend = await begin({ factors: [TOTP] });
      await enter('654321');
      await until(() => backend.of('requestOtp').length === 1);
      expect(backend.of('requestOtp')[0]!.args[0]).to.deep.equal({ channel: 'totp', deviceName: 'My phone' });
    });

    it('takes a recovery code, spaces and dashes forgiven', async () => {
      const backend = await begin({ factors: [TOTP, SMS] });
      await pressWay('Recovery');
      await press('submit', panel());
      expect(part(panel(), 'code-error')!.textContent).to.equal(en.recoveryMissing);
      inputPart(element, 'recovery-input').value = ' 02ea0-de2bd ';
      await press('submit', panel());
      await until(() => backend.of('verifyRecoveryCode').length === 1);
      expect(backend.of('verifyRecoveryCode')[0]!.args[0]).to.equal('02ea0de2bd');
      backend.of('verifyRecoveryCode')[0]!.reject(new MfaError('invalid-code'));
      await until(() => part(panel(), 'code-error')!.hidden === false);
      await press('submit', panel());
      expect(backend.of('verifyRecoveryCode')).to.have.lengthOf(1);
      const field = inputPart(element, 'recovery-input');
      expect(field.value).to.equal(' 02ea0-de2bd ');
      field.value = '7c1f904aa1';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await press('submit', panel());
      await until(() => backend.of('verifyRecoveryCode').length === 2);
      backend.of('verifyRecoveryCode')[1]!.resolve({});
      await until(() => events.length === 1);
      expect(events).to.deep.equal(['completed {"kind":"recovery-code","enrolled":false}']);
    });

    it('asks the security questions', async () => {
      const backend = await begin({ factors: [QUESTIONS] });
      const questions = await until(() =>
        element.shadowRoot!.querySelector<HTMLElementTagNameMap['mfa-security-questions']>(
          'mfa-security-questions',
        ),
      );
      await until(() => questions.status === 'ready');
      await settled(element);
      inputPart(element, 'answer').value = 'Hill Road';
      void questions.submit();
      await until(() => backend.of('answerSecurityQuestions').length === 1);
      backend.of('answerSecurityQuestions')[0]!.resolve({ session: 1 });
      await until(() => events.length === 1);
      expect(events).to.deep.equal(['completed {"kind":"security-questions","enrolled":false}']);
    });

    it('offers to set forgotten answers anew, where the backend does', async () => {
      await begin({ factors: [QUESTIONS], enrollable: ['security-questions'] });
      await pressWay('Security questions');
      await press('reset');
      expect(element.status).to.equal('enrolling');
      expect(panel().querySelector('mfa-security-questions')!.getAttribute('mode')).to.equal('set');
    });

    it('finishes a check that is under way while the person looks at other ways', async () => {
      const backend = await begin({ factors: [TOTP, SMS], challenge: SENT });
      await enter('123456');
      await press('another');
      backend.of('verifyOtp')[0]!.resolve({});
      await until(() => events.length === 1);
      expect(element.status).to.equal('completed');
    });
  });

  it('is done once, where two checks were under way', async () => {
    const backend = await begin({ factors: [TOTP, SMS], challenge: SENT });
    await enter('123456');
    await press('another');
    await pressWay('Recovery');
    inputPart(element, 'recovery-input').value = '02ea0de2bd';
    await press('submit', panel());
    await until(() => backend.of('verifyRecoveryCode').length === 1);
    backend.of('verifyRecoveryCode')[0]!.resolve({ session: 'first' });
    backend.of('verifyOtp')[0]!.resolve({ session: 'second' });
    await until(() => events.length > 0);
    await settled(element);
    expect(events).to.have.lengthOf(1);
    expect(element.verification).to.deep.equal({ session: 'first' });
  });

  describe('where nothing is set up', () => {
    it('lets the person set something up, and no way around it', async () => {
      await begin({ factors: [], enrollable: ['sms', 'totp', 'security-questions'] });
      expect(element.status).to.equal('choosing');
      expect(shownText(element)).to.contain(en.challengeSetUpWords);
      expect(ways()).to.deep.equal(['Authenticator app', 'Text message', 'Security questions']);
      expect(shows(element, 'skip')).to.equal(false);
    });

    it('offers to skip it where it is optional', async () => {
      await begin({ factors: [], enrollable: ['totp', 'sms'], required: false });
      await press('skip');
      await until(() => events.length === 1);
      expect(events).to.deep.equal(['skipped null']);
      expect(element.status).to.equal('skipped');
      expect(element.verification).to.equal(undefined);
    });

    it('pairs an app, shows the recovery codes that came along, and is then done', async () => {
      const backend = await begin({ factors: [], enrollable: ['totp'] });
      expect(element.status).to.equal('enrolling');
      await until(() => backend.of('beginTotpEnrollment').length === 1);
      backend
        .of('beginTotpEnrollment')[0]!
        .resolve({ id: 'e1', secret: SECRET, recoveryCodes: ['aaaaa-11111', 'bbbbb-22222'] });
      const enroll = element.shadowRoot!.querySelector('mfa-totp-enroll')!;
      await until(() => enroll.status === 'pairing');
      await settled(element);
      expect(element.shadowRoot!.querySelector('mfa-recovery-codes')).to.equal(null);
      codeInput().value = '123456';
      codeInput().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await settled(element);
      void enroll.submit();
      await until(() => backend.of('activateTotp').length === 1);
      backend.of('activateTotp')[0]!.resolve({ session: 'in' });
      await until(() => element.status === 'saving');
      await settled(element);
      expect(events).to.deep.equal([]);
      const codes = element.shadowRoot!.querySelector('mfa-recovery-codes')!;
      expect(shownText(codes)).to.contain('aaaaa-11111');
      inputPart(codes, 'saved').checked = true;
      part(codes, 'continue')!.click();
      await until(() => events.length === 1);
      expect(events).to.deep.equal(['completed {"kind":"totp","enrolled":true}']);
      expect(element.verification).to.deep.equal({ session: 'in' });
    });

    it('sets a phone number up: asks for it, sends a code, confirms it', async () => {
      const backend = await begin({ factors: [], enrollable: ['sms'] });
      inputPart(element).value = '+49 151 23456789';
      await press('submit');
      await until(() => backend.of('enrollDestination').length === 1);
      expect(backend.of('enrollDestination')[0]!.args[0]).to.deep.equal({
        channel: 'sms',
        destination: '+4915123456789',
      });
      backend.of('enrollDestination')[0]!.resolve(SENT);
      await until(() => verify().status === 'ready');
      await settled(element);
      await enter('123456', false);
      await until(() => backend.of('confirmDestination').length === 1);
      backend.of('confirmDestination')[0]!.resolve({});
      await until(() => events.length === 1);
      expect(events).to.deep.equal(['completed {"kind":"sms","enrolled":true}']);
      expect(backend.of('requestOtp')).to.have.lengthOf(0);
    });

    it('asks for the password where the backend wants it, and goes on with what was begun', async () => {
      const backend = await begin({ factors: [], enrollable: ['totp'] });
      await until(() => backend.of('beginTotpEnrollment').length === 1);
      backend.of('beginTotpEnrollment')[0]!.reject(new MfaError('proof-required', { proof: 'password' }));
      await until(() => element.status === 'proving');
      await until(() => part(element, 'proof-input') !== undefined);
      inputPart(element, 'proof-input').value = 'correct horse';
      await press('proof-submit');
      await until(() => backend.of('beginTotpEnrollment').length === 2);
      expect(backend.of('beginTotpEnrollment')[1]!.args[1]).to.have.deep.property('proof', {
        password: 'correct horse',
      });
      expect(element.status).to.equal('enrolling');
    });
  });

  describe('time', () => {
    it('counts down to the end of the sign-in, and then asks to sign in again', async () => {
      await begin({ factors: [TOTP], expiresAt: clock.now() + 90_000 });
      expect(seenIn(element, 'timer')).to.equal('Time left to sign in: 1:30');
      clock.advance(30_000);
      expect(element.status).to.equal('answering');
      clock.advance(60_000);
      await until(() => element.status === 'ended');
      await settled(element);
      expect(part(element, 'error')!.textContent).to.equal(en.challengeEnded);
      expect(spoken(element).urgent).to.equal(en.challengeEnded);
      expect(events).to.deep.equal(['failed {"code":"challenge-expired"}']);
      expect(element.shadowRoot!.querySelector('mfa-otp-verify')).to.equal(null);
    });

    it('lets a check that is under way decide', async () => {
      const backend = await begin({ factors: [SMS], challenge: SENT, expiresAt: clock.now() + 60_000 });
      await enter('123456');
      clock.advance(60_000);
      expect(element.status).to.equal('answering');
      backend.of('verifyOtp')[0]!.resolve({});
      await until(() => events.length === 1);
      expect(element.status).to.equal('completed');
    });

    it('ends when that check fails', async () => {
      const backend = await begin({ factors: [SMS], challenge: SENT, expiresAt: clock.now() + 60_000 });
      await enter('123456');
      clock.advance(60_000);
      backend.of('verifyOtp')[0]!.reject(new MfaError('invalid-code'));
      await until(() => element.status === 'ended');
    });

    it('ends where it was over before it began, and where the session is', async () => {
      await begin({ factors: [TOTP], expiresAt: clock.now() - 1 });
      await until(() => element.status === 'ended');
      element.remove();
      await aTask();
      const backend = await begin({ factors: [SMS], challenge: SENT });
      await enter('123456');
      backend.of('verifyOtp')[0]!.reject(new MfaError('unauthenticated'));
      await until(() => element.status === 'ended');
      await settled(element);
      expect(part(element, 'error')!.textContent).to.equal(en.challengeEndedSession);
    });
  });

  describe('the page’s own field', () => {
    it('is the field of the way that is open', async () => {
      const own = Object.assign(document.createElement('input'), { name: 'code' });
      element.append(own);
      const backend = await begin({ factors: [TOTP, SMS], challenge: SENT });
      expect(element.querySelectorAll('input')).to.have.lengthOf(1);
      own.value = '123456';
      own.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await settled(element);
      await press('submit', panel());
      await until(() => backend.of('verifyOtp').length === 1);
      expect(backend.of('verifyOtp')[0]!.args[1]).to.equal('123456');
      backend.of('verifyOtp')[0]!.reject(new MfaError('network'));
      await until(() => verify().status === 'ready');
      await press('another');
      await pressWay('Authenticator');
      expect(own.assignedSlot?.closest('[part~=panel]')).to.equal(panel());
      expect(own.value).to.equal('');
    });
  });

  it('forgets what was typed when it is removed, and is where it was when it comes back', async () => {
    const backend = await begin({ factors: [SMS], challenge: SENT });
    fill('1234');
    element.remove();
    await aTask();
    document.body.append(element);
    await until(() => element.status === 'answering');
    await settled(element);
    expect(codeInput().value).to.equal('');
    expect(verify().challenge?.id).to.equal(SENT.id);
    expect(backend.of('secondStep')).to.have.lengthOf(1);
  });

  it('begins anew where it comes back to, when it had not begun', async () => {
    const backend = roleClient({ secondStep: 'by hand', verifyOtp: 'by hand' });
    element.client = backend.client;
    document.body.append(element);
    await until(() => backend.calls.length === 1);
    element.remove();
    await aTask();
    document.body.append(element);
    await until(() => backend.calls.length === 2);
    backend.calls[0]!.resolve(stepOf({ factors: [SMS] }));
    backend.calls[1]!.resolve(stepOf({ factors: [TOTP] }));
    await until(() => element.status === 'answering');
    await settled(element);
    expect(part(element, 'title')!.textContent).to.contain('My phone');
  });

  it('goes on finding out what there is where it is moved to', async () => {
    const backend = roleClient({ secondStep: 'by hand', verifyOtp: 'by hand' });
    element.client = backend.client;
    document.body.append(element);
    await until(() => backend.calls.length === 1);
    document.body.appendChild(document.createElement('main')).append(element);
    await aTask();
    backend.calls[0]!.resolve(stepOf({ factors: [SMS] }));
    await until(() => element.status === 'answering');
    expect(backend.calls.filter(({ name }) => name === 'secondStep')).to.have.lengthOf(1);
  });

  it('finds out anew when the page says so, with nothing left open', async () => {
    const backend = await begin({ factors: [SMS, TOTP], challenge: SENT });
    fill('1234');
    expect(await element.start()).to.equal(true);
    await settled(element);
    expect(backend.of('secondStep')).to.have.lengthOf(2);
    expect(element.shadowRoot!.querySelectorAll('[part~=panel]')).to.have.lengthOf(1);
    expect(element.shadowRoot!.querySelectorAll('mfa-otp-verify')).to.have.lengthOf(1);
  });

  it('shows nothing where there is no second factor', async () => {
    element.setAttribute('two-factor-authentication', 'false');
    const backend = roleClient({ secondStep: 'by hand' });
    element.client = backend.client;
    document.body.append(element);
    await settled(element);
    expect(element.status).to.equal('idle');
    expect(backend.calls).to.have.lengthOf(0);
    expect(shownText(element)).to.equal('');
  });

  function stepOf(step: Partial<SecondStep>): SecondStep {
    return { factors: [], enrollable: [], required: true, ...step };
  }

  /** @param again - The element has been there before, and begins anew. */
  async function begin(
    step: Partial<SecondStep> | null,
    parent: Element = document.body,
    again = false,
  ): Promise<RoleClient> {
    if (again) element.remove();
    const answer = step && Array.isArray(step.factors) ? stepOf(step) : (step as SecondStep);
    const backend = roleClient({
      channels: ['sms', 'email', 'totp'],
      takesDestination: false,
      namesDevices: false,
      enrollableChannels: ['sms', 'email'],
      secondStep: () => Promise.resolve(answer),
      requestOtp: 'by hand',
      resendOtp: 'by hand',
      verifyOtp: 'by hand',
      verifyRecoveryCode: 'by hand',
      securityQuestions: () => Promise.resolve([{ id: 'q', question: 'Where is it?' }]),
      answerSecurityQuestions: 'by hand',
      securityQuestionOffer: () =>
        Promise.resolve({ questions: [{ id: 'q', question: 'Where is it?' }], count: 1 }),
      setSecurityQuestions: 'by hand',
      beginTotpEnrollment: 'by hand',
      activateTotp: 'by hand',
      enrollDestination: 'by hand',
      confirmDestination: 'by hand',
    });
    element.client = backend.client;
    const isAnew = element.status !== 'idle';
    parent.append(element);
    // Another backend is no reason to begin anew: the page says so.
    if (isAnew) void element.start();
    await until(() => element.status !== 'idle' && element.status !== 'loading');
    await settled(element);
    return backend;
  }

  function ways(): string[] {
    return [...element.shadowRoot!.querySelectorAll('[part~=way]')].map((way) => way.textContent.trim());
  }

  function panel(): HTMLElement {
    return element.shadowRoot!.querySelector<HTMLElement>('[part~=panel]:not([hidden])')!;
  }

  function verify(): HTMLElementTagNameMap['mfa-otp-verify'] {
    return panel().querySelector('mfa-otp-verify')!;
  }

  function codeInput(): HTMLInputElement {
    const slot = panel().querySelector('slot')!;
    return slot.assignedElements().find((node) => node instanceof HTMLInputElement)!;
  }

  function fill(code: string): void {
    codeInput().value = code;
    codeInput().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  /** Types the code, and has it checked. */
  async function enter(code: string, waits = true): Promise<void> {
    fill(code);
    await settled(element);
    void verify().submit();
    if (waits) await until(() => verify().status === 'verifying');
    await settled(element);
  }

  async function press(name: string, within: Element = element): Promise<void> {
    part(within, name)!.click();
    await settled(element);
  }

  async function pressWay(start: string): Promise<void> {
    const button = [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part~=way]')].find((way) =>
      way.textContent.trim().startsWith(start),
    )!;
    button.click();
    await settled(element);
  }
});
