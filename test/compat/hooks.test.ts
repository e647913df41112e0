import { expect } from 'chai';
import type { HookEvents } from '../../src/compat/index.js';
import { EMAIL, PHONE } from '../support/loginradius-room.js';
import { clearPage, deepElements, shownText, until } from '../support/page.js';
import { accountRoom, compatRoom, enterCode, logIn, loginField, visible, type CompatRoom } from './room.js';

afterEach(clearPage);

/** What the hooks were told, in order. */
function listen(room: CompatRoom, ...names: (keyof HookEvents)[]): string[] {
  const heard: string[] = [];
  for (const name of names) room.lr.$hooks.register(name, (what: string) => heard.push(`${name} ${what}`));
  return heard;
}

describe('hooks that are registered', () => {
  it('hear of the start, of each form, and of each call with its end', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const heard = listen(
      room,
      'beforeInit',
      'beforeFormRender',
      'afterFormRender',
      'afterValidation',
      'eventCalls',
      'startProcess',
      'endProcess',
    );
    room.init('login');
    logIn(room);
    await until(() => heard.includes('afterFormRender twofaotp'));
    await enterCode(room.container, await room.sandbox.lastCode());
    await until(() => room.heard.successes.length === 2);
    expect(heard).to.deep.equal([
      'beforeInit login',
      'beforeFormRender login',
      'afterFormRender login',
      'eventCalls login',
      'startProcess login',
      'endProcess login',
      'beforeFormRender twofaotp',
      'afterFormRender twofaotp',
      'eventCalls twofaotp',
      'startProcess verifyOTP##twofaotp',
      'endProcess verifyOTP##twofaotp',
    ]);
  });

  it('hear that a form was sent that is not filled in well', async () => {
    const room = await compatRoom();
    const heard = listen(room, 'afterValidation', 'eventCalls', 'startProcess');
    room.init('login');
    logIn(room, '', '');
    expect(heard).to.deep.equal(['eventCalls login', 'afterValidation login']);
    expect(room.heard.failures).to.have.length(1);
  });

  it('hear of the end of a call that failed as well', async () => {
    const room = await compatRoom();
    const heard = listen(room, 'startProcess', 'endProcess');
    room.init('login');
    logIn(room, EMAIL, 'wrong');
    await until(() => room.heard.failures.length === 1);
    expect(heard).to.deep.equal(['startProcess login', 'endProcess login']);
  });

  it('hear of the end of a call that was given up', async () => {
    let calls = 0;
    const room = await accountRoom({
      options: {
        fetch: (input, init) =>
          (input as string).includes('/account/2fa')
            ? new Promise((_, reject) => {
                calls++;
                init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
              })
            : fetch(input, init),
      },
    });
    const heard = listen(room, 'startProcess', 'endProcess');
    room.init('createTwoFactorAuthentication');
    await until(() => calls === 1);
    room.container.replaceChildren();
    await until(() => heard.length === 2);
    expect(heard).to.deep.equal([
      'startProcess createTwoFactorAuthentication',
      'endProcess createTwoFactorAuthentication',
    ]);
    expect(room.heard.failures).to.deep.equal([]);
  });

  it('may change the login form before it is drawn', async () => {
    const room = await compatRoom();
    room.lr.$hooks.register('beforeFormRender', (name, schema) => {
      if (name !== 'login') return;
      schema[0]!.display = 'Work address';
      schema[0]!.placeholder = 'name@work.example';
      schema[0]!.rules = 'required|valid_email';
    });
    room.init('login');
    expect(loginField(room, 'emailid').labels![0]!.textContent).to.equal('Work address');
    expect(loginField(room, 'emailid').placeholder).to.equal('name@work.example');
    logIn(room, 'no address');
    expect(room.heard.failures[0]![0]).to.include({ Rule: 'valid_email', Name: 'emailid' });
  });

  it('may set headers, and see no ticket', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const seen: string[] = [];
    room.lr.$hooks.register('modifyXhrRequest', (name, request, url) => {
      const { pathname, search } = new URL(url);
      seen.push(`${name} ${/(\w+)\/2fa$/.exec(pathname)?.[1]} ${search}`);
      request.setRequestHeader('x-from-page', 'yes');
    });
    room.init('login');
    logIn(room);
    await visible(room.container, 'mfa-challenge');
    expect(seen).to.deep.equal(['login login ']);
    const login = (await room.sandbox.requests()).find(({ method }) => method === 'POST');
    expect(login!.headers['x-from-page']).to.equal('yes');
  });

  it('tell of the forms of the account page', async () => {
    const room = await accountRoom();
    const heard = listen(room, 'afterFormRender');
    room.init('createTwoFactorAuthentication');
    (await visible(room.container, '[part~=change]')).click();
    await until(() => heard.length === 1);
    expect(heard).to.deep.equal(['afterFormRender changePhone']);
  });

  it('that fail stop nothing', async () => {
    const room = await compatRoom();
    const { onerror } = window;
    window.onerror = null;
    const told: unknown[] = [];
    const note = (event: ErrorEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      told.push(event.error);
    };
    addEventListener('error', note, true);
    const mistake = new Error('of the page');
    room.lr.$hooks.register('beforeInit', () => {
      throw mistake;
    });
    room.lr.$hooks.register('socialLoginFormRender', () => undefined);
    room.init('login');
    removeEventListener('error', note, true);
    window.onerror = onerror;
    expect(told).to.deep.equal([mistake]);
    expect(loginField(room, 'emailid')).not.to.equal(null);
  });
});

describe('hooks that are called', () => {
  it('name labels, placeholders and buttons, before and after the form is there', async () => {
    const room = await compatRoom();
    const { $hooks } = room.lr;
    $hooks.call('customizeFormLabel', { emailid: 'E-Mail' });
    room.init('login');
    $hooks.call('customizeFormPlaceholder', { emailid: 'Ihre Adresse' });
    $hooks.call('setButtonsName', { Login: 'Anmelden' });
    $hooks.call('customizeFormLabel', { password: 'Passwort' });
    expect(loginField(room, 'emailid').labels![0]!.textContent).to.equal('E-Mail');
    expect(loginField(room, 'password').labels![0]!.textContent).to.equal('Passwort');
    expect(loginField(room, 'emailid').placeholder).to.equal('Ihre Adresse');
    expect(room.container.querySelector('button')!.textContent).to.equal('Anmelden');
    $hooks.call('nothing', { emailid: 'no' });
    $hooks.call('customizeFormLabel', null);
    expect(loginField(room, 'emailid').labels![0]!.textContent).to.equal('E-Mail');
  });

  it('name what our elements have: the code, where it went, the buttons', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { $hooks } = room.lr;
    $hooks.call('customizeFormLabel', { otp: 'Your code went to %value' });
    $hooks.call('setButtonsName', { twofaotp: 'Confirm', backupcodebutton: 'Something else' });
    room.init('login');
    logIn(room);
    const verify = await visible(room.container, 'mfa-otp-verify:state(ready)');
    await until(() => /Your code went to .*0406/.test(shownText(verify)));
    expect((await visible(verify, '[part~=submit]')).textContent.trim()).to.equal('Confirm');
    expect((await visible(room.container, '[part~=another]')).textContent.trim()).to.equal('Something else');
    $hooks.call('setButtonsName', { twofaotp: 'Weiter' });
    await until(() => verify.shadowRoot!.querySelector('[part~=submit]')!.textContent.trim() === 'Weiter');
  });

  it('name the ways to choose from, as the original’s documentation does', async () => {
    const room = await compatRoom({ options: { authenticatorOptionsOrder: ['auth', 'sms', 'emailotp'] } });
    room.lr.$hooks.call('setButtonsName', {
      emailotp: 'Send an e-mail',
      otpauthenticator: 'Send a message to my phone',
      googleauthenticator: 'Use the app',
      updatephone: 'Take this number',
    });
    room.init('login');
    logIn(room);
    await visible(room.container, '[part~=way]');
    const ways = [...deepElements(room.container)].filter((each) => each.part.contains('way'));
    expect(ways.slice(0, 3).map(({ textContent }) => textContent.trim())).to.deep.equal([
      'Use the app',
      'Send a message to my phone',
      'Send an e-mail',
    ]);
    (ways[1] as HTMLElement).click();
    const request = await visible(room.container, 'mfa-otp-request');
    expect((await visible(request, '[part~=submit]')).textContent.trim()).to.equal('Take this number');
  });

  it('say what an error is called: for the page and for the person, each number by itself', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { $hooks } = room.lr;
    $hooks.call('mapErrorMessages', [
      { code: 1067, message: 'Wrong digits', description: 'These digits are wrong' },
      { code: 1102, message: 'Not this one' },
    ]);
    room.init('login');
    logIn(room);
    await until(() => room.heard.successes.length === 1);
    await enterCode(room.container, await room.sandbox.wrongCode());
    await until(() => room.heard.failures.length === 1);
    expect(room.heard.failures[0]![0]).to.include({
      ErrorCode: 1067,
      Message: 'Wrong digits',
      Description: 'These digits are wrong',
    });
    expect((await visible(room.container, '[part~=error]:not(:empty)')).textContent.trim()).to.match(
      /^Wrong digits/,
    );
  });

  it('say what a wrong password is called', async () => {
    const room = await compatRoom();
    room.lr.$hooks.call('mapErrorMessages', { code: 966, message: 'Who are you?' });
    room.init('login');
    logIn(room, EMAIL, 'wrong');
    await until(() => room.heard.failures.length === 1);
    expect(room.container.querySelector('[role=alert]')!.textContent).to.equal('Who are you?');
  });

  it('say what a broken rule is called', async () => {
    const room = await compatRoom();
    const { $hooks } = room.lr;
    $hooks.call('customizeFormLabel', { emailid: 'E-mail' });
    $hooks.call('mapValidationMessages', { rule: 'required', message: '%s is missing' });
    $hooks.call('mapValidationMessages', [{ rule: 'required#password', message: 'No password?' }]);
    room.init('login');
    logIn(room, '', '');
    expect(room.heard.failures[0]!.map(({ Message }) => Message)).to.deep.equal([
      'E-mail is missing',
      'No password?',
    ]);
  });

  it('set a whole language, without a reload', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { $hooks } = room.lr;
    $hooks.call('setButtonsName', { twofaotp: 'Old' });
    room.init('login');
    logIn(room);
    const verify = await visible(room.container, 'mfa-otp-verify:state(ready)');
    $hooks.call('setLocaleBasedInfo', {
      labels: { otp: 'Einmalcode' },
      placeholders: { otp: 'Sechs Ziffern' },
      buttonsName: { resendotp: 'Neuen Code senden' },
      validationMessages: [{ rule: 'required#otp', message: 'Der Code fehlt' }],
      errorMessages: [{ code: 1067, message: 'Falscher Code' }],
      passwordMeterConfiguration: [],
    });
    await until(
      () => verify.shadowRoot!.querySelector('[part~=submit]')!.textContent.trim() === 'Check code',
    );
    await until(() => shownText(verify.shadowRoot!.querySelector('mfa-code-input')!).includes('Einmalcode'));
    await enterCode(room.container, await room.sandbox.wrongCode());
    await until(() => room.heard.failures.length === 1);
    expect(room.heard.failures[0]![0]!.Message).to.equal('Falscher Code');
  });
});
