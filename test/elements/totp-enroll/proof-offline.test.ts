/** In a file of its own: what is loaded stays loaded, and a page that is cut off stays so. */
import { expect } from 'chai';
import '../../../src/define/mfa-totp-enroll.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import { enrollLate } from '../../../src/elements/totp-enroll/enroll-late.js';
import { en } from '../../../src/locales/en.js';
import { clearPage, nextEvent, part, settled, shows, spoken, until } from '../../support/page.js';
import { HandClient } from './hand-client.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

describe('mfa-totp-enroll where a proof is wanted and the question cannot be loaded', () => {
  let client: HandClient;
  let element: HTMLElementTagNameMap['mfa-totp-enroll'];

  before(async () => {
    await enrollLate.get();
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "script-src 'unsafe-inline' 'unsafe-eval'";
    document.head.append(policy);
  });
  beforeEach(() => {
    client = new HandClient();
    element = document.createElement('mfa-totp-enroll');
    element.client = client;
    document.body.append(element);
  });
  afterEach(clearPage);

  it('says that the connection is lost, with a button to try again', async () => {
    await until(() => client.begins.length === 1);
    for (const time of [1, 2]) {
      const failed = nextEvent<CustomEvent>(element, 'mfa-totp-enrollment-failed');
      client.begins.at(-1)!.reject(new MfaError('proof-required', { proof: 'password' }));
      expect((await failed).detail).to.deep.equal({ code: 'network' });
      await settled(element);
      expect(element.status).to.equal('failed');
      expect(shows(element, 'proof')).to.equal(false);
      expect(part(element, 'error')!.textContent).to.equal(en['error-network']);
      expect(spoken(element).urgent).to.equal(en['error-network']);
      part(element, 'retry')!.click();
      await until(() => client.begins.length === time + 1);
      expect(element.status).to.equal('creating');
    }
    client.begins.at(-1)!.resolve({ id: 'device-1', secret: SECRET });
    await until(() => element.status === 'pairing');
  });

  it('ignores a proof that nobody has asked for', async () => {
    element.prove({ captcha: 'solved' });
    await until(() => client.begins.length === 1);
    expect(element.status).to.equal('creating');
  });
});
