/** A description that stands in the page itself: the elements speak to a backend that nobody has written code for. */
import { expect } from 'chai';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-otp-request.js';
import '../../../src/define/mfa-challenge.js';
import '../../../src/define/mfa-otp-verify.js';
import '../../../src/define/mfa-proof.js';
import '../../../src/define/mfa-settings.js';
import { ciam } from '../../../examples/rest/ciam.js';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import { kratos } from '../../../src/backends/rest/descriptions/kratos.js';
import type { MfaConfig } from '../../../src/elements/config/config.js';
import type { MfaSettings } from '../../../src/elements/settings/settings.js';
import { aTask, clearPage, fillCode, mount, nextEvent, part, settled, until } from '../../support/page.js';
import { ChallengePage } from '../../support/challenge-page.js';
import { SettingsPage } from '../../support/settings-page.js';
import { totpCode } from '../../support/totp-code.js';
import { en } from '../../../src/locales/en.js';
import { createTestSandbox } from '../../support/sandbox.js';

const TAGS = `<mfa-otp-request for="code" device-type="sms"></mfa-otp-request><mfa-otp-verify id="code"></mfa-otp-verify>`;

describe('a description in the page', () => {
  afterEach(clearPage);

  const json = JSON.stringify(ciam);
  const pages: Record<string, (endpoint: string) => string> = {
    'as a script block': (endpoint) =>
      `<mfa-config backend="rest" endpoint="${endpoint}"><script type="application/json">${json}</script>${TAGS}</mfa-config>`,
    'as an attribute': (endpoint) =>
      `<mfa-config backend="rest" endpoint="${endpoint}" description='${json}'>${TAGS}</mfa-config>`,
  };

  for (const [how, page] of Object.entries(pages)) {
    it(`is enough for a whole check of a code, ${how}`, async () => {
      const sandbox = await createTestSandbox();
      const config = await mount<HTMLElement>(page(sandbox.endpoint));
      const request = config.querySelector('mfa-otp-request')!;
      const verify = config.querySelector<MfaOtpVerify>('mfa-otp-verify')!;
      const sent = nextEvent(request, 'mfa-otp-sent');
      part(request, 'submit')?.click();
      await sent;
      fillCode(verify, await sandbox.wrongCode());
      await settled(verify);
      const failed = nextEvent<CustomEvent<{ code: string }>>(verify, 'mfa-otp-failed');
      part(verify, 'submit')?.click();
      expect((await failed).detail.code).to.equal('invalid-code');
      fillCode(verify, await sandbox.lastCode());
      await settled(verify);
      const verified = nextEvent(verify, 'mfa-otp-verified');
      part(verify, 'submit')?.click();
      await verified;
      expect(verify.status).to.equal('verified');
    });
  }

  describe('that comes late', () => {
    let said: unknown[];
    const { warn, error } = console;
    beforeEach(() => {
      said = [];
      console.warn = console.error = (...words: unknown[]) => void said.push(...words);
    });
    afterEach(() => Object.assign(console, { warn, error }));

    it('is waited for, as an endpoint is', async () => {
      const sandbox = await createTestSandbox();
      const config = await mount<MfaConfig>(`<mfa-config backend="rest" endpoint="${sandbox.endpoint}">
        <mfa-settings></mfa-settings><mfa-challenge></mfa-challenge>${TAGS}</mfa-config>`);
      const settings = config.querySelector<MfaSettings>('mfa-settings')!;
      const challenge = config.querySelector('mfa-challenge')!;
      await aTask();
      await settled(config);
      expect([settings.status, challenge.status]).to.deep.equal(['idle', 'idle']);
      config.description = ciam;
      await until(() => settings.status === 'empty' && challenge.status !== 'idle');
      expect(said).to.deep.equal([]);
      const request = config.querySelector('mfa-otp-request')!;
      const sent = nextEvent(request, 'mfa-otp-sent');
      part(request, 'submit')?.click();
      await sent;
    });

    it('is asked for where a person is ahead of it', async () => {
      const config = await mount<MfaConfig>(`<mfa-config backend="rest" endpoint="/x">${TAGS}</mfa-config>`);
      const request = config.querySelector('mfa-otp-request')!;
      const failed = nextEvent<CustomEvent<{ code: string }>>(request, 'mfa-otp-failed');
      part(request, 'submit')?.click();
      expect((await failed).detail.code).to.equal('misconfigured');
      expect(said.join()).to.contain('needs a description (property), here or on an <mfa-config> around it.');
    });
  });

  it('steps up where the backend wants it, and makes the change then', async () => {
    const { endpoint, secret } = (await (await fetch('/small/kratos')).json()) as Record<string, string>;
    const config = await mount<MfaConfig>(
      '<mfa-config backend="rest"><mfa-settings></mfa-settings></mfa-config>',
    );
    Object.assign(config, { endpoint, description: kratos });
    const settings = new SettingsPage(config.querySelector('mfa-settings')!);
    await settings.has(1);
    await fetch('/small/kratos/grow');
    await settings.remove('Authenticator app');
    const challenge = await until(() => {
      const proof = settings.element.shadowRoot?.querySelector('mfa-proof');
      return proof?.shadowRoot?.querySelector('mfa-challenge');
    });
    const page = new ChallengePage(challenge);
    await page.inStatus('answering');
    await page.ready();
    await page.check('000000');
    await page.says(en['error-invalid-code']);
    await page.check(await totpCode(secret!, Date.now()));
    await settings.has(0);
  });
});
