/** The names of the original (contract C.9.0), row by row: ids, classes, forms, hooks, lists. */
import { expect } from 'chai';
import { MfaInterface } from '../../src/compat/index.js';
import { PHONE } from '../support/loginradius-room.js';
import { clearPage, deepElements, shownText, until } from '../support/page.js';
import {
  accountRoom,
  addButton,
  choose,
  compatRoom,
  enterCode,
  enterPhone,
  logIn,
  loginField,
  outboxOf,
  press,
  visible,
  type CompatRoom,
} from './room.js';

const NEW_PHONE = '+12025550199';

afterEach(clearPage);

/** The forms that were rendered, as the hooks tell of them. */
function forms({ lr, container }: CompatRoom): string[] {
  const lines: string[] = [];
  lr.$hooks.register('beforeFormRender', (name, schema) => {
    lines.push(`${name}: ${schema.map((field) => field.name).join(' ')}`);
  });
  lr.$hooks.register('afterFormRender', (name, place, prefix, element) => {
    lines.push([name, place as string, prefix, element.localName].join(' '));
    const isThere = [...deepElements(container)].includes(element);
    if (!isThere) lines.push(`${name} is not there yet`);
  });
  return lines;
}

describe('ids and classes', () => {
  it('are the original’s, and track the default English text of the button', async () => {
    const room = await compatRoom();
    room.lr.$hooks.call('setButtonsName', { login: 'Anmelden' });
    room.init('login');
    const { container } = room;
    const form = container.querySelector('form')!;
    expect(form.name).to.equal('loginradius-login');
    expect([...container.querySelectorAll('[id]')].map(({ id }) => id)).to.deep.equal([
      'loginradius-login-emailid',
      'validation-loginradius-login-emailid',
      'loginradius-login-password',
      'validation-loginradius-login-password',
      'loginradius-submit-login',
    ]);
    expect(loginField(room, 'emailid').className).to.equal(
      'loginradius-string loginradius-emailid lr-required',
    );
    expect(loginField(room, 'emailid').parentElement!.className).to.equal(
      'loginradius--form-element-content content-loginradius-emailid',
    );
    expect(form.querySelector('button')!.textContent).to.equal('Anmelden');
  });

  it('have the page’s own prefix in place of it', async () => {
    const room = await compatRoom();
    room.init('login', { classPrefix: 'my-' });
    const { container } = room;
    expect([...container.querySelectorAll('[id]')].map(({ id }) => id)).to.deep.equal([
      'my-login-emailid',
      'validation-my-login-emailid',
      'my-login-password',
      'validation-my-login-password',
      'my-submit-login',
    ]);
    expect(container.innerHTML).not.to.contain('loginradius');
    expect(container.querySelectorAll('.lr-required')).to.have.length(2);
  });
});

describe('what the login form finds by itself', () => {
  it('goes to onError as Id, Name, Message and Rule', async () => {
    const room = await compatRoom();
    room.init('login', { classPrefix: 'my-' });
    room.container.querySelector('form')!.requestSubmit();
    expect(room.heard.failures).to.deep.equal([
      [
        { Id: 'my-login-emailid', Name: 'emailid', Message: 'Enter this.', Rule: 'required' },
        { Id: 'my-login-password', Name: 'password', Message: 'Enter this.', Rule: 'required' },
      ],
    ]);
  });

  it('stands at the fields alone with formValidationMessage', async () => {
    const room = await compatRoom({ options: { formValidationMessage: true } });
    const told: string[] = [];
    room.lr.$hooks.register('afterValidation', (name) => told.push(name));
    room.init('login');
    room.container.querySelector('form')!.requestSubmit();
    expect(room.heard.failures).to.deep.equal([]);
    expect(told).to.deep.equal(['login']);
    expect(room.container.querySelector('#validation-loginradius-login-emailid')!.textContent).to.equal(
      'Enter this.',
    );
  });
});

describe('the names of forms', () => {
  it('at a sign-in: the phone, and its code', async () => {
    const room = await compatRoom();
    const lines = forms(room);
    room.init('login');
    logIn(room);
    await choose(room, 'Text message');
    await enterPhone(room.container, PHONE);
    await until(() => lines.length === 6);
    expect(lines).to.deep.equal([
      'login: emailid password',
      'login mfa loginradius- form',
      'updatePhone: phoneNo2FA',
      'updatePhone mfa loginradius- mfa-otp-request',
      'twofaotp: otp',
      'twofaotp mfa loginradius- mfa-otp-verify',
    ]);
  });

  it('at a sign-in: one of several addresses', async () => {
    const room = await compatRoom({ seed: { emails: ['a@example.com', 'b@example.com'] } });
    room.init('login', { classPrefix: 'my-' });
    const lines = forms(room);
    for (const [name, value] of [
      ['emailid', 'a@example.com'],
      ['password', 'correct horse'],
    ])
      room.container.querySelector<HTMLInputElement>(`#my-login-${name}`)!.value = value!;
    room.container.querySelector('form')!.requestSubmit();
    await choose(room, 'E-mail');
    await until(() => lines.length === 2);
    expect(lines).to.deep.equal(['mfaselectemails: sendemailotp', 'mfaselectemails mfa my- mfa-otp-request']);
    await press(await visible(room.container, 'mfa-otp-request'), '[part~=submit]');
    await until(() => lines.length === 4);
    expect(lines.slice(2)).to.deep.equal(['twofaemailotp: otp', 'twofaemailotp mfa my- mfa-otp-verify']);
  });

  it('on the account page: what is set up, and what is changed', async () => {
    const room = await accountRoom();
    const lines = forms(room);
    room.init('createTwoFactorAuthentication');
    await press(room.container, '[part~=change]');
    await until(() => lines.length === 2);
    await press(room.container, '[part~=cancel]');
    (await addButton(room, 'Add an authenticator app')).click();
    await until(() => lines.length === 4);
    await press(room.container, '[part~=cancel]');
    (await addButton(room, 'Set up security questions')).click();
    await until(() => lines.length === 6);
    expect(lines).to.deep.equal([
      'changePhone: phoneNo2FA',
      'changePhone mfa loginradius- mfa-otp-request',
      'showQRcode: AuthenticatorCode',
      'showQRcode mfa loginradius- mfa-totp-enroll',
      'mfasecurityquestion: securityQuestion0 securityAnswer0 securityQuestion1 securityAnswer1',
      'mfasecurityquestion mfa loginradius- mfa-security-questions',
    ]);
  });

  it('a first phone on the account page', async () => {
    const room = await accountRoom({ tenant: { mfa: 'optional' } });
    room.init('createTwoFactorAuthentication');
    await press(room.container, '[part~=remove]');
    await press(room.container, '[part~=confirm]');
    await until(() => room.heard.successes.length === 1);
    const lines = forms(room);
    (await addButton(room, 'Add a phone number')).click();
    await until(() => lines.length === 2);
    expect(lines[1]).to.equal('updatePhone2FA mfa loginradius- mfa-otp-request');
  });

  it('the phone to sign in with is one of its own, also after one for codes', async () => {
    const room = await accountRoom();
    room.init('createTwoFactorAuthentication');
    await press(room.container, '[part~=change]');
    await visible(room.container, 'input[type=tel]');
    const lines = forms(room);
    const told: string[] = [];
    room.lr.$hooks.register('beforeInit', (action) => told.push(action));
    room.init('updatePhone');
    await until(() => lines.length === 2);
    expect(lines).to.deep.equal(['updatePhone: phone', 'updatePhone mfa loginradius- mfa-otp-request']);
    room.init('updateSecurityQuestion');
    await until(() => lines.length === 4);
    expect(lines[3]).to.equal('updatesecurityquestion mfa loginradius- mfa-security-questions');
    // Not before this one.
    expect(told).to.deep.equal(['updatePhone']);
  });
});

describe('hooks', () => {
  it('are in a list that pages see, in their order', () => {
    const { $hooks } = new MfaInterface({ apiKey: 'key' });
    const told: string[] = [];
    for (const name of ['a', 'b', 'c']) $hooks.register('mine', () => told.push(name));
    $hooks.register('mine', () => told.push('first'), 0);
    // There are not so many yet: it comes last.
    $hooks.register('mine', () => told.push('last'), 9);
    $hooks.call('mine');
    expect(told).to.deep.equal(['first', 'a', 'b', 'c', 'last']);
    expect($hooks.hooks.mine).to.have.length(5);
    expect($hooks.hooks.setButtonsName).to.have.length(1);
    $hooks.hooks.mine!.length = 0;
    $hooks.call('mine');
    expect(told).to.have.length(5);
  });

  it('hand on what the page calls them with', () => {
    const { $hooks } = new MfaInterface({ apiKey: 'key' });
    const told: unknown[][] = [];
    $hooks.register('mine', (...args: unknown[]) => told.push(args));
    $hooks.call('mine', 1, 'two', {});
    expect(told).to.deep.equal([[1, 'two', {}]]);
  });
});

describe('the lists of the original', () => {
  it('have its fields', () => {
    const lr = new MfaInterface({ apiKey: 'key', maskSensitiveInput: true });
    expect(lr.loginFormSchema).to.deep.equal([
      {
        type: 'string',
        name: 'emailid',
        display: 'Email Id',
        rules: 'required|valid_email',
        permission: 'r',
      },
      {
        type: 'password',
        name: 'password',
        display: 'Password',
        rules: 'required|min_length[6]|max_length[32]',
        permission: 'w',
      },
    ]);
    const one = (name: string, display: string, type = 'string', rules = 'required'): object[] => [
      { type, name, display, rules, permission: type === 'password' ? 'w' : 'r' },
    ];
    expect(lr.otpSchema).to.deep.equal([{ ...one('otp', 'Verification Code')[0], type: 'password' }]);
    expect(lr.QRCodeSchema).to.deep.equal([
      { ...one('AuthenticatorCode', 'Authenticator Code')[0], type: 'password' },
    ]);
    expect(lr.checkPhoneNumberSchema).to.deep.equal(
      one('phone', 'Phone Number', 'string', 'required|valid_phoneno'),
    );
    expect(lr.backupCodeFormSchema).to.deep.equal(one('backupcode', 'Backup Code'));
    expect([lr.errorMessages, lr.validationMessages, lr.buttonsName, lr.formCustomLabel]).to.deep.equal([
      [],
      [],
      {},
      {},
    ]);
  });

  it('count where a page changes them: the login form', async () => {
    const room = await compatRoom();
    const { lr } = room;
    lr.loginFormSchema[0]!.display = 'Work address';
    lr.loginFormSchema[0]!.rules = 'valid_email';
    lr.loginFormSchema.push({ type: 'string', name: 'branch', display: 'Branch', rules: '' });
    lr.validationMessages.push({ rule: 'valid_email', message: '%s is none' });
    lr.buttonsName.login = 'Go';
    room.init('login');
    expect(loginField(room, 'emailid').labels![0]!.textContent).to.equal('Work address');
    expect(room.container.querySelector('button')!.textContent).to.equal('Go');
    loginField(room, 'emailid').value = 'jdoe';
    room.container.querySelector('form')!.requestSubmit();
    expect(room.heard.failures[0]![0]).to.include({ Rule: 'valid_email', Message: 'Work address is none' });
    room.container.querySelector<HTMLInputElement>('#loginradius-login-branch')!.value = 'north';
    logIn(room);
    await until(() => room.heard.successes.length === 1);
    const sent = (await room.sandbox.requests()).find(({ method }) => method === 'POST')!;
    expect(JSON.parse(sent.body)).to.have.property('branch', 'north');
    // One form's changes are not the next one's.
    expect(lr.loginFormSchema).to.have.length(3);
  });

  it('count where a page changes them: codes, buttons, errors', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { lr } = room;
    lr.otpSchema[0]!.display = 'Six digits';
    lr.QRCodeSchema[0]!.display = 'From your app';
    lr.buttonsName.twofaotp = 'Confirm';
    lr.errorMessages = [
      { code: 1067, message: 'Old' },
      { code: 1067, message: 'Wrong digits' },
    ];
    room.init('login');
    logIn(room);
    const verify = await visible(room.container, 'mfa-otp-verify:state(ready)');
    await until(() => shownText(verify.shadowRoot!.querySelector('mfa-code-input')!).includes('Six digits'));
    expect((await visible(verify, '[part~=submit]')).textContent.trim()).to.equal('Confirm');
    await enterCode(room.container, await room.sandbox.wrongCode());
    await until(() => room.heard.failures.length === 1);
    expect(room.heard.failures[0]![0]!.Message).to.equal('Wrong digits');
  });

  it('count where a hook changes them just before', async () => {
    const room = await accountRoom();
    room.lr.$hooks.register('beforeFormRender', (name, schema) => {
      if (name === 'changePhone') schema[0]!.display = 'Your new number';
    });
    room.init('createTwoFactorAuthentication');
    await press(room.container, '[part~=change]');
    const input = await visible<HTMLInputElement>(room.container, 'input[type=tel]');
    await until(() => input.labels![0]!.textContent === 'Your new number');
  });

  it('hide what is typed where a page makes the field one for passwords', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    room.lr.otpSchema[0]!.type = 'password';
    room.init('login');
    logIn(room);
    await visible(room.container, '[part~=toggle]');
  });
});

describe('a call in place of a text message', () => {
  it('is a button beside it, where the tenant has it', async () => {
    const room = await compatRoom({
      seed: { phone2fa: PHONE },
      tenant: { voice: true },
      options: { disableResendOTPButton: false },
    });
    room.lr.$hooks.call('setButtonsName', { resendvoiceotp: 'Call me' });
    room.init('login');
    logIn(room);
    const button = await visible(room.container, '[part~=other]');
    expect(button.textContent.trim()).to.equal('Call me');
    await room.sandbox.advance(60_000);
    button.click();
    await outboxOf(room, 2);
    expect((await room.sandbox.outbox()).map(({ channel }) => channel)).to.deep.equal(['sms', 'voice']);
  });

  it('goes to the same number on the account page', async () => {
    const room = await accountRoom({ tenant: { voice: true }, options: { disableResendOTPButton: false } });
    await new Promise<void>((resolve) => room.lr.getAppConfiguration(() => resolve()));
    room.init('createTwoFactorAuthentication');
    await press(room.container, '[part~=change]');
    await enterPhone(room.container, NEW_PHONE);
    await until(() => room.heard.successes.length === 1);
    await room.sandbox.advance(60_000);
    await press(room.container, '[part~=other]');
    await until(() => room.heard.successes.length === 2);
    expect((await room.sandbox.outbox()).at(-1)).to.include({ channel: 'voice', to: NEW_PHONE });
  });

  it('is none where the tenant has it not', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    room.init('login');
    logIn(room);
    const verify = await visible(room.container, 'mfa-otp-verify:state(ready)');
    expect(verify.shadowRoot!.querySelector('[part~=other]')).to.equal(null);
  });
});

describe('the two words for the second factor', () => {
  for (const [given, expected] of [
    ['required', { twoFactorAuthentication: true, optionalTwoFactorAuthentication: false }],
    ['optional', { twoFactorAuthentication: false, optionalTwoFactorAuthentication: true }],
  ] as const)
    it(given, () => {
      const { options } = new MfaInterface({ apiKey: 'key', twoFactorAuthentication: given });
      expect(options).to.deep.equal({ apiKey: 'key', ...expected });
    });
});
