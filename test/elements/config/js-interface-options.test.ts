import { expect } from 'chai';
import { registerBackend, type BackendOptions } from '../../../src/core/backend-registry.js';
import type { MfaClient, SecondStep } from '../../../src/core/client.js';
import type { MfaConfig } from '../../../src/elements/config/config.js';
import '../../../src/define/all.js';
import { clearPage, deepElements, mount, until } from '../../support/page.js';

/** A backend that remembers what it was made from, and knows a second step and settings. */
const made: BackendOptions[] = [];
const step: SecondStep = {
  factors: [
    { id: 'totp', kind: 'totp', active: true },
    { id: 'sms', kind: 'sms', active: true, destination: '*0406' },
  ],
  enrollable: [],
  required: true,
};
const client = {
  secondStep: () => Promise.resolve(step),
  factorSettings: () => Promise.resolve({ factors: step.factors, addable: [], required: false }),
  listFactors: () => Promise.resolve(step.factors),
  verifyOtp: () => Promise.resolve({}),
} as unknown as MfaClient;
registerBackend('knowing', () =>
  Promise.resolve((options: BackendOptions) => {
    made.push(options);
    return client;
  }),
);

function partsNamed(root: Element, name: string): Element[] {
  return [...deepElements(root)].filter((element) => element.part.contains(name));
}

describe('mfa-config with the options of the JavaScript interface', () => {
  beforeEach(() => made.splice(0));
  afterEach(clearPage);

  it('hands what only the backend knows to the backend, with what the page has for it', async () => {
    const config = await mount<MfaConfig>(`
      <mfa-config backend="knowing" google-authentication="false" security-question-enabled="false"
        security-questions-count="3" optional-two-factor-authentication rba-city-email-template="city">
        <mfa-otp-verify></mfa-otp-verify></mfa-config>`);
    config.more = { configEndpoint: '/config', securityQuestionsCount: 4 };
    config.endpoint = '/a';
    expect((await until(() => made.at(-1))).more).to.deep.equal({
      googleAuthentication: false,
      qrCodeAuthentication: false,
      securityQuestionEnabled: false,
      securityQuestionsCount: 4,
      optionalTwoFactorAuthentication: true,
      rbaCityEmailTemplate: 'city',
      configEndpoint: '/config',
    });

    config.qrCodeAuthentication = true;
    config.more = undefined;
    await until(() => made.at(-1)?.more?.qrCodeAuthentication === true);
    expect(made.at(-1)!.more).not.to.have.property('configEndpoint');
  });

  it('hands nothing where there is nothing', async () => {
    await mount('<mfa-config backend="knowing" endpoint="/a"><mfa-otp-verify></mfa-otp-verify></mfa-config>');
    expect(await until(() => made.at(-1))).to.deep.equal({ endpoint: '/a' });
  });

  it('makes the endpoint of a domain, unless there is one', async () => {
    const config = await mount<MfaConfig>(
      '<mfa-config backend="knowing" custom-domain="login.page.example"><mfa-otp-verify></mfa-otp-verify></mfa-config>',
    );
    expect((await until(() => made.at(-1))).endpoint).to.equal('https://login.page.example');
    config.apiCustomDomain = 'https://api.page.example';
    await until(() => made.at(-1)?.endpoint === 'https://api.page.example');
    config.endpoint = '/own';
    config.apiCustomDomain = 'other.example';
    await until(() => made.at(-1)?.endpoint === '/own');
    await config.updateComplete;
    expect(config.endpoint).to.equal('/own');
  });

  it('orders the ways of a challenge, and lets the person skip', async () => {
    const config = await mount<MfaConfig>(`
      <mfa-config backend="knowing" endpoint="/a" authenticator-options-order="sms, googleauth"
        optional-two-factor-authentication><mfa-challenge></mfa-challenge></mfa-config>`);
    const challenge = config.querySelector('mfa-challenge')!;
    await until(() => partsNamed(challenge, 'way').length === 2);
    const [first] = partsNamed(challenge, 'way');
    expect(first!.textContent.trim()).to.match(/^Text message/);
    expect(partsNamed(challenge, 'skip')).to.have.length(1);
  });

  it('shows no settings where showTwoFactorOnProfile is off, and asks for none', async () => {
    const config = await mount<MfaConfig>(`
      <mfa-config backend="knowing" endpoint="/a" show-two-factor-on-profile="false">
        <mfa-settings></mfa-settings></mfa-config>`);
    const settings = config.querySelector('mfa-settings')!;
    expect(settings.shadowRoot!.textContent.trim()).to.equal('');
    expect(settings.status).to.equal('idle');
    config.showTwoFactorOnProfile = undefined;
    await until(() => settings.status === 'ready');
  });
});
