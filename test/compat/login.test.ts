import axe from 'axe-core';
import { expect } from 'chai';
import type { MfaChallenge } from '../../src/elements/challenge/challenge.js';
import { EMAIL, PASSWORD, PHONE } from '../support/loginradius-room.js';
import { OffsetClock } from '../support/offset-clock.js';
import { clearPage, deepElements, until } from '../support/page.js';
import { totpCode } from '../support/totp-code.js';
import {
  compatRoom,
  control,
  enterCode,
  logIn,
  loginField,
  press,
  secretOnScreen,
  untilLater,
  untilPushes,
  visible,
} from './room.js';

afterEach(clearPage);

describe('the action login', () => {
  it('asks for the second step in the same container, and gives the session', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { heard, sandbox, container, lr } = room;
    room.init('login');
    logIn(room);
    await until(() => heard.successes.length === 1);
    expect(heard.successes[0]).to.have.property('SecondFactorAuthentication');
    expect(heard.successes[0]).not.to.have.property('access_token');
    expect(heard.formData[0]).to.equal('email=jdoe%40example.com');
    expect(container.querySelector('form')).to.equal(null);

    const code = await sandbox.lastCode();
    await enterCode(container, code);
    await until(() => heard.successes.length === 2);
    const { access_token, Profile } = heard.successes[1] as {
      access_token: string;
      Profile: { Uid: string };
    };
    expect(heard.successes[1]).to.include.keys('access_token', 'expires_in', 'Profile');
    expect(access_token).to.match(/[^0-]/);
    expect(heard.formData[1]).to.deep.equal({ otp: code });
    expect(lr.sessionData.getToken()).to.equal(access_token);
    expect(lr.sessionData.getUid()).to.equal(Profile.Uid);
    expect(heard.failures).to.deep.equal([]);
    expect((await sandbox.outbox()).length).to.equal(1);
  });

  it('goes on when a notification was approved on the phone', async () => {
    const clock = new OffsetClock();
    const room = await compatRoom({ tenant: { factors: ['push'] }, clock });
    const { heard, container, lr } = room;
    await control(room, 'pushes/phones', { userName: 'jdoe' });
    room.init('login');
    logIn(room);
    await press(await visible(container, 'mfa-push'), '[part~=send]');
    const [push] = await untilPushes(room);
    await control(room, 'pushes/approve', { id: push!.id });
    await untilLater(clock, () => heard.successes.length === 2);
    expect(heard.successes[1]).to.include.keys('access_token', 'expires_in', 'Profile');
    expect(heard.formData[1]).to.equal(undefined);
    expect(lr.sessionData.getToken()).to.equal(heard.successes[1]!.access_token);
    expect(heard.failures).to.deep.equal([]);
  });

  it('tells of a wrong password in the form and to the page, and lets the person try again', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    room.init('login');
    logIn(room, EMAIL, 'wrong');
    await until(() => room.heard.failures.length === 1);
    const [error] = room.heard.failures[0]!;
    expect(error).to.include({ ErrorCode: 966, IsProviderError: false });
    expect(error).to.have.property('Message').that.is.a('string').and.not.empty;
    expect(error).to.have.property('Description', error!.description);
    expect(room.container.querySelector('[role=alert]')?.textContent).to.equal(
      'That name or password is not right. Check both and try again.',
    );
    expect(loginField(room, 'emailid').value).to.equal(EMAIL);
    logIn(room);
    await visible(room.container, 'mfa-challenge');
    expect(room.container.querySelector('[role=alert]')).to.equal(null);
  });

  it('checks its fields before anything is sent, and says which rule is broken', async () => {
    const room = await compatRoom();
    room.init('login');
    logIn(room, ' ', '');
    expect(room.heard.failures).to.have.length(1);
    expect(room.heard.failures[0]).to.deep.equal([
      { Id: 'loginradius-login-emailid', Name: 'emailid', Message: 'Enter this.', Rule: 'required' },
      { Id: 'loginradius-login-password', Name: 'password', Message: 'Enter this.', Rule: 'required' },
    ]);
    expect(document.activeElement).to.equal(loginField(room, 'emailid'));
    expect(loginField(room, 'emailid').getAttribute('aria-invalid')).to.equal('true');
    expect(room.container.querySelector('#validation-loginradius-login-emailid')?.textContent).to.equal(
      'Enter this.',
    );
    const sent = (await room.sandbox.requests()).filter(({ method }) => method === 'POST');
    expect(sent).to.deep.equal([]);
  });

  it('tells of a wrong code once, in the vendor’s words, and shows ours', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    room.init('login');
    logIn(room);
    await until(() => room.heard.successes.length === 1);
    await enterCode(room.container, await room.sandbox.wrongCode());
    await until(() => room.heard.failures.length > 0);
    const [error] = room.heard.failures[0]!;
    expect(error!.ErrorCode).to.equal(1067);
    expect(error!.Message).to.be.a('string').and.not.empty;
    const fault = await visible(room.container, '[part~=error]:not(:empty)');
    expect(fault.textContent.trim()).to.match(/^That code is not right/);
    await enterCode(room.container, await room.sandbox.lastCode());
    await until(() => room.heard.successes.length === 2);
    expect(room.heard.failures).to.have.length(1);
  });

  it('sends the first factor once, however often the button is pressed', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    await room.sandbox.faults({ delayMs: 50 });
    room.init('login');
    logIn(room);
    logIn(room);
    room.container.querySelector('form')!.requestSubmit();
    await visible(room.container, 'mfa-challenge');
    const logins = (await room.sandbox.requests()).filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/login/2fa'),
    );
    expect(logins).to.have.length(1);
  });

  it('is over with the first factor where no second one is set up or required', async () => {
    const room = await compatRoom({ tenant: { mfa: 'optional' } });
    room.init('login');
    logIn(room);
    await until(() => room.heard.successes.length === 1);
    expect(room.heard.successes[0]).to.include.keys('access_token', 'expires_in', 'Profile');
    expect(room.lr.sessionData.getToken()).to.equal(room.heard.successes[0]!.access_token);
  });

  it('leads through the set-up where a second step is required and there is none', async () => {
    const room = await compatRoom({
      options: { authenticatorOptionsOrder: ['sms', 'googleauth', 'duomfa'] },
    });
    room.init('login');
    logIn(room);
    const challenge = await visible<MfaChallenge>(room.container, 'mfa-challenge:state(choosing)');
    const ways = [...deepElements(challenge)].filter((element) => element.part.contains('way'));
    expect(ways.map((way) => way.textContent.trim())).to.deep.equal([
      'Text message',
      'Authenticator app',
      'E-mail',
      'Security questions',
    ]);
    (ways[0] as HTMLElement).click();
    const phone = await visible<HTMLInputElement>(room.container, 'input[type=tel]');
    phone.value = PHONE;
    phone.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    (await visible(room.container, 'mfa-otp-request [part~=submit], [part~=submit]')).click();
    await until(() => room.heard.successes.length === 2);
    expect(room.heard.successes[1]).to.have.keys('AccountSid', 'Sid');
    expect(room.heard.formData[1]).to.equal(`phoneNo2FA=${encodeURIComponent(PHONE)}`);
    await enterCode(room.container, await room.sandbox.lastCode());
    await until(() => room.heard.successes.length === 3);
    expect(room.heard.successes[2]).to.include.keys('access_token');
    expect(room.heard.failures).to.deep.equal([]);
  });

  it('sets an authenticator up on the way in', async () => {
    const room = await compatRoom({ tenant: { factors: ['totp'] } });
    room.init('login');
    logIn(room);
    const secret = await secretOnScreen(room.container);
    const AuthenticatorCode = await totpCode(secret, await room.sandbox.now());
    await enterCode(room.container, AuthenticatorCode);
    await until(() => room.heard.successes.length === 2);
    expect(room.heard.successes[1]).to.include.keys('access_token');
    expect(room.heard.formData[1]).to.deep.equal({ AuthenticatorCode });
  });

  it('says when the sign-in has run out of time, once', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE }, tenant: { ticketLifetimeMs: 1500 } });
    room.init('login');
    logIn(room);
    await until(() => room.heard.failures.length > 0);
    await visible(room.container, 'mfa-challenge:state(ended)');
    expect(room.heard.failures.map(([error]) => error!.ErrorCode)).to.deep.equal(['challenge-expired']);
  });

  it('says once that the ticket is not known any more', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    room.init('login');
    logIn(room);
    await until(() => room.heard.successes.length === 1);
    const code = await room.sandbox.lastCode();
    await room.sandbox.reset();
    await enterCode(room.container, code);
    await visible(room.container, 'mfa-challenge:state(ended)');
    expect(room.heard.failures.map(([error]) => error!.ErrorCode)).to.deep.equal([1103]);
  });

  it('signs in with a phone number where phoneLogin is on, and with a user name where it is off', async () => {
    for (const [phoneLogin, name, field] of [
      [true, PHONE, 'phone'],
      ['false', 'jdoe', 'username'],
    ] as const) {
      const room = await compatRoom({ seed: { phone2fa: PHONE, phone: PHONE }, options: { phoneLogin } });
      room.init('login');
      logIn(room, name);
      await visible(room.container, 'mfa-challenge');
      const login = (await room.sandbox.requests()).find(({ method }) => method === 'POST');
      expect(JSON.parse(login!.body)).to.have.property(field, name);
      clearPage();
    }
  });

  it('makes no second step where the option turns it off', async () => {
    const room = await compatRoom({
      seed: { phone2fa: PHONE },
      options: { twoFactorAuthentication: 'false' },
    });
    room.init('login');
    logIn(room);
    await until(() => room.heard.successes.length === 1);
    expect(room.heard.successes[0]).to.have.property('access_token');
    expect((await room.sandbox.requests()).at(-1)!.path).to.equal('/identity/v2/auth/login');
  });

  it('says nothing of an answer for a form that is gone', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    room.init('login');
    logIn(room);
    room.init('login');
    const before = room.container.firstElementChild;
    await until(() => room.container.querySelector('form'));
    logIn(room, EMAIL, 'wrong');
    await until(() => room.heard.failures.length === 1);
    expect(room.heard.successes).to.deep.equal([]);
    expect(room.container.firstElementChild).to.equal(before);
  });

  it('finds a code that the login has sent by e-mail, and can send another one', async () => {
    const room = await compatRoom({ seed: { emailOtp: true } });
    const { heard, container, sandbox } = room;
    room.init('login');
    logIn(room);
    await until(() => heard.successes.length === 1);
    expect(heard.successes[0]).to.have.nested.property('SecondFactorAuthentication.EmailOTPStatus.Email');
    const wrong = await sandbox.wrongCode();
    await enterCode(container, wrong);
    await until(() => heard.failures.length === 1);
    expect(heard.failures[0]![0]!.ErrorCode).to.equal(1188);
    await enterCode(container, await sandbox.lastCode());
    await until(() => heard.successes.length === 2);
    expect(heard.successes[1]).to.include.keys('access_token');
  });

  it('takes the answers to security questions, and tells of wrong ones', async () => {
    const room = await compatRoom({ seed: { answers: { q1: 'one', q2: 'two' } } });
    room.init('login');
    logIn(room);
    const questions = await visible(room.container, 'mfa-security-questions:state(ready)');
    const answer = async (...answers: string[]): Promise<void> => {
      answers.forEach((text, row) => {
        const input = questions.shadowRoot!.querySelector<HTMLInputElement>(`#answer-${row}`)!;
        input.value = text;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      });
      (await visible(questions, '[part~=submit]')).click();
    };
    await answer('one', 'three');
    await until(() => room.heard.failures.length === 1);
    expect(room.heard.failures[0]![0]!.ErrorCode).to.be.oneOf([1091, 1092, 1094]);
    await answer('one', 'two');
    await until(() => room.heard.successes.length === 2);
    expect(room.heard.successes[1]).to.include.keys('access_token');
    // An answer stays good: it is not handed on.
    expect(room.heard.formData[1]).to.equal(undefined);
    expect(room.heard.failures).to.have.length(1);
  });

  it('takes a recovery code in place of the phone', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { api } = room.lr;
    api.twoFALogin({ email: EMAIL, password: PASSWORD }, room.heard.onSuccess);
    await until(() => room.heard.successes.length === 1);
    api.twoFAVerifyOTP({ otp: await room.sandbox.lastCode() }, room.heard.onSuccess);
    await until(() => room.heard.successes.length === 2);
    api.getBackupCode(undefined, room.heard.onSuccess);
    await until(() => room.heard.successes.length === 3);
    const [code] = room.heard.successes[2]!.BackUpCodes as string[];

    // Another message may be sent.
    await room.sandbox.advance(60_000);
    room.init('login');
    logIn(room);
    (await visible(room.container, '[part~=another]')).click();
    const ways = await until(() => {
      const found = [...deepElements(room.container)].filter((way) => way.part.contains('way'));
      return found.length > 1 && (found as HTMLElement[]);
    });
    ways.at(-1)!.click();
    (await visible<HTMLInputElement>(room.container, '#recovery')).value = code!;
    (await visible(room.container, '[part~=submit]')).click();
    await until(() => room.heard.successes.length === 5);
    expect(room.heard.successes[4]).to.include.keys('access_token');
    expect(room.heard.failures).to.deep.equal([]);
  });

  it('has a form that axe finds nothing in, before and after mistakes', async () => {
    const room = await compatRoom();
    room.init('login');
    const rules = { region: { enabled: false } };
    expect((await axe.run(room.container, { rules })).violations.map(({ id }) => id)).to.deep.equal([]);
    logIn(room, '', '');
    logIn(room, EMAIL, 'wrong');
    await until(() => room.heard.failures.length === 2);
    logIn(room, '', '');
    expect((await axe.run(room.container, { rules })).violations.map(({ id }) => id)).to.deep.equal([]);
  });

  it('keeps the token whatever accessTokenResponse says, as the original does', async () => {
    const room = await compatRoom({ tenant: { mfa: 'optional' }, options: { accessTokenResponse: false } });
    room.init('login');
    logIn(room);
    await until(() => room.heard.successes.length === 1);
    expect(room.lr.sessionData.getToken()).to.equal(room.heard.successes[0]!.access_token);
  });
});
