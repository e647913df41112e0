import { expect } from 'chai';
import { MfaInterface, type CommonOptions } from '../../src/compat/index.js';
import { OPTIONS, readOptions, type OptionName } from '../../src/compat/options.js';
import { MfaConfig } from '../../src/elements/config/config.js';
import { fakeClock } from '../support/fake-clock.js';
import { EMAIL, PASSWORD, PHONE } from '../support/loginradius-room.js';
import { clearPage, deepElements, until } from '../support/page.js';
import { accountRoom, compatRoom, enterCode, hear, logIn, visible } from './room.js';

afterEach(clearPage);

/** The query of the login that is sent with these options. */
async function loginQuery(options: CommonOptions): Promise<Record<string, string>> {
  const room = await compatRoom({ seed: { phone2fa: PHONE }, options });
  room.lr.api.twoFALogin({ email: EMAIL, password: PASSWORD }, room.heard.onSuccess);
  await until(() => room.heard.successes.length === 1);
  return (await room.sandbox.requests())[0]!.query;
}

describe('reading options', () => {
  it('takes a yes or no as the original does', () => {
    for (const [given, read] of [
      [true, true],
      ['true', true],
      ['', true],
      [1, true],
      [false, false],
      ['false', false],
      [' FALSE ', false],
      [undefined, undefined],
      [null, undefined],
    ] as const)
      expect(readOptions({ twoFactorAuthentication: given }).twoFactorAuthentication).to.equal(read);
  });

  it('takes numbers as texts, lists as words, and leaves out what is of another type', () => {
    expect(
      readOptions({
        disableResendOTPButtonDelay: '45',
        securityQuestionsCount: 3,
        formRenderDelay: 'soon',
        authenticatorOptionsOrder: 'sms, googleauth',
        smsTemplate2FA: 7,
        emailTemplate2FA: ' ',
        projectionFields: { login: ['Uid', 'Email'], wrong: 'Uid' },
        nothing: true,
      } as CommonOptions),
    ).to.deep.equal({
      disableResendOTPButtonDelay: 45,
      securityQuestionsCount: 3,
      authenticatorOptionsOrder: ['sms', 'googleauth'],
      projectionFields: { login: ['Uid', 'Email'] },
    });
    expect(readOptions({ authenticatorOptionsOrder: [1] as never })).to.deep.equal({});
  });

  it('are there to be read at once, and cannot be changed', () => {
    const { options } = new MfaInterface({ apiKey: 'key', twoFactorAuthentication: true });
    expect(options).to.deep.equal({ apiKey: 'key', twoFactorAuthentication: true });
    expect(options).to.be.frozen;
  });

  it('each has a property and its attribute on mfa-config', () => {
    MfaConfig.define();
    const { observedAttributes, elementProperties } = MfaConfig;
    for (const [name, { attribute }] of Object.entries(OPTIONS)) {
      expect(elementProperties.has(name), name).to.equal(true);
      if (attribute !== null) expect(observedAttributes, name).to.include(attribute);
    }
  });
});

describe('options for the login', () => {
  it('go with the first factor', async () => {
    expect(
      await loginQuery({
        verificationUrl: 'https://page.example/verify',
        smsTemplate2FA: 'sms',
        EmailTemplate2FA: 'mail',
        smsTemplateWelcome: 'welcome',
        projectionFields: { login: ['Uid', 'Email'] },
      }),
    ).to.deep.equal({
      apiKey: 'sandbox-api-key',
      verificationUrl: 'https://page.example/verify',
      smsTemplate2FA: 'sms',
      emailTemplate2FA: 'mail',
      smsTemplate: 'welcome',
      fields: 'Uid,Email',
    });
  });

  it('templates for risks go along where the risk is watched for', async () => {
    const names = (Object.keys(OPTIONS) as OptionName[]).filter((name) => name.startsWith('rba'));
    expect(names).to.have.length(11);
    const templates = Object.fromEntries(names.map((name) => [name, `of ${name}`]));
    const risky = { ...templates, riskBasedAuthentication: true };
    expect(await loginQuery({ ...risky, twoFactorAuthentication: false })).to.include(templates);
    expect(await loginQuery(risky)).to.deep.equal({ apiKey: 'sandbox-api-key' });
    expect(await loginQuery(templates)).to.deep.equal({ apiKey: 'sandbox-api-key' });
  });

  it('go with the code as well', async () => {
    const room = await compatRoom({
      seed: { phone2fa: PHONE },
      options: {
        smsTemplate2FA: 'sms',
        smsTemplate2FAWelcome: 'welcome',
        projectionFields: { login: ['Uid'] },
        riskBasedAuthentication: true,
        rbaCityEmailTemplate: 'city',
      },
    });
    room.init('login');
    logIn(room);
    await until(() => room.heard.successes.length === 1);
    await enterCode(room.container, await room.sandbox.lastCode());
    await until(() => room.heard.successes.length === 2);
    expect((await room.sandbox.requests()).at(-1)!.query).to.include({
      smsTemplate2FA: 'welcome',
      fields: 'Uid',
      rbaCityEmailTemplate: 'city',
    });
  });
});

describe('options for the host', () => {
  async function hostOf(options: CommonOptions): Promise<string> {
    const urls: string[] = [];
    const heard = hear();
    const lr = new MfaInterface({
      apiKey: 'key',
      fetch(input) {
        urls.push(input as string);
        return Promise.resolve(new Response('{}', { status: 500 }));
      },
      ...options,
    });
    lr.api.twoFALogin({ email: EMAIL, password: PASSWORD }, heard.onSuccess, heard.onError);
    await until(() => heard.failures.length === 1);
    return new URL(urls[0]!).origin;
  }

  it('are the vendor’s by default, or a domain of one’s own', async () => {
    expect(await hostOf({})).to.equal('https://api.loginradius.com');
    expect(await hostOf({ customDomain: 'login.page.example' })).to.equal('https://api.loginradius.com');
    expect(await hostOf({ customDomain: 'a.example', apiCustomDomain: 'https://b.example' })).to.equal(
      'https://b.example',
    );
    expect(await hostOf({ apiCustomDomain: 'b.example', endpoint: 'https://proxy.example/lr' })).to.equal(
      'https://proxy.example',
    );
  });
});

describe('options for what is offered', () => {
  async function offered(options: CommonOptions): Promise<string[]> {
    const room = await compatRoom({ options });
    room.init('login');
    logIn(room);
    const challenge = await visible(room.container, 'mfa-challenge:state(choosing)');
    const ways = [...deepElements(challenge)].filter((element) => element.part.contains('way'));
    clearPage();
    return ways.map((way) => way.textContent.trim());
  }

  it('leave out authenticators, and questions', async () => {
    const all = ['E-mail', 'Security questions', 'Authenticator app', 'Text message'];
    const withoutApp = all.filter((way) => way !== 'Authenticator app');
    expect(await offered({})).to.deep.equal(all);
    expect(await offered({ qrCodeAuthentication: 'false' })).to.deep.equal(withoutApp);
    expect(await offered({ googleAuthentication: false })).to.deep.equal(withoutApp);
    expect(await offered({ googleAuthentication: false, qrCodeAuthentication: true })).to.deep.equal(all);
    expect(await offered({ securityQuestionEnabled: false })).to.deep.equal(
      all.filter((way) => way !== 'Security questions'),
    );
  });

  it('order it', async () => {
    expect(
      await offered({ authenticatorOptionsOrder: ['sms', 'googleauth', 'securityquestion', 'emailotp'] }),
    ).to.deep.equal(['Text message', 'Authenticator app', 'Security questions', 'E-mail']);
  });

  it('the optional flow is one, too', async () => {
    expect(
      await offered({ twoFactorAuthentication: false, optionalTwoFactorAuthentication: true }),
    ).to.have.length(4);
  });
});

describe('options for the forms', () => {
  it('hide what is typed', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE }, options: { maskSensitiveInput: true } });
    room.init('login');
    logIn(room);
    const verify = await visible(room.container, 'mfa-otp-verify:state(ready)');
    await until(() => [...deepElements(verify)].some((element) => element.part.contains('toggle')));
  });

  for (const [options, wait] of [
    [{ disableResendOTPButtonDelay: '90' }, /1:30/],
    [{ disableResendOTPButton: false }, undefined],
    [{}, /0:30/],
  ] as const) {
    it(`wait before another code: ${JSON.stringify(options)}`, async () => {
      const room = await accountRoom({ options, clock: fakeClock(Date.now()) });
      room.init('updatePhone');
      const phone = await visible<HTMLInputElement>(room.container, 'input[type=tel]');
      phone.value = '+12025550199';
      phone.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      (await visible(room.container, 'mfa-otp-request'))
        .shadowRoot!.querySelector<HTMLElement>('[part~=submit]')!
        .click();
      const verify = await visible(room.container, 'mfa-otp-verify:state(ready)');
      if (wait) expect((await visible(verify, '[part~=resend-wait]')).textContent).to.match(wait);
      else await visible(verify, '[part~=resend]');
    });
  }

  it('need no delay before they are drawn', async () => {
    const room = await compatRoom({ options: { formRenderDelay: 60_000 } });
    room.init('login');
    expect(room.container.querySelector('form')).not.to.equal(null);
  });
});
