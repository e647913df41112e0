/** What is there before somebody acts, and where the rest cannot be had: this file loads none of it ahead, or at all. */
import { expect } from 'chai';
import '../../../src/define/mfa-totp-enroll.js';
import type { TotpEnrollment } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaTotpEnroll } from '../../../src/elements/totp-enroll/totp-enroll.js';
import { en } from '../../../src/locales/en.js';
import {
  clearPage,
  deepElements,
  fillCode,
  part,
  settled,
  shownText,
  spoken,
  until,
} from '../../support/page.js';
import { HandClient } from './hand-client.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const URI = `otpauth://totp/Service$jdoe?secret=${SECRET}`;
const CODE = '135790';
const OFFLINE = en['error-network'];

describe('mfa-totp-enroll without what is loaded late', () => {
  let element: MfaTotpEnroll;
  let client: HandClient;
  let codes: string[];

  beforeEach(() => {
    client = new HandClient();
    codes = [];
    element = document.createElement('mfa-totp-enroll');
    element.client = client;
    element.addEventListener('mfa-totp-enrollment-failed', ({ detail }) => codes.push(detail.code));
  });
  afterEach(clearPage);

  // The first test: what is loaded stays loaded.
  it('shows the QR code and a field that takes the code, and fetches nothing but the encoder', async () => {
    await pair();
    await until(() => part(element, 'qr')?.matches(':state(drawn)'));
    expect(part<HTMLElementTagNameMap['mfa-qr-code']>(element, 'qr')!.value).to.equal(URI);
    fillCode(element, CODE);
    expect(element.renderRoot.querySelector('mfa-code-input')!.complete).to.equal(true);
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(loaded.filter((name) => name.includes('qr-drawing'))).to.have.lengthOf(1);
    expect(loaded.filter((name) => name.includes('totp-enroll/late'))).to.deep.equal([]);
    expect(allText(), 'the key is not in the page before it is asked for').to.not.contain(SECRET);
    for (const name of ['submit', 'start-over', 'other-way'])
      expect(part(element, name), name).to.not.equal(undefined);
  });

  it('asks for the name of the device', async () => {
    client.namesDevices = true;
    document.body.append(element);
    await until(() => element.status === 'naming');
    await settled(element);
    expect(shownText(element)).to.contain(en.totpNameTitle).and.to.contain(en.totpNameHint);
    expect(part(element, 'continue')).to.not.equal(undefined);
  });

  describe('offline', () => {
    // As a lost connection does it: from here on no script can be loaded. For good, in this page.
    before(() => {
      const policy = document.createElement('meta');
      policy.httpEquiv = 'Content-Security-Policy';
      policy.content = "script-src 'unsafe-inline' 'unsafe-eval'";
      document.head.append(policy);
    });

    it('keeps code and key, and says why the code is not checked', async () => {
      await pair();
      fillCode(element, CODE);
      part(element, 'submit')!.click();
      await until(() => codes.length === 1);
      await settled(element);
      expect(codes).to.deep.equal(['network']);
      expect(part(element, 'error')!.textContent).to.equal(OFFLINE);
      expect(spoken(element).urgent).to.equal(OFFLINE);
      expect(element.status).to.equal('pairing');
      expect(element.querySelector('input')!.value).to.equal(CODE);
      expect(part(element, 'submit')!.hasAttribute('aria-busy')).to.equal(false);
      expect(client.activations).to.have.lengthOf(0);
      expect(client.cancels).to.have.lengthOf(0);
      part(element, 'submit')!.click();
      await until(() => codes.length === 2);
      fillCode(element, '246802');
      await settled(element);
      expect(part(element, 'error'), 'typing takes the error away').to.equal(undefined);
    });

    it('says so in place of the key, with a button to try again', async () => {
      await pair();
      const fold = part<HTMLDetailsElement>(element, 'other-way')!;
      fold.open = true;
      const retry = await until(() => part(element, 'retry'));
      expect(fold.contains(retry)).to.equal(true);
      expect(part(element, 'error')!.textContent).to.equal(OFFLINE);
      expect(retry.textContent.trim()).to.equal(en.totpTryAgain);
      retry.click();
      await settled(element);
      expect(part(element, 'error')!.textContent).to.equal(OFFLINE);
      expect(element.status).to.equal('pairing');
      expect(client.begins, 'no other key is made').to.have.lengthOf(1);
    });

    it('keeps the name of the device, and makes nothing', async () => {
      client.namesDevices = true;
      document.body.append(element);
      await until(() => element.status === 'naming');
      const field = await until(() => part<HTMLInputElement>(element, 'name-input'));
      field.value = 'My phone';
      part(element, 'continue')!.click();
      await until(() => codes.length === 1);
      await settled(element);
      expect(element.status).to.equal('naming');
      expect(field.value).to.equal('My phone');
      expect(part(element, 'error')!.textContent).to.equal(OFFLINE);
      expect(client.begins).to.have.lengthOf(0);
    });

    it('says that no key could be made, and makes one when asked again', async () => {
      document.body.append(element);
      await until(() => client.begins.length === 1);
      client.begins[0]!.reject(new MfaError('server'));
      await until(() => codes.length === 1);
      await settled(element);
      expect(codes).to.deep.equal(['server']);
      expect(element.status).to.equal('failed');
      // The words for failures come by themselves, and may have come.
      expect(part(element, 'error')!.textContent).to.be.oneOf([en['error-server'], OFFLINE]);
      part(element, 'retry')!.click();
      await until(() => client.begins.length === 2);
      client.begins[1]!.resolve(enrollment());
      await until(() => element.status === 'pairing');
    });

    it('takes a device back whose key it cannot show by the names of the page', async () => {
      element.issuer = 'Acme Bank';
      document.body.append(element);
      await until(() => client.begins.length === 1);
      client.begins[0]!.resolve(enrollment());
      await until(() => codes.length === 1);
      await settled(element);
      expect(codes).to.deep.equal(['network']);
      expect(element.status).to.equal('failed');
      expect(client.cancels.map((cancel) => cancel.enrollment.id)).to.deep.equal(['device-1']);
      expect(part(element, 'error')!.textContent).to.equal(OFFLINE);
    });

    it('starts over, and takes the device back when the person leaves', async () => {
      await pair();
      part(element, 'start-over')!.click();
      await until(() => client.cancels.length === 1);
      client.cancels[0]!.resolve();
      await until(() => client.begins.length === 2);
      client.begins[1]!.resolve(enrollment({ id: 'device-2' }));
      await until(() => element.status === 'pairing');
      fillCode(element, CODE);
      const input = element.querySelector('input')!;
      element.remove();
      await until(() => client.cancels.length === 2);
      expect(client.cancels[1]!.enrollment.id).to.equal('device-2');
      expect(input.value).to.equal('');
      expect(allText()).to.not.contain(SECRET);
      expect(element.renderRoot.querySelector('mfa-qr-code')).to.equal(null);
    });
  });

  async function pair(): Promise<void> {
    document.body.append(element);
    await until(() => client.begins.length === 1);
    client.begins[0]!.resolve(enrollment());
    await until(() => element.status === 'pairing');
    await settled(element);
  }

  function allText(): string {
    return [...deepElements(element)].map((each) => each.shadowRoot?.textContent ?? '').join();
  }
});

function enrollment(over: Partial<TotpEnrollment> = {}): TotpEnrollment {
  return { id: 'device-1', secret: SECRET, uri: URI, ...over };
}
