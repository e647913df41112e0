/** A description that stands in the page itself: the elements speak to a backend that nobody has written code for. */
import { expect } from 'chai';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-otp-request.js';
import '../../../src/define/mfa-otp-verify.js';
import { ciam } from '../../../examples/rest/ciam.js';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import { clearPage, fillCode, mount, nextEvent, part, settled } from '../../support/page.js';
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
});
