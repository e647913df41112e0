/** Where the connection is lost once the element is there. In a file of its own: a page that is cut off stays so. */
import { expect } from 'chai';
import '../../../src/define/mfa-totp-enroll.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import { en } from '../../../src/locales/en.js';
import {
  clearPage,
  deepText,
  fillCode,
  nextEvent,
  part,
  settled,
  shows,
  spoken,
  until,
} from '../../support/page.js';
import { HandClient } from './hand-client.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

describe('mfa-totp-enroll where nothing more can be loaded', () => {
  let client: HandClient;
  let element: HTMLElementTagNameMap['mfa-totp-enroll'];

  before(() => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "script-src 'unsafe-inline' 'unsafe-eval'";
    document.head.append(policy);
  });
  beforeEach(async () => {
    client = new HandClient();
    element = document.createElement('mfa-totp-enroll');
    element.client = client;
    document.body.append(element);
    await until(() => client.begins.length === 1);
  });
  afterEach(clearPage);

  it('has the key where the QR code cannot be drawn', async () => {
    await pair();
    await until(() => part(element, 'qr')!.matches(':state(failed)'));
    expect(deepText(part(element, 'qr')!)).to.equal(en.qrFailed);
    expect(part(element, 'secret')!.textContent).to.equal(SECRET);
  });

  it('says of each answer what it is', async () => {
    await pair();
    for (const [typed, code, words] of [
      ['135790', 'invalid-code', en['error-invalid-code']],
      ['246801', 'code-used', en.totpCodeUsed],
      ['357912', 'rate-limited', en['error-rate-limited']],
      ['468023', 'too-many-attempts', en.totpTooManyAttempts],
    ] as const) {
      fillCode(element, typed);
      const failed = nextEvent<CustomEvent>(element, 'mfa-totp-enrollment-failed');
      void element.submit();
      await until(
        () => client.activations.at(-1)?.signal?.aborted === false && element.status === 'activating',
      );
      client.activations.at(-1)!.reject(new MfaError(code));
      expect((await failed).detail).to.deep.equal({ code });
      await settled(element);
      expect(deepText(element), code).to.contain(words);
    }
    part(element, 'retry')!.click();
    await until(() => client.cancels.length === 1);
    client.cancels[0]!.resolve();
    await until(() => client.begins.length === 2);
  });

  it('says that a proof is wanted whose question cannot be had, with a button to try again', async () => {
    for (const time of [1, 2]) {
      const failed = nextEvent<CustomEvent>(element, 'mfa-totp-enrollment-failed');
      client.begins.at(-1)!.reject(new MfaError('proof-required', { proof: 'password' }));
      expect((await failed).detail).to.deep.equal({ code: 'proof-required' });
      await settled(element);
      expect(element.status).to.equal('failed');
      expect(shows(element, 'proof')).to.equal(false);
      expect(part(element, 'error')!.textContent).to.equal(en['error-proof-required']);
      expect(spoken(element).urgent).to.equal(en['error-proof-required']);
      part(element, 'retry')!.click();
      await until(() => client.begins.length === time + 1);
      expect(element.status).to.equal('creating');
    }
    await pair();
  });

  it('ignores a proof that nobody has asked for', () => {
    element.prove({ captcha: 'solved' });
    expect(element.status).to.equal('creating');
  });

  async function pair(): Promise<void> {
    client.begins.at(-1)!.resolve({ id: 'device-1', secret: SECRET });
    await until(() => element.status === 'pairing');
    await settled(element);
  }
});
