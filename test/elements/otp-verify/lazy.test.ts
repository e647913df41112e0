/** What is there before somebody acts, and where the rest cannot be had: this file loads none of it ahead, or at all. */
import { expect } from 'chai';
import '../../../src/define/mfa-otp-verify.js';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import { en } from '../../../src/locales/en.js';
import { fakeClock, type FakeClock } from '../../support/fake-clock.js';
import { clearPage, fillCode, part, settled, shownText, spoken, until } from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';

const CODE = '135790';
const OFFLINE = en['error-network'];
const MINUTE = 60_000;

describe('mfa-otp-verify without what is loaded late', () => {
  let clock: FakeClock;
  let script: ScriptedClient;
  let element: MfaOtpVerify;
  let events: string[];

  beforeEach(() => {
    clock = fakeClock();
    script = new ScriptedClient();
    events = [];
    element = document.createElement('mfa-otp-verify');
    Object.assign(element, { clock, client: script.client, id: 'code' });
    for (const type of ['mfa-otp-failed', 'mfa-otp-expired', 'mfa-otp-verified'])
      element.addEventListener(type, () => events.push(type));
  });
  afterEach(clearPage);

  async function open(): Promise<void> {
    const now = clock.now();
    element.challenge = {
      id: '1',
      channel: 'sms',
      destination: '*******0406',
      expiresAt: now + 5 * MINUTE,
      resendAt: now + MINUTE,
    };
    document.body.append(element);
    await settled(element);
  }

  const loadedLate = (): string[] =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.includes('otp-verify/late'));

  // The first test: what is loaded stays loaded.
  it('shows where the code went, the time left and a field that takes the code, and fetches nothing', async () => {
    await open();
    expect(shownText(element)).to.contain('We sent a code to the number ending in 0406.');
    expect(part(element, 'timer')!.textContent.trim()).to.equal('Your code expires in 5:00');
    expect(part(element, 'resend-wait')!.textContent.trim()).to.contain('1:00');
    fillCode(element, CODE);
    expect(element.renderRoot.querySelector('mfa-code-input')!.complete).to.equal(true);
    clock.advance(MINUTE);
    await settled(element);
    expect(part(element, 'resend')!.textContent.trim()).to.equal(en.verifyResend);
    expect(spoken(element).polite).to.equal(en.verifyResendReady);
    expect(part(element, 'submit')!.textContent.trim()).to.equal(en.verifySubmit);
    expect(loadedLate()).to.deep.equal([]);
  });

  describe('offline', () => {
    // As a lost connection does it: from here on no script can be loaded. For good, in this page.
    before(() => {
      const policy = document.createElement('meta');
      policy.httpEquiv = 'Content-Security-Policy';
      policy.content = "script-src 'unsafe-inline' 'unsafe-eval'";
      document.head.append(policy);
    });

    it('keeps the code, and says why it is not checked', async () => {
      await open();
      fillCode(element, CODE);
      part(element, 'submit')!.click();
      expect(element.status).to.equal('verifying');
      expect(await element.submit(), 'one at a time').to.equal(false);
      await until(() => events.length === 1);
      await settled(element);
      expect(events).to.deep.equal(['mfa-otp-failed']);
      expect(part(element, 'error')!.textContent).to.equal(OFFLINE);
      expect(spoken(element).urgent).to.equal(OFFLINE);
      expect(element.status).to.equal('ready');
      expect(element.querySelector('input')!.value).to.equal(CODE);
      expect(part(element, 'submit')!.hasAttribute('aria-busy')).to.equal(false);
      expect(script.checks).to.have.lengthOf(0);
    });

    it('says why no other code is sent', async () => {
      await open();
      clock.advance(MINUTE);
      await settled(element);
      part(element, 'resend')!.click();
      expect(element.status).to.equal('resending');
      await until(() => events.length === 1);
      await settled(element);
      expect(part(element, 'error')!.textContent).to.equal(OFFLINE);
      expect(part(element, 'resend')!.hasAttribute('aria-busy')).to.equal(false);
      expect(script.resends).to.have.lengthOf(0);
    });

    it('closes the field when the time is up, all the same', async () => {
      await open();
      fillCode(element, CODE);
      clock.advance(5 * MINUTE);
      await settled(element);
      expect(events).to.deep.equal(['mfa-otp-expired']);
      expect(element.status).to.equal('expired');
      expect(element.querySelector('input')!.value).to.equal('');
      expect(part(element, 'error')!.textContent).to.equal(en.verifyExpired);
      expect(spoken(element).urgent).to.equal(en.verifyExpired);
    });

    it('gives up what waits when it is removed', async () => {
      await open();
      fillCode(element, CODE);
      const checked = element.submit();
      element.remove();
      expect(await checked).to.equal(false);
      expect(element.status).to.equal('ready');
      expect(events).to.deep.equal([]);
    });
  });
});
