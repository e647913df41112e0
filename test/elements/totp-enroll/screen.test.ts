/** What the screen makes of its flow: waits, titles, ways on, and a flow that the page holds itself. */
import { expect } from 'chai';
import '../../../src/define/mfa-totp-enroll.js';
import type { TotpEnrollment } from '../../../src/core/client.js';
import { MfaError, type MfaErrorOptions, type MfaErrorCode } from '../../../src/core/mfa-error.js';
import type { MfaTotpEnroll } from '../../../src/elements/totp-enroll/totp-enroll.js';
import { TotpEnrollFlow } from '../../../src/flows/totp-enroll-flow.js';
import { en } from '../../../src/locales/en.js';
import { ManualClock } from '../../support/manual-clock.js';
import {
  aTask,
  clearPage,
  deepText,
  fillCode,
  nextEvent,
  part,
  seenIn,
  settled,
  shows,
  spoken,
  until,
} from '../../support/page.js';
import { HandClient } from './hand-client.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const CODE = '135790';

describe('mfa-totp-enroll, on its flow', () => {
  let element: MfaTotpEnroll;
  let client: HandClient;
  let clock: ManualClock;

  beforeEach(() => {
    client = new HandClient();
    clock = new ManualClock();
    element = document.createElement('mfa-totp-enroll');
    element.client = client;
    element.clock = clock;
  });
  afterEach(clearPage);

  describe('a wait that the backend asks for', () => {
    it('is shown and read, holds the buttons, and ends', async () => {
      await pair();
      await refuse('rate-limited', { retryAt: clock.now() + 65_000 });
      expect(seenIn(element, 'wait')).to.equal('You can try again in 1:05');
      expect(part(element, 'wait')!.textContent).to.contain('1 minute 5 seconds');
      expect(isOff('submit')).to.equal(true);
      expect(isOff('start-over')).to.equal(true);
      fillCode(element, '246802');
      expect(await element.submit()).to.equal(false);
      expect(await element.startOver()).to.equal(false);
      expect(part(element, 'error')!.textContent, 'stays').to.equal(en['error-rate-limited']);
      clock.advance(35_000);
      await settled(element);
      expect(spoken(element).polite).to.equal('You can try again in 30 seconds');
      clock.advance(30_000);
      await settled(element);
      expect(shows(element, 'wait') || shows(element, 'error')).to.equal(false);
      expect(isOff('submit')).to.equal(false);
      expect(spoken(element).polite).to.equal(en.tryAgainNow);
      expect(client.activations).to.have.lengthOf(1);
    });

    it('holds the way on where there is no key', async () => {
      document.body.append(element);
      await until(() => client.begins.length === 1);
      client.begins[0]!.reject(new MfaError('rate-limited', { retryAt: clock.now() + 5000 }));
      await until(() => element.status === 'failed');
      await settled(element);
      expect(isOff('retry')).to.equal(true);
      part(element, 'retry')!.click();
      clock.advance(5000);
      await settled(element);
      expect(client.begins).to.have.lengthOf(1);
      part(element, 'retry')!.click();
      await until(() => client.begins.length === 2);
    });

    it('holds the name, which can be typed meanwhile', async () => {
      client.namesDevices = true;
      document.body.append(element);
      await until(() => element.status === 'naming');
      await settled(element);
      const name = part<HTMLInputElement>(element, 'name-input')!;
      name.value = 'My phone';
      part(element, 'continue')!.click();
      await until(() => client.begins.length === 1);
      client.begins[0]!.reject(new MfaError('rate-limited', { retryAt: clock.now() + 5000 }));
      await until(() => element.status === 'naming');
      await settled(element);
      expect([isOff('continue'), name.value, name.readOnly]).to.deep.equal([true, 'My phone', false]);
    });

    it('is kept to when the element leaves and comes back, and the key is made at its end', async () => {
      await pair();
      await refuse('rate-limited', { retryAt: clock.now() + 5000 });
      element.remove();
      await aTask();
      document.body.append(element);
      await until(() => shows(element, 'wait'));
      expect(client.begins).to.have.lengthOf(1);
      await until(() => client.cancels.length === 1);
      client.cancels[0]!.resolve();
      clock.advance(5000);
      await until(() => client.begins.length === 2);
    });
  });

  describe('titles', () => {
    it('are headings of the level that the page sets', async () => {
      await pair();
      expect(levels()).to.deep.equal(['H2', 'H2', 'H2']);
      element.setAttribute('heading-level', '4');
      await settled(element);
      expect(levels()).to.deep.equal(['H4', 'H4', 'H4']);
    });

    function levels(): string[] {
      return [...element.shadowRoot!.querySelectorAll('[part~=step-title]')].map(({ tagName }) => tagName);
    }
  });

  describe('a session that is over', () => {
    it('has a way back to the sign-in', async () => {
      await pair();
      await refuse('unauthenticated');
      const asked = nextEvent(element, 'mfa-restart-requested');
      part(element, 'restart')!.click();
      await asked;
      element.insertAdjacentHTML('beforeend', '<a slot="restart" href="/sign-in">Sign in</a>');
      await settled(element);
      expect(element.querySelector('a')!.getBoundingClientRect().height).to.be.greaterThan(0);
    });

    it('has it where there is no key as well', async () => {
      document.body.append(element);
      await until(() => client.begins.length === 1);
      client.begins[0]!.reject(new MfaError('unauthenticated'));
      await until(() => element.status === 'failed');
      await settled(element);
      expect(shows(element, 'restart') && shows(element, 'retry')).to.equal(true);
    });
  });

  it('says that the key may be over after sleep, and lets the server decide', async () => {
    let monotonic = 0;
    element.clock = Object.assign(clock, { monotonic: () => monotonic });
    await pair({ expiresAt: clock.now() + 60_000 });
    clock.advance(90_000);
    await settled(element);
    expect(element.status).to.equal('pairing');
    expect(part(element, 'expiry-hint')!.textContent).to.equal(en.totpMayHaveExpired);
    expect(spoken(element).polite).to.equal(en.totpMayHaveExpired);
    await refuse('invalid-code');
    expect(element.status).to.equal('pairing');
    // By now it is over for sure.
    monotonic = 90_000;
    fillCode(element, '246802');
    expect(await element.submit()).to.equal(false);
    expect(client.activations).to.have.lengthOf(1);
    expect(element.status).to.equal('failed');
    expect(deepText(element)).to.contain(en.totpExpired);
  });

  it('shows an incomplete and a wrong code at the field, and as a state', async () => {
    await pair();
    fillCode(element, '123');
    await element.submit();
    await settled(element);
    expect(element.matches(':state(invalid)')).to.equal(true);
    fillCode(element, CODE);
    await settled(element);
    expect(element.matches(':state(invalid)')).to.equal(false);
    await refuse('invalid-code');
    expect(element.matches(':state(invalid)')).to.equal(true);
  });

  it('is only moved, in the middle of a check', async () => {
    await pair();
    fillCode(element, CODE);
    const submitted = element.submit();
    await until(() => client.activations.length === 1);
    const enrolled = nextEvent(element, 'mfa-totp-enrolled');
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(element);
    await aTask();
    client.activations[0]!.resolve({ session: 'mine' });
    expect(await submitted).to.equal(true);
    await enrolled;
    expect(element.verification).to.deep.equal({ session: 'mine' });
    expect(client.cancels).to.have.lengthOf(0);
  });

  it('pairs no second time when it comes back after it is done', async () => {
    await pair();
    fillCode(element, CODE);
    void element.submit();
    await until(() => client.activations.length === 1);
    client.activations[0]!.resolve({});
    await until(() => element.status === 'activated');
    element.remove();
    await aTask();
    document.body.append(element);
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    expect([element.status, client.begins.length]).to.deep.equal(['activated', 1]);
  });

  describe('a flow that the page holds', () => {
    let flow: TotpEnrollFlow;

    beforeEach(() => {
      flow = new TotpEnrollFlow({ client, clock, issuer: 'Acme Bank' });
      element = document.createElement('mfa-totp-enroll');
      element.flow = flow;
    });

    it('is shown, begins in sight, and is not ended by the element', async () => {
      await pair();
      expect(part<HTMLElementTagNameMap['mfa-qr-code']>(element, 'qr')!.value).to.contain('Acme%20Bank');
      element.remove();
      await aTask();
      expect([flow.state.status, client.cancels.length]).to.deep.equal(['pairing', 0]);
      const other = document.createElement('mfa-totp-enroll');
      other.flow = flow;
      document.body.append(other);
      await settled(other);
      expect(part(other, 'secret')!.textContent).to.equal(SECRET);
      expect(client.begins).to.have.lengthOf(1);
      flow.dispose();
      await settled(other);
      expect(deepText(other)).to.not.contain(SECRET);
      expect(client.cancels).to.have.lengthOf(1);
    });

    it('is taken back when the page goes', async () => {
      await pair();
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      expect([flow.state.status, client.cancels.length]).to.deep.equal(['idle', 1]);
    });
  });

  async function pair(over: Partial<TotpEnrollment> = {}): Promise<void> {
    document.body.append(element);
    await until(() => client.begins.length === 1);
    client.begins[0]!.resolve({ id: 'device-1', secret: SECRET, ...over });
    await until(() => element.status === 'pairing');
    await settled(element);
  }

  /** Has the code refused like this. */
  async function refuse(code: MfaErrorCode, options: MfaErrorOptions = {}): Promise<void> {
    fillCode(element, CODE);
    const count = client.activations.length;
    const submitted = element.submit();
    await until(() => client.activations.length === count + 1);
    client.activations.at(-1)!.reject(new MfaError(code, options));
    await submitted;
    await settled(element);
  }

  function isOff(name: string): boolean {
    return part(element, name)!.getAttribute('aria-disabled') === 'true';
  }
});
