import { expect } from 'chai';
import { registerBackend, type BackendOptions } from '../../../src/core/backend-registry.js';
import type { MfaClient } from '../../../src/core/client.js';
import { MfaConfig } from '../../../src/elements/config/config.js';
import { MfaOtpRequest } from '../../../src/elements/otp-request/otp-request.js';
import { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import '../../../src/define/all.js';
import { fakeClock } from '../../support/fake-clock.js';
import { clearPage, mount, part, settled, shownText, until } from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';

/** A backend that remembers what it was made from. */
const made: BackendOptions[] = [];
const client: MfaClient = new ScriptedClient().client;
registerBackend('noting', () =>
  Promise.resolve((options: BackendOptions) => {
    made.push(options);
    return client;
  }),
);

/** What a client would be made from now, without what is functions. */
async function latest(element: MfaOtpRequest): Promise<BackendOptions> {
  await settled(element);
  return until(() => made.at(-1));
}

describe('mfa-config', () => {
  beforeEach(() => made.splice(0));
  afterEach(clearPage);

  it('hands its settings to what is inside, however deep', async () => {
    const config = await mount<MfaConfig>(`
      <mfa-config backend="noting" endpoint="/a" user-name="jd" phone-number="+15550100" email="j@example.com"
        sms-template-2fa="login" email-template-2fa="mail" api-key="key" credentials="include" timeout="2">
        <div><section><mfa-otp-request></mfa-otp-request></section></div>
      </mfa-config>`);
    expect(await latest(config.querySelector('mfa-otp-request')!)).to.deep.equal({
      endpoint: '/a',
      userName: 'jd',
      phoneNumber: '+15550100',
      email: 'j@example.com',
      smsTemplate: 'login',
      emailTemplate: 'mail',
      apiKey: 'key',
      credentials: 'include',
      timeoutMs: 2000,
    });
  });

  it('reaches through shadow roots', async () => {
    const config = await mount<MfaConfig>(
      '<mfa-config backend="noting" endpoint="/a"><div></div></mfa-config>',
    );
    const request = new MfaOtpRequest();
    config.querySelector('div')?.attachShadow({ mode: 'closed' }).append(request);
    expect((await latest(request)).endpoint).to.equal('/a');
  });

  it('gives way to a nearer one, setting by setting, and to the element itself', async () => {
    const outer = await mount<MfaConfig>(`
      <mfa-config backend="noting" endpoint="/outer" user-name="outer">
        <mfa-config endpoint="/inner"><mfa-otp-request sms-template-2fa="own"></mfa-otp-request></mfa-config>
      </mfa-config>`);
    expect(await latest(outer.querySelector('mfa-otp-request')!)).to.deep.equal({
      endpoint: '/inner',
      userName: 'outer',
      smsTemplate: 'own',
    });
  });

  it('may be changed at any time', async () => {
    const config = await mount<MfaConfig>(
      '<mfa-config backend="noting" endpoint="/a"><mfa-otp-request></mfa-otp-request></mfa-config>',
    );
    await latest(config.querySelector('mfa-otp-request')!);
    config.endpoint = '/b';
    await until(() => made.at(-1)?.endpoint === '/b');
    config.removeAttribute('endpoint');
    config.setAttribute('endpoint', '/c');
    await until(() => made.at(-1)?.endpoint === '/c');
  });

  it('keeps two of its kind on one page apart', async () => {
    await mount<HTMLElement>(`<div>
      <mfa-config backend="noting" endpoint="/one"><mfa-otp-request></mfa-otp-request></mfa-config>
      <mfa-config backend="noting" endpoint="/two"><mfa-otp-request></mfa-otp-request></mfa-config></div>`);
    await until(() => made.length === 2);
    expect(made.map(({ endpoint }) => endpoint).sort()).to.deep.equal(['/one', '/two']);
  });

  it('may be registered under another tag', async () => {
    class PageConfig extends MfaConfig {}
    PageConfig.define('page-config');
    const config = await mount<MfaConfig>(
      '<page-config backend="noting" endpoint="/renamed"><mfa-otp-request></mfa-otp-request></page-config>',
    );
    expect((await latest(config.querySelector('mfa-otp-request')!)).endpoint).to.equal('/renamed');
  });

  it('changes texts, in strings and functions', async () => {
    const config = await mount<MfaConfig>('<mfa-config><mfa-otp-verify></mfa-otp-verify></mfa-config>');
    config.texts = { verifyIdle: 'Nothing yet.', codeLabel: () => 'PIN' };
    await settled(config);
    const verify = config.querySelector('mfa-otp-verify')!;
    expect(shownText(verify)).to.contain('Nothing yet.');
    expect(verify.querySelector('input')?.ariaLabel).to.equal('PIN');
  });

  for (const [value, visible] of [
    ['', true],
    ['true', true],
    ['false', false],
    ['FALSE', false],
  ] as const) {
    it(`shows ${visible ? 'everything' : 'nothing'} with two-factor-authentication="${value}"`, async () => {
      const config = await mount<MfaConfig>(
        `<mfa-config two-factor-authentication="${value}"><mfa-otp-verify></mfa-otp-verify><mfa-otp-request></mfa-otp-request><mfa-totp-enroll></mfa-totp-enroll></mfa-config>`,
      );
      await settled(config);
      for (const element of config.children)
        expect(element.shadowRoot?.childElementCount !== 0).to.equal(visible);
    });
  }

  it('says once, with what there is, that a backend is unknown', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => void warnings.push(text);
    try {
      const config = await mount<MfaConfig>(
        '<mfa-config backend="nosuch" endpoint="/a"><mfa-otp-request></mfa-otp-request></mfa-config>',
      );
      const request = config.querySelector('mfa-otp-request')!;
      await request.submit();
      await request.submit();
      await settled(config);
      expect(warnings.filter((text) => text.includes('no backend "nosuch"'))).to.have.length(1);
      expect(warnings[0]).to.contain('ciam');
      expect(shownText(request)).to.contain('not set up correctly');
    } finally {
      console.warn = warn;
    }
  });

  it('says once what an attribute may be, and goes on with the default', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => void warnings.push(text);
    try {
      const verify = await mount<MfaOtpVerify>(
        '<mfa-otp-verify device-type="pigeon" code-length="many" expires-in="-1" resend-delay="x" max-resends="lots"></mfa-otp-verify>',
      );
      verify.clock = fakeClock();
      verify.challenge = { id: '1', channel: 'sms' };
      await settled(verify);
      verify.requestUpdate();
      await settled(verify);
      // The words for developers come by themselves.
      await until(() => warnings.length >= 5);
      verify.requestUpdate();
      await settled(verify);
      for (const name of ['device-type', 'code-length', 'expires-in', 'resend-delay', 'max-resends']) {
        expect(
          warnings.filter((text) => text.includes(name)),
          name,
        ).to.have.length(1);
      }
      expect(part(verify, 'resend-wait')?.textContent).to.contain('0:30');
      expect(verify.shadowRoot?.querySelector('mfa-code-input')?.length).to.equal(6);
    } finally {
      console.warn = warn;
    }
  });
});

describe('set before and set after', () => {
  afterEach(clearPage);

  const SETTINGS: readonly [
    attribute: string,
    property: keyof MfaOtpVerify,
    value: string | number | boolean,
  ][] = [
    ['device-type', 'deviceType', 'totp'],
    ['device-name', 'deviceName', 'Phone'],
    ['code-length', 'codeLength', 8],
    ['expires-in', 'expiresIn', 60],
    ['resend-delay', 'resendDelay', 5],
    ['max-resends', 'maxResends', 2],
    ['auto-submit', 'autoSubmit', true],
    ['remember-device', 'rememberDevice', true],
    ['backend', 'backend', 'noting'],
    ['endpoint', 'endpoint', '/a'],
    ['user-name', 'userName', 'jd'],
    ['sms-template-2fa', 'smsTemplate2FA', 'login'],
    ['two-factor-authentication', 'twoFactorAuthentication', true],
    ['mask-sensitive-input', 'maskSensitiveInput', true],
  ];

  const shape = (verify: MfaOtpVerify): string =>
    (verify.shadowRoot?.innerHTML ?? '').replace(/<!--.*?-->|lit\$\d+\$/g, '').replace(/\s+/g, ' ') +
    verify.status;

  for (const [attribute, property, value] of SETTINGS) {
    it(`comes to the same for ${attribute}`, async () => {
      const text = value === true ? '' : String(value);
      const ways: (() => Promise<MfaOtpVerify>)[] = [
        () => mount<MfaOtpVerify>(`<mfa-otp-verify ${attribute}="${text}"></mfa-otp-verify>`),
        async () => {
          const verify = await mount<MfaOtpVerify>('<mfa-otp-verify></mfa-otp-verify>');
          verify.setAttribute(attribute, text);
          return verify;
        },
        async () => {
          const verify = await mount<MfaOtpVerify>('<mfa-otp-verify></mfa-otp-verify>');
          Object.assign(verify, { [property]: value });
          return verify;
        },
        () => {
          const verify = new MfaOtpVerify();
          Object.assign(verify, { [property]: value });
          document.body.append(verify);
          return Promise.resolve(verify);
        },
        () => {
          // The page was quicker than the script: the property is set before the element is one.
          const early = document.createElement('mfa-verify-later') as MfaOtpVerify;
          Object.assign(early, { [property]: value });
          document.body.append(early);
          if (!customElements.get('mfa-verify-later')) {
            customElements.define('mfa-verify-later', class extends MfaOtpVerify {});
          }
          return Promise.resolve(early);
        },
      ];
      const results: string[] = [];
      for (const way of ways) {
        const verify = await way();
        verify.challenge = { id: '1', channel: property === 'deviceType' ? 'totp' : 'sms', resendAt: 0 };
        await settled(verify);
        expect(verify[property]).to.equal(value);
        results.push(shape(verify));
        clearPage();
      }
      expect(new Set(results).size, results.join('\n')).to.equal(1);
    });
  }

  it('finds the page its element again after a move', async () => {
    const one = await mount<HTMLElement>('<mfa-config endpoint="/one" backend="noting"></mfa-config>');
    const two = await mount<HTMLElement>('<mfa-config endpoint="/two" backend="noting"></mfa-config>');
    const request = new MfaOtpRequest();
    one.append(request);
    await until(() => made.at(-1)?.endpoint === '/one');
    two.append(request);
    await until(() => made.at(-1)?.endpoint === '/two');
    expect(part(request, 'submit') !== undefined).to.equal(true);
  });
});

describe('a change of settings while somebody types', () => {
  afterEach(clearPage);

  it('does not take the field away', async () => {
    const config = await mount<MfaConfig>(
      '<mfa-config backend="slow" endpoint="/a"><mfa-otp-request device-type="sms"></mfa-otp-request></mfa-config>',
    );
    const request = config.querySelector('mfa-otp-request')!;
    const input = await until(() => part(request, 'input'));
    config.headers = { 'x-csrf': '1' };
    await settled(config);
    expect(part(request, 'input') === input).to.equal(true);
  });
});

let answered = false;
registerBackend('slow', () => {
  if (answered) return new Promise(() => undefined);
  answered = true;
  return Promise.resolve(() => ({ ...client, takesDestination: true }));
});

describe('mfa-config and the backend', () => {
  beforeEach(() => made.splice(0));
  afterEach(clearPage);

  it('hands on what only some backends take', async () => {
    const config = await mount<MfaConfig>(
      `<mfa-config backend="noting" endpoint="/x" api-key="key" is-voice-otp><mfa-otp-request></mfa-otp-request></mfa-config>`,
    );
    config.accessToken = () => 'the token';
    await config.updateComplete;
    const { accessToken, isVoiceOtp, apiKey } = await latest(config.querySelector('mfa-otp-request')!);
    expect([isVoiceOtp, apiKey]).to.deep.equal([true, 'key']);
    expect(typeof accessToken === 'function' && accessToken()).to.equal('the token');
    expect(config.outerHTML).not.to.contain('the token');
  });
});
