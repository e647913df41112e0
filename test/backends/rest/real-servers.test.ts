/**
 * Servers that nobody here wrote, spoken to by elements in a page, from the shipped descriptions alone: Amazon Cognito
 * (npm `cognito-local`), and Firebase Authentication (the emulator of npm `firebase-tools`, which knows text messages only:
 * apps are held against a small server that speaks what Google's pages say).
 */
import { expect } from 'chai';
import '../../../src/define/mfa-challenge.js';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-settings.js';
import { signIn as signInOfTheDocs } from '../../../examples/cognito-page.js';
import { cognito } from '../../../src/backends/rest/descriptions/cognito.js';
import { firebase } from '../../../src/backends/rest/descriptions/firebase.js';
import type { MfaChallenge } from '../../../src/elements/challenge/challenge.js';
import type { MfaConfig } from '../../../src/elements/config/config.js';
import type { MfaSettings } from '../../../src/elements/settings/settings.js';
import { en } from '../../../src/locales/en.js';
import { ChallengePage } from '../../support/challenge-page.js';
import { clearPage, mount, settled } from '../../support/page.js';
import type { CognitoPerson } from '../../support/real/cognito.js';
import type { FirebasePerson } from '../../support/real/firebase.js';
import { SettingsPage } from '../../support/settings-page.js';
import { totpCode } from '../../support/totp-code.js';

type Json = Record<string, unknown>;

const SMS = 'Text message';
const APP = 'Authenticator app';
const PHONE = '+12025550406';

describe('real servers', () => {
  afterEach(clearPage);

  describe('Amazon Cognito', () => {
    let person: CognitoPerson;

    before(async function () {
      this.timeout(60_000);
      await real('cognito/person');
    });
    beforeEach(async () => {
      person = await real<CognitoPerson>('cognito/person');
    });

    const call = (action: string, body: object): Promise<Json> =>
      post(person.endpoint, body, {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
      });

    /** What a page does before the second factor. */
    const signIn = (): Promise<Json> =>
      call('InitiateAuth', {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: person.clientId,
        AuthParameters: { USERNAME: person.userName, PASSWORD: person.password },
      });

    async function accountPage(): Promise<SettingsPage> {
      const { AuthenticationResult } = (await signIn()) as { AuthenticationResult: { AccessToken: string } };
      return settingsPage({
        endpoint: person.endpoint,
        description: cognito,
        more: { clientId: person.clientId },
        accessToken: AuthenticationResult.AccessToken,
      });
    }

    const secondStep = (login: Json): Promise<ChallengePage> =>
      challengePage(
        { endpoint: person.endpoint, description: cognito, more: { clientId: person.clientId } },
        login,
      );

    it('asks for no second factor where there is none, on the page of the documents', async () => {
      const config = await mount('<mfa-config backend="rest"><mfa-challenge></mfa-challenge></mfa-config>');
      const page = new ChallengePage(config.querySelector('mfa-challenge')!);
      await signInOfTheDocs(person.userName, person.password, person);
      await page.inStatus('completed');
      expect((page.element.verification?.session as Json).AccessToken).to.be.a('string');
    });

    it('text messages: a number is set up, signs in, and is removed', async () => {
      const account = await accountPage();
      await account.has(0);
      await account.add(en.settingsAddSms);
      await account.sendTo(PHONE);
      await account.check('000000');
      await account.says(en['error-invalid-code']);
      await account.check(await code('cognito', PHONE));
      await account.has(1);
      expect(account.names).to.deep.equal([SMS]);

      await real(`cognito/send-to-phone?user=${person.userName}`);
      const login = await signIn();
      expect(login.ChallengeName).to.equal('SMS_MFA');
      const page = await secondStep(login);
      await page.inStatus('answering');
      await page.ready();
      await page.check('000000');
      await page.says(en['error-invalid-code']);
      await page.check(await code('cognito', PHONE));
      await page.inStatus('completed');
      expect((page.element.verification?.session as Json).AccessToken).to.be.a('string');

      await account.remove(SMS);
      await account.has(0);
    });

    it('an authenticator app: paired, signs in, and is removed', async () => {
      const account = await accountPage();
      await account.has(0);
      await account.add(en.settingsAddTotp);
      const secret = await account.secret('My phone');
      await account.check('000000');
      await account.says(en['error-invalid-code']);
      await account.check(await totpCode(secret, Date.now()));
      await account.has(1);
      expect(account.names).to.deep.equal([APP]);

      const login = await signIn();
      expect(login.ChallengeName).to.equal('SOFTWARE_TOKEN_MFA');
      const page = await secondStep(login);
      await page.inStatus('answering');
      await page.ready();
      await page.check('000000');
      await page.says(en['error-invalid-code']);
      await page.check(await totpCode(secret, Date.now()));
      await page.inStatus('completed');
      expect((page.element.verification?.session as Json).AccessToken).to.be.a('string');

      await account.remove(APP);
      await account.has(0);
      expect(await signIn()).to.have.property('AuthenticationResult');
    });

    it('both: the person chooses', async () => {
      const account = await accountPage();
      await account.has(0);
      await account.add(en.settingsAddSms);
      await account.sendTo(PHONE);
      await account.check(await code('cognito', PHONE));
      await account.has(1);
      await account.add(en.settingsAddTotp);
      const secret = await account.secret('My phone');
      await account.check(await totpCode(secret, Date.now()));
      await account.has(2);
      await real(`cognito/send-to-phone?user=${person.userName}`);

      for (const way of [SMS, APP]) {
        const login = await signIn();
        expect(login.ChallengeName).to.equal('SELECT_MFA_TYPE');
        const page = await secondStep(login);
        await page.inStatus('choosing');
        expect(page.ways).to.deep.equal([APP, SMS]);
        await page.choose(way);
        if (way === SMS) await page.press('submit');
        await page.ready();
        await page.check(way === SMS ? await code('cognito', PHONE) : await totpCode(secret, Date.now()));
        await page.inStatus('completed');
        page.element.remove();
        sessionStorage.clear();
      }
    });
  });

  describe('Firebase Authentication', () => {
    let person: FirebasePerson;

    before(async function () {
      this.timeout(120_000);
      await real('firebase/person');
    });
    beforeEach(async () => {
      person = await real<FirebasePerson>('firebase/person');
    });

    /** What a page does before the second factor. */
    function signIn(): Promise<Json> {
      const { email, password, endpoint, apiKey } = person;
      const url = `${endpoint}/v1/accounts:signInWithPassword?key=${apiKey}`;
      return post(url, { email, password, returnSecureToken: true });
    }

    const page = (): Partial<MfaConfig> => ({
      endpoint: person.endpoint,
      description: firebase,
      apiKey: person.apiKey,
    });

    it('text messages: a number is set up, signs in, and is removed', async () => {
      const first = await signIn();
      const account = await settingsPage({ ...page(), accessToken: first.idToken as string });
      await account.has(0);
      await account.add(en.settingsAddSms);
      await account.sendTo(PHONE);
      await account.check('000000');
      await account.says(en['error-invalid-code']);
      await account.check(await code('firebase', PHONE));
      await account.has(1);
      expect(account.names).to.deep.equal(['Text message to the number ending in 0406']);

      const login = await signIn();
      expect(login).to.have.property('mfaPendingCredential');
      const challenge = await challengePage(page(), login);
      await challenge.inStatus('answering');
      await challenge.press('submit');
      await challenge.ready();
      await challenge.check('000000');
      await challenge.says(en['error-invalid-code']);
      await challenge.check(await code('firebase', PHONE));
      await challenge.inStatus('completed');
      expect((challenge.element.verification?.session as Json).idToken).to.be.a('string');

      await account.remove(SMS);
      await account.has(0);
      expect(await signIn()).to.have.property('idToken');
    });

    it('an authenticator app, which the emulator does not know: paired, signs in, and is removed', async () => {
      const { endpoint } = await served<{ endpoint: string }>('small/firebase-apps');
      const login = (): Promise<Json> => served<Json>('small/firebase-apps/login');
      const apps = { endpoint, description: firebase, apiKey: 'key' };
      const account = await settingsPage({ ...apps, accessToken: (await login()).idToken as string });
      await account.has(0);
      await account.add(en.settingsAddTotp);
      const secret = await account.secret('My phone');
      await account.check('000000');
      await account.says(en['error-invalid-code']);
      await account.check(await totpCode(secret, Date.now()));
      await account.has(1);
      expect(account.names).to.deep.equal([`${APP}: My phone`]);

      const pending = await login();
      expect(pending).to.have.property('mfaPendingCredential');
      const challenge = await challengePage(apps, pending);
      await challenge.inStatus('answering');
      await challenge.ready();
      await challenge.check('000000');
      await challenge.says(en['error-invalid-code']);
      await challenge.check(await totpCode(secret, Date.now()));
      await challenge.inStatus('completed');
      expect((challenge.element.verification?.session as Json).idToken).to.equal('id-2');

      await account.remove(APP);
      await account.has(0);
      expect(await login()).to.have.property('idToken');
    });

    it('a number that is none is said so', async () => {
      const { idToken } = await signIn();
      const { createRestClient } = await import('../../../src/backends/rest/index.js');
      const client = createRestClient({
        endpoint: person.endpoint,
        description: firebase,
        apiKey: person.apiKey,
        accessToken: idToken as string,
      });
      const error = await client.enrollDestination!({ channel: 'sms', destination: '12' }).catch(
        (reason: unknown) => reason,
      );
      expect((error as { code: string }).code).to.equal('invalid-destination');
    });
  });
});

async function settingsPage(values: Partial<MfaConfig>): Promise<SettingsPage> {
  const config = await mount<MfaConfig>(
    '<mfa-config backend="rest"><mfa-settings></mfa-settings></mfa-config>',
  );
  Object.assign(config, values);
  return new SettingsPage(config.querySelector<MfaSettings>('mfa-settings')!);
}

async function challengePage(values: Partial<MfaConfig>, login: unknown): Promise<ChallengePage> {
  const config = await mount<MfaConfig>(
    '<mfa-config backend="rest"><mfa-challenge></mfa-challenge></mfa-config>',
  );
  const element = config.querySelector<MfaChallenge>('mfa-challenge')!;
  Object.assign(config, values);
  element.login = login;
  await settled(config);
  return new ChallengePage(element);
}

function real<Result>(act: string): Promise<Result> {
  return served(`real/${act}`);
}

async function served<Result>(act: string): Promise<Result> {
  return (await (await fetch(`/${act}`)).json()) as Result;
}

async function code(server: 'cognito' | 'firebase', to: string): Promise<string> {
  return real<string>(`${server}/code?to=${encodeURIComponent(to)}`);
}

async function post(
  url: string,
  body: object,
  headers: HeadersInit = { 'content-type': 'application/json' },
): Promise<Json> {
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as Json;
}
