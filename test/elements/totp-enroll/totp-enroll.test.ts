import { expect } from 'chai';
import axe from 'axe-core';
import '../../../src/define/mfa-totp-enroll.js';
import { MfaError, MFA_ERROR_CODES, type MfaErrorCode } from '../../../src/core/mfa-error.js';
import type { TotpEnrollment } from '../../../src/core/client.js';
import type { MfaTotpEnroll } from '../../../src/elements/totp-enroll/totp-enroll.js';
import { RETYPE, TOTP_ENROLL_STATUSES, VOID } from '../../../src/flows/totp-enroll-state.js';
import { en } from '../../../src/locales/en.js';
import { keys, type } from '../../support/keys.js';
import { ManualClock } from '../../support/manual-clock.js';
import { aTask, inputPart, part as partWithin, settled, until } from '../../support/page.js';
import { HandClient } from './hand-client.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const URI = `otpauth://totp/Service$jdoe?secret=${SECRET}`;
const CODE = '135790';

describe('mfa-totp-enroll', () => {
  let element: MfaTotpEnroll;
  let client: HandClient;
  let clock: ManualClock;
  let warnings: string[];
  const { warn } = console;

  beforeEach(() => {
    warnings = [];
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
    client = new HandClient();
    clock = new ManualClock();
    element = document.createElement('mfa-totp-enroll');
    element.client = client;
    element.clock = clock;
  });
  afterEach(() => {
    console.warn = warn;
    element.remove();
    // The document has no state of ours left.
    document.body.replaceChildren();
  });

  describe('when the key is made', () => {
    it('makes it once the element is in sight', async () => {
      element.hidden = true;
      document.body.append(element);
      await frames();
      expect(client.begins).to.have.lengthOf(0);
      expect(element.status).to.equal('idle');
      element.hidden = false;
      await until(() => element.status === 'creating');
      await frames();
      expect(client.begins).to.have.lengthOf(1);
      expect(client.begins[0]!.request).to.deep.equal({});
    });

    it('makes none where there is no second factor', async () => {
      element.setAttribute('two-factor-authentication', 'false');
      document.body.append(element);
      await frames();
      expect(client.begins).to.have.lengthOf(0);
      expect(element.renderRoot.querySelector('*:not(style)')).to.equal(null);
    });

    it('makes it out of sight where the page says so', async () => {
      element.hidden = true;
      document.body.append(element);
      const started = element.start();
      await until(() => client.begins.length === 1);
      client.begins[0]!.resolve(enrollment());
      expect(await started).to.equal(true);
      expect(element.status).to.equal('pairing');
    });

    it('makes it when the client comes late', async () => {
      element.client = undefined;
      document.body.append(element);
      await until(() => element.status === 'failed');
      expect(shown('error')).to.equal(en['error-misconfigured']);
      expect(warnings).to.have.lengthOf(1);
      element.client = client;
      await until(() => client.begins.length === 1);
      expect(element.status).to.equal('creating');
    });

    it('says that a client cannot do it', async () => {
      element.client = {};
      document.body.append(element);
      await until(() => element.status === 'failed');
      expect(shown('error')).to.equal(en['error-misconfigured']);
      await frames();
      expect(warnings.join()).to.contain('the client cannot pair authenticators');
    });

    it('says that the client has no way to ask for the proof', async () => {
      document.body.append(element);
      await until(() => client.begins.length === 1);
      client.begins[0]!.reject(new MfaError('proof-required', { proof: 'step-up' }));
      await until(() => element.status === 'failed' && warnings.length === 1);
      expect(shown('error')).to.equal(en['error-misconfigured']);
      expect(warnings.join()).to.contain('no way to prove by step-up');
    });

    it('does not make another for a second start', async () => {
      await pair();
      expect(await element.start()).to.equal(false);
      await frames();
      expect(client.begins).to.have.lengthOf(1);
    });

    it('does not make another when the element is moved, before or after', async () => {
      document.body.append(element);
      await until(() => client.begins.length === 1);
      const other = document.createElement('div');
      document.body.append(other);
      other.append(element);
      await frames();
      expect(client.begins[0]!.signal!.aborted).to.equal(false);
      client.begins[0]!.resolve(enrollment());
      await until(() => element.status === 'pairing');
      document.body.append(element);
      await frames();
      expect(element.status).to.equal('pairing');
      expect(secret()).to.equal(SECRET);
      expect(client.begins).to.have.lengthOf(1);
      expect(client.cancels).to.have.lengthOf(0);
    });

    it('makes another only when the person starts over, once the old one is taken back', async () => {
      await pair();
      press('start-over');
      await until(() => client.cancels.length === 1);
      await frames();
      expect(client.cancels[0]!.enrollment.id).to.equal('device-1');
      expect(client.begins, 'waits for the cancellation').to.have.lengthOf(1);
      expect(text()).to.not.contain(SECRET);
      client.cancels[0]!.resolve();
      await until(() => client.begins.length === 2);
      client.begins[1]!.resolve(enrollment({ secret: 'GEZDGNBVGY3TQOJQ', id: 'device-2' }));
      await until(() => element.status === 'pairing');
      expect(secret()).to.equal('GEZDGNBVGY3TQOJQ');
      expect(focused()).to.equal(step('pair'));
    });

    it('starts over even where the old one cannot be taken back', async () => {
      await pair();
      press('start-over');
      await until(() => client.cancels.length === 1);
      client.cancels[0]!.reject(new MfaError('server'));
      await until(() => client.begins.length === 2);
    });

    for (const [what, answer] of [
      ['no secret', enrollment({ secret: '' })],
      ['a secret that is none', enrollment({ secret: '<html>' })],
    ] as const) {
      it(`does not believe ${what}, and takes the device back`, async () => {
        document.body.append(element);
        await until(() => client.begins.length === 1);
        client.begins[0]!.resolve({ ...answer, uri: '' });
        await until(() => element.status === 'failed');
        expect(shown('error')).to.equal(en['error-bad-response']);
        expect(client.cancels).to.have.lengthOf(1);
      });
    }

    for (const code of MFA_ERROR_CODES) {
      it(`says what went wrong: ${code}; and tries again`, async () => {
        const codes = failures();
        document.body.append(element);
        await until(() => client.begins.length === 1);
        client.begins[0]!.reject(new MfaError(code));
        await until(() => codes.length === 1);
        expect(codes).to.deep.equal([code]);
        expect(element.status).to.equal('failed');
        expect(shown('error')).to.equal(expectedText(code));
        expect(region('alert')).to.equal(expectedText(code));
        press('retry');
        await until(() => client.begins.length === 2);
        expect(focused(), 'focus is kept').to.equal(step('pair'));
      });
    }

    it("shows the backend's own words only where the page asks for them", async () => {
      element.setAttribute('show-backend-messages', '');
      document.body.append(element);
      await until(() => client.begins.length === 1);
      client.begins[0]!.reject(new MfaError('too-many-attempts', { backendMessage: 'Not today' }));
      await until(() => element.status === 'failed');
      expect(shown('error')).to.equal('Not today');
    });
  });

  describe('the name of the device', () => {
    beforeEach(() => (client.namesDevices = true));

    it('is asked for before anything is made', async () => {
      document.body.append(element);
      await until(() => element.status === 'naming');
      await frames();
      expect(client.begins).to.have.lengthOf(0);
      expect(titles()).to.deep.equal([en.totpNameTitle, en.totpAppTitle, en.totpScanTitle, en.totpCodeTitle]);
    });

    it('is sent without spaces around, by button or Enter', async () => {
      await name(' My phone ');
      await until(() => client.begins.length === 1);
      expect(client.begins[0]!.request).to.deep.equal({ deviceName: 'My phone' });
      client.begins[0]!.reject(new MfaError('network'));
      await until(() => element.status === 'naming');
      nameField().focus();
      await keys('Enter');
      await until(() => client.begins.length === 2);
      expect(client.begins[1]!.request).to.deep.equal({ deviceName: 'My phone' });
    });

    it('may come from the page', async () => {
      element.setAttribute('device-name', 'Work phone');
      document.body.append(element);
      await until(() => element.status === 'naming');
      expect(nameField().value).to.equal('Work phone');
    });

    it('is missed in words', async () => {
      await name('  ');
      await frames();
      expect(client.begins).to.have.lengthOf(0);
      expect(nameField().getAttribute('aria-invalid')).to.equal('true');
      expect(described(nameField())).to.equal(en.totpNameMissing);
      expect(focused()).to.equal(nameField());
      nameField().value = 'a';
      nameField().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await element.updateComplete;
      expect(nameField().hasAttribute('aria-invalid')).to.equal(false);
    });

    it('that is taken is said before anything is lost', async () => {
      await name('My phone');
      await until(() => client.begins.length === 1);
      client.begins[0]!.reject(new MfaError('name-taken'));
      await until(() => element.status === 'naming');
      await rest();
      expect(nameField().value).to.equal('My phone');
      expect(described(nameField())).to.equal(en['error-name-taken']);
      expect(focused()).to.equal(nameField());
      expect([nameField().selectionStart, nameField().selectionEnd]).to.deep.equal([0, 8]);
      await name('Other');
      await until(() => client.begins.length === 2);
      client.begins[1]!.resolve(enrollment({ deviceName: 'Other' }));
      await until(() => element.status === 'pairing');
      expect(shown('name')).to.equal('Other');
    });

    it('is sent once for a double click', async () => {
      document.body.append(element);
      await until(() => element.status === 'naming');
      nameField().value = 'My phone';
      press('continue');
      press('continue');
      await until(() => element.status === 'creating');
      press('continue');
      await frames();
      expect(client.begins).to.have.lengthOf(1);
    });

    it('leads the focus to the next step', async () => {
      await name('My phone');
      await until(() => client.begins.length === 1);
      await element.updateComplete;
      expect(focused(), 'while the key is made').to.equal(part('continue'));
      expect(part('continue').getAttribute('aria-busy')).to.equal('true');
      client.begins[0]!.resolve(enrollment());
      await until(() => element.status === 'pairing');
      await rest();
      expect(focused()).to.equal(step('pair'));
    });

    it('is kept when the person starts over', async () => {
      await name('My phone');
      await until(() => client.begins.length === 1);
      client.begins[0]!.resolve(enrollment());
      await until(() => element.status === 'pairing');
      await element.updateComplete;
      press('start-over');
      await until(() => element.status === 'naming');
      await rest();
      expect(nameField().value).to.equal('My phone');
      expect(focused()).to.equal(nameField());
      expect(client.cancels).to.have.lengthOf(1);
      press('continue');
      await frames();
      expect(client.begins, 'the name is free only after the cancellation').to.have.lengthOf(1);
      client.cancels[0]!.resolve();
      await until(() => client.begins.length === 2);
    });

    it('is in the event at the end', async () => {
      await name('My phone');
      await until(() => client.begins.length === 1);
      client.begins[0]!.resolve(enrollment());
      await until(() => element.status === 'pairing');
      const enrolled = once('mfa-totp-enrolled');
      await enter(CODE);
      press('submit');
      await until(() => client.activations.length === 1);
      client.activations[0]!.resolve({});
      expect((await enrolled).detail).to.deep.equal({ deviceName: 'My phone' });
    });
  });

  describe('the key', () => {
    it('is one word, grouped by CSS, and spelled for ears', async () => {
      await pair();
      expect(secret()).to.equal(SECRET);
      expect([...part('secret').querySelectorAll('span')].map((span) => span.textContent)).to.deep.equal(
        SECRET.match(/.{4}/g),
      );
      expect(part('secret').getAttribute('aria-hidden')).to.equal('true');
      expect(part('key').textContent).to.contain('J B S W, Y 3 D P');
    });

    it('is selected whole by a double click, without spaces', async () => {
      await pair();
      element.renderRoot.querySelector('details')!.open = true;
      await rest();
      const style = getComputedStyle(part('secret'));
      expect(style.getPropertyValue('user-select') || style.getPropertyValue('-webkit-user-select')).to.equal(
        'all',
      );
    });

    it('stays inside a narrow page, however long', async () => {
      element.style.width = '288px';
      await pair({ secret: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRST', uri: '' });
      element.renderRoot.querySelector('details')!.open = true;
      await rest();
      expect(element.scrollWidth).to.be.at.most(288);
      for (const group of part('secret').querySelectorAll('span')) {
        expect(group.getClientRects(), 'a group is not torn').to.have.lengthOf(1);
      }
    });

    it('comes with what a person enters by hand', async () => {
      await pair({ uri: `${URI}&algorithm=SHA256&digits=8&period=60` });
      expect(part('key').textContent).to.contain('Time-based · SHA256 · 8 digits · 60 seconds');
    });

    describe('copied', () => {
      let written: string[];
      let allowed: boolean;
      const original = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
      beforeEach(() => {
        written = [];
        allowed = true;
        Object.defineProperty(navigator, 'clipboard', {
          configurable: true,
          value: {
            writeText: (value: string) => {
              if (!allowed) return Promise.reject(new DOMException('no', 'NotAllowedError'));
              written.push(value);
              return Promise.resolve();
            },
          },
        });
      });
      afterEach(() => {
        if (original) Object.defineProperty(navigator, 'clipboard', original);
        else Reflect.deleteProperty(navigator, 'clipboard');
      });

      it('has no spaces, and it is said', async () => {
        await pair();
        press('copy');
        await until(() => shown('copy-note') !== '');
        expect(written).to.deep.equal([SECRET]);
        expect(shown('copy-note')).to.equal(en.totpCopied);
        expect(region('status')).to.equal(en.totpCopied);
      });

      it('by hand, where the browser does not allow it: the key is selected', async () => {
        allowed = false;
        await pair();
        element.renderRoot.querySelector('details')!.open = true;
        await rest();
        press('copy');
        await until(() => shown('copy-note') !== '');
        expect(shown('copy-note')).to.equal(en.totpCopyByHand);
        expect(region('status')).to.equal(en.totpCopyByHand);
        expect(getSelection()!.rangeCount).to.equal(1);
      });
    });

    it('opens the app by a link that is never in the document', async () => {
      await pair();
      const clicked: HTMLAnchorElement[] = [];
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        clicked.push(this);
      };
      try {
        press('open-app');
      } finally {
        HTMLAnchorElement.prototype.click = click;
      }
      expect(clicked.map(({ href, isConnected }) => [href, isConnected])).to.deep.equal([[URI, false]]);
    });
  });

  describe('the QR code', () => {
    it("is the backend's URI where the page has no names", async () => {
      await pair();
      expect(qr()!.value).to.equal(URI);
    });

    it("has the page's names, also when they come later", async () => {
      element.issuer = 'Acme Bank';
      await pair();
      expect(qr()!.value).to.equal(
        `otpauth://totp/Acme%20Bank:Service%24jdoe?secret=${SECRET}&issuer=Acme%20Bank`,
      );
      element.setAttribute('account-label', 'jd@example.com');
      await element.updateComplete;
      expect(qr()!.value).to.equal(
        `otpauth://totp/Acme%20Bank:jd%40example.com?secret=${SECRET}&issuer=Acme%20Bank`,
      );
    });

    it('is drawn from a chart URL, which is never loaded', async () => {
      await pair({ uri: `https://chart.googleapis.com/chart?cht=qr&chl=${encodeURIComponent(URI)}` });
      expect(qr()!.value).to.equal(`otpauth://totp/Service%24jdoe?secret=${SECRET}`);
      const loaded = performance.getEntriesByType('resource').map((entry) => entry.name);
      expect(loaded.filter((url) => url.includes('chart'))).to.deep.equal([]);
    });

    it('with unusual parameters warns the developer once, without the secret', async () => {
      await pair({ uri: `${URI}&digits=8&period=60` });
      element.issuer = 'Acme';
      await frames();
      expect(warnings).to.have.lengthOf(1);
      expect(warnings[0]).to.contain('digits=8, period=60').and.not.contain(SECRET.slice(0, 4));
      expect(codeInput().length).to.equal(8);
    });
  });

  describe('on a phone', () => {
    const { matchMedia } = window;
    let listeners: Set<() => void>;
    let isPhone: boolean;
    beforeEach(() => {
      listeners = new Set();
      isPhone = true;
      window.matchMedia = ((query: string) => ({
        media: query,
        get matches() {
          return isPhone;
        },
        addEventListener: (_: string, listener: () => void) => listeners.add(listener),
        removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
      })) as unknown as typeof window.matchMedia;
      element = document.createElement('mfa-totp-enroll');
      element.client = client;
      element.clock = clock;
    });
    afterEach(() => (window.matchMedia = matchMedia));

    it('has the key and the way into the app first, and the QR code when asked for', async () => {
      await pair();
      const details = element.renderRoot.querySelector('details')!;
      expect(details.compareDocumentPosition(part('key'))).to.equal(Node.DOCUMENT_POSITION_PRECEDING);
      expect(part('open-app').className).to.equal('primary');
      expect(qr()).to.equal(null);
      details.open = true;
      await until(() => qr() !== null);
      expect(qr()!.value).to.equal(URI);
      expect(details.contains(qr())).to.equal(true);
    });

    it('follows the screen', async () => {
      await pair();
      isPhone = false;
      for (const listener of listeners) listener();
      await element.updateComplete;
      const details = element.renderRoot.querySelector('details')!;
      expect(details.contains(part('key'))).to.equal(true);
      expect(details.contains(qr())).to.equal(false);
      element.remove();
      expect(listeners.size).to.equal(0);
    });
  });

  describe('the first code', () => {
    it('is in a real field in the light DOM', async () => {
      await pair();
      const input = element.querySelector('input')!;
      expect(input.getAttribute('autocomplete')).to.equal('one-time-code');
      expect(codeInput().input).to.equal(input);
    });

    it("is in the page's own field where there is one", async () => {
      element.innerHTML = '<input name="code" aria-label="Code">';
      await pair();
      expect(element.querySelectorAll('input')).to.have.lengthOf(1);
      expect(codeInput().input!.name).to.equal('code');
    });

    it('activates the device', async () => {
      await pair();
      const enrolled = once('mfa-totp-enrolled');
      const input = await enter(CODE);
      await keys('Enter');
      await until(() => element.status === 'activating');
      await element.updateComplete;
      expect(client.activations[0]).to.include({ code: CODE });
      expect(client.activations[0]!.enrollment.id).to.equal('device-1');
      expect(part('submit').getAttribute('aria-busy')).to.equal('true');
      expect(focused()).to.equal(input);
      const verification = { session: {} };
      client.activations[0]!.resolve(verification);
      const event = await enrolled;
      expect(event.detail).to.deep.equal({ deviceName: undefined });
      expect(element.status).to.equal('activated');
      expect(element.verification).to.equal(verification);
      expect(focused()).to.equal(part('done'));
      expect(part('done').textContent).to.contain(en.totpDone);
      expect(client.cancels).to.have.lengthOf(0);
    });

    it('is wiped with everything else on success', async () => {
      await pair();
      const input = await enter(CODE);
      press('submit');
      await until(() => client.activations.length === 1);
      client.activations[0]!.resolve({});
      await until(() => element.status === 'activated');
      await rest();
      expect(input.value).to.equal('');
      expect(text()).to.not.contain(SECRET);
      expect(qr()).to.equal(null);
      expect(clock.pending).to.equal(0);
    });

    it('stays selected when it is wrong, and no other key is made', async () => {
      await pair();
      const codes = failures();
      const input = await refuse('invalid-code');
      expect(codes).to.deep.equal(['invalid-code']);
      expect(element.status).to.equal('pairing');
      expect(codeInput().error).to.equal(en['error-invalid-code']);
      expect(focused()).to.equal(input);
      expect([input.selectionStart, input.selectionEnd]).to.deep.equal([0, CODE.length]);
      expect(secret()).to.equal(SECRET);
      expect(client.begins).to.have.lengthOf(1);
    });

    it('is not sent again when it was wrong', async () => {
      await pair();
      await refuse('invalid-code');
      expect(await element.submit()).to.equal(false);
      expect(client.activations).to.have.lengthOf(1);
      await type('246802');
      expect(codeInput().error, 'typing takes the error away').to.equal('');
      await keys('Enter');
      await until(() => client.activations.length === 2);
      expect(client.activations[1]!.code).to.equal('246802');
    });

    it('is missed where it was wrong and the field was emptied without a word, and another is sent', async () => {
      await pair();
      const input = await refuse('invalid-code');
      input.value = '';
      await element.updateComplete;
      expect(codeInput().error).to.equal('');
      await element.submit();
      await element.updateComplete;
      expect(codeInput().error).to.equal('Enter all 6 digits.');
      input.value = '246802';
      void element.submit();
      await until(() => client.activations.length === 2);
      expect(client.activations[1]!.code).to.equal('246802');
    });

    it('is not what is typed into a field of the page’s', async () => {
      element.innerHTML = '<input name="code"><p slot="code-step"><input name="other"></p>';
      await pair();
      await refuse('invalid-code');
      element.querySelector<HTMLInputElement>('[name=other]')!.focus();
      await type('why');
      expect(codeInput().error).to.equal(en['error-invalid-code']);
      await keys('Enter');
      codeInput().input!.focus();
      await keys('Enter');
      expect(client.activations).to.have.lengthOf(1);
    });

    it('is another one where it was typed while the first was checked', async () => {
      await pair();
      const codes = failures();
      const input = await enter(CODE);
      press('submit');
      await until(() => client.activations.length === 1);
      input.select();
      await type('246802');
      client.activations[0]!.reject(new MfaError('invalid-code'));
      await until(() => codes.length === 1);
      press('submit');
      await until(() => client.activations.length === 2);
      expect(client.activations[1]!.code).to.equal('246802');
    });

    it('wrong for the second time brings advice about the clock', async () => {
      await pair();
      await refuse('invalid-code');
      expect(shown('clock-hint')).to.equal('');
      await type('246802');
      press('submit');
      await until(() => client.activations.length === 2);
      client.activations[1]!.reject(new MfaError('invalid-code'));
      await until(() => shown('clock-hint') !== '');
      expect(shown('clock-hint')).to.equal(en.totpClockHint);
      expect(region('status')).to.equal(en.totpClockHint);
    });

    it('is missed in words', async () => {
      await pair();
      await enter('123');
      expect(await element.submit()).to.equal(false);
      await element.updateComplete;
      expect(codeInput().error).to.equal('Enter all 6 digits.');
      expect(client.activations).to.have.lengthOf(0);
    });

    it('is sent once for a double click', async () => {
      await pair();
      await enter(CODE);
      press('submit');
      press('submit');
      await element.updateComplete;
      press('submit');
      await keys('Enter');
      await frames();
      expect(client.activations).to.have.lengthOf(1);
    });

    it('is sent when it is complete, if the page wants that', async () => {
      element.setAttribute('auto-submit', '');
      await pair();
      await enter(CODE);
      await until(() => client.activations.length === 1);
    });

    it('is not sent by itself otherwise', async () => {
      await pair();
      await enter(CODE);
      await frames();
      expect(client.activations).to.have.lengthOf(0);
    });

    it('does not submit a form around the element', async () => {
      const form = document.createElement('form');
      let submitted = 0;
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        submitted++;
      });
      document.body.append(form);
      form.append(element);
      await until(() => client.begins.length === 1);
      client.begins[0]!.resolve(enrollment());
      await until(() => element.status === 'pairing');
      await enter(CODE);
      await keys('Enter');
      await until(() => client.activations.length === 1);
      expect(submitted).to.equal(0);
    });

    for (const code of MFA_ERROR_CODES) {
      const isVoid = VOID.includes(code);
      it(`${isVoid ? 'voids the key' : 'leaves the key'} and says what went wrong: ${code}`, async () => {
        await pair();
        const codes = failures();
        const input = await refuse(code);
        expect(codes).to.deep.equal([code]);
        if (RETYPE.includes(code)) {
          expect(codeInput().error).to.equal(expectedText(code));
          expect(shown('error')).to.equal('');
        } else {
          expect(shown('error')).to.equal(expectedText(code));
          expect(region('alert')).to.equal(expectedText(code));
        }
        expect(element.status).to.equal(isVoid ? 'failed' : 'pairing');
        expect(input.value).to.equal(isVoid ? '' : CODE);
        expect(text().includes(SECRET)).to.equal(!isVoid);
        expect(client.cancels).to.have.lengthOf(isVoid ? 1 : 0);
        if (isVoid) {
          expect(focused()).to.equal(part('retry'));
          expect(shown('retry')).to.equal(en.totpStartOver);
        }
      });
    }

    it('can be tried again after trouble on the way', async () => {
      await pair();
      await refuse('network');
      press('submit');
      await until(() => client.activations.length === 2);
      expect(client.activations[1]!.code).to.equal(CODE);
    });

    it('blames the server for what a page’s own client throws', async () => {
      await pair();
      await enter(CODE);
      press('submit');
      await until(() => client.activations.length === 1);
      client.activations[0]!.reject(new TypeError(`x is not a function ${SECRET}`));
      await until(() => shown('error') !== '');
      expect(shown('error')).to.equal(en['error-server']);
    });
  });

  describe('a key that runs out of time', () => {
    it('is said, wiped and taken back', async () => {
      await pair({ expiresAt: clock.now() + 60_000 });
      const codes = failures();
      const input = await enter('123');
      clock.advance(60_000);
      await until(() => codes.length === 1);
      expect(codes).to.deep.equal(['challenge-expired']);
      expect(element.status).to.equal('failed');
      expect(shown('error')).to.equal(en.totpExpired);
      expect(region('alert')).to.equal(en.totpExpired);
      expect(text()).to.not.contain(SECRET);
      expect(input.value).to.equal('');
      expect(focused()).to.equal(part('retry'));
      expect(client.cancels).to.have.lengthOf(1);
      expect(clock.pending).to.equal(0);
    });

    it('wakes nobody up before its time', async () => {
      await pair({ expiresAt: clock.now() + 60_000 });
      expect(clock.pending).to.equal(1);
      clock.advance(59_999);
      await frames();
      expect(element.status).to.equal('pairing');
    });

    it('leaves the last word to a check that is under way', async () => {
      await pair({ expiresAt: clock.now() + 60_000 });
      await enter(CODE);
      press('submit');
      await until(() => client.activations.length === 1);
      clock.advance(61_000);
      await frames();
      expect(element.status).to.equal('activating');
      client.activations[0]!.resolve({});
      await until(() => element.status === 'activated');
    });

    it('is over when such a check fails', async () => {
      await pair({ expiresAt: clock.now() + 60_000 });
      await enter(CODE);
      press('submit');
      await until(() => client.activations.length === 1);
      clock.advance(61_000);
      client.activations[0]!.reject(new MfaError('invalid-code'));
      await until(() => element.status === 'failed');
      await element.updateComplete;
      expect(shown('error')).to.equal(en.totpExpired);
    });
  });

  describe('leaving', () => {
    it('takes the half-made device back and forgets everything', async () => {
      await pair({ expiresAt: clock.now() + 60_000 });
      const input = await enter('123');
      element.remove();
      await rest();
      expect(client.cancels.map((cancel) => cancel.enrollment.id)).to.deep.equal(['device-1']);
      expect(element.status).to.equal('idle');
      expect(text()).to.not.contain(SECRET);
      expect(qr()).to.equal(null);
      expect(input.value).to.equal('');
      expect(clock.pending).to.equal(0);
    });

    it('starts anew when it comes back', async () => {
      await pair();
      element.remove();
      await rest();
      client.cancels[0]!.resolve();
      document.body.append(element);
      await until(() => client.begins.length === 2);
    });

    it('gives up what is being made, and takes back what is made all the same', async () => {
      document.body.append(element);
      await until(() => client.begins.length === 1);
      element.remove();
      await frames();
      expect(client.begins[0]!.signal!.aborted).to.equal(true);
      expect(element.status).to.equal('idle');
      client.begins[0]!.resolve(enrollment());
      await until(() => client.cancels.length === 1);
      expect(element.status).to.equal('idle');
      expect(text()).to.not.contain(SECRET);
    });

    it('gives up a check, and leaves a device alone that may be active by now', async () => {
      await pair();
      const enrolled: Event[] = [];
      element.addEventListener('mfa-totp-enrolled', (event) => enrolled.push(event));
      await enter(CODE);
      press('submit');
      await until(() => client.activations.length === 1);
      element.remove();
      await frames();
      expect(client.activations[0]!.signal!.aborted).to.equal(true);
      client.activations[0]!.resolve({});
      await frames();
      expect(client.cancels).to.have.lengthOf(0);
      expect(enrolled).to.have.lengthOf(0);
      expect(element.status).to.equal('idle');
      expect(element.verification).to.equal(undefined);
    });

    it('leaves a device alone whose check got no answer', async () => {
      await pair();
      await refuse('timeout');
      element.remove();
      await frames();
      expect(client.cancels).to.have.lengthOf(0);
    });

    it('takes nothing back that is active', async () => {
      await pair();
      await enter(CODE);
      press('submit');
      await until(() => client.activations.length === 1);
      client.activations[0]!.resolve({ session: 'token' });
      await until(() => element.status === 'activated');
      element.remove();
      await frames();
      expect(client.cancels).to.have.lengthOf(0);
      expect(element.verification).to.equal(undefined);
    });

    it('takes it back when the page goes, and starts anew when it comes back', async () => {
      await pair();
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      await frames();
      expect(client.cancels).to.have.lengthOf(1);
      expect(client.begins, 'none is made for a page that goes').to.have.lengthOf(1);
      expect(text()).to.not.contain(SECRET);
      client.cancels[0]!.resolve();
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await until(() => client.begins.length === 2);
    });
  });

  describe('secrets', () => {
    it('are in no attribute, event, log, storage or URL', async () => {
      const logged: string[] = [];
      const methods = ['log', 'info', 'debug', 'error'] as const;
      const originals = methods.map((method) => console[method]);
      methods.forEach(
        (method) => (console[method] = (...args: unknown[]) => void logged.push(args.join(' '))),
      );
      const events: Event[] = [];
      for (const name of ['mfa-totp-enrolled', 'mfa-totp-enrollment-failed', 'mfa-code-completed']) {
        element.addEventListener(name, (event) => events.push(event));
      }
      try {
        element.issuer = 'Acme';
        await pair();
        element.renderRoot.querySelector('details')!.open = true;
        await until(() => qr()!.matches(':state(drawn)'));
        await refuse('invalid-code');
        press('copy');
        // A browser that does not allow it says so when it likes, and what is selected then is no longer the code.
        await until(() => shown('copy-note') !== '');
        const attributes = everyElement(document.documentElement).flatMap((node) => [...node.attributes]);
        expect(attributes.length).to.be.above(50);
        for (const { name, value } of attributes) {
          if (name !== 'd') expectNoSecret(value, name);
        }
        codeInput().select();
        await type('246802');
        press('submit');
        await until(() => client.activations.length === 2);
        client.activations[1]!.resolve({});
        await until(() => element.status === 'activated');
        await rest();
      } finally {
        methods.forEach((method, index) => (console[method] = originals[index]!));
      }
      expect(events.map((event) => event.type)).to.include.members([
        'mfa-totp-enrolled',
        'mfa-totp-enrollment-failed',
      ]);
      for (const event of events) expectNoSecret(JSON.stringify((event as CustomEvent).detail), event.type);
      for (const line of [...logged, ...warnings]) expectNoSecret(line, 'log');
      for (const storage of [localStorage, sessionStorage])
        expectNoSecret(JSON.stringify(storage), 'storage');
      expectNoSecret(location.href + document.cookie + JSON.stringify(history.state), 'URL, cookie, history');
    });
  });

  describe('everywhere', () => {
    it('does not take the focus on load', async () => {
      const button = document.createElement('button');
      document.body.append(button);
      button.focus();
      await pair();
      await frames();
      expect(document.activeElement).to.equal(button);
    });

    it('has its live regions before it has anything to say', async () => {
      document.body.append(element);
      await element.updateComplete;
      expect(element.renderRoot.querySelectorAll('[role=status], [role=alert]')).to.have.lengthOf(2);
      expect(region('status') + region('alert')).to.equal('');
    });

    it("has the page's own words in its slots and texts", async () => {
      element.innerHTML = '<p slot="app-step">Use our app</p>';
      element.texts = { totpFinish: 'Go' };
      await pair();
      expect(shown('submit')).to.equal('Go');
      const slot = element.renderRoot.querySelector<HTMLSlotElement>('slot[name=app-step]')!;
      expect(slot.assignedElements().map((node) => node.textContent)).to.deep.equal(['Use our app']);
    });

    it('has no style attribute', async () => {
      await pair();
      const styled = everyElement(element).filter((node) => node.hasAttribute('style'));
      expect(styled).to.deep.equal([]);
    });

    it('shows each status as a state, and axe finds nothing in any', async () => {
      const seen: string[] = [];
      const check = async (): Promise<void> => {
        await rest();
        seen.push(element.status);
        for (const status of TOTP_ENROLL_STATUSES) {
          expect(element.matches(`:state(${status})`), status).to.equal(status === element.status);
        }
        const { violations } = await axe.run(element);
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          element.status,
        ).to.deep.equal([]);
      };
      client.namesDevices = true;
      element.hidden = true;
      document.body.append(element);
      await check();
      element.hidden = false;
      await until(() => element.status === 'naming');
      await check();
      press('continue');
      await check();
      nameField().value = 'My phone';
      press('continue');
      await until(() => client.begins.length === 1);
      await check();
      client.begins[0]!.resolve(enrollment());
      await until(() => element.status === 'pairing');
      await check();
      element.renderRoot.querySelector('details')!.open = true;
      await check();
      await refuse('invalid-code');
      await check();
      await type('246802');
      press('submit');
      await until(() => element.status === 'activating');
      await check();
      client.activations[1]!.reject(new MfaError('challenge-expired'));
      await until(() => element.status === 'failed');
      await check();
      client.cancels[0]!.resolve();
      press('retry');
      await until(() => element.status === 'naming');
      await rest();
      press('continue');
      await until(() => client.begins.length === 2);
      client.begins[1]!.reject(new MfaError('proof-required', { proof: 'password' }));
      await until(() => element.status === 'proving');
      await check();
      await until(() => partWithin(element, 'proof-input') !== undefined);
      inputPart(element, 'proof-input').value = 'correct horse';
      partWithin(element, 'proof-submit')!.click();
      await until(() => client.begins.length === 3);
      client.begins[2]!.resolve(enrollment());
      await until(() => element.status === 'pairing');
      await enter(CODE);
      press('submit');
      await until(() => client.activations.length === 3);
      client.activations[2]!.resolve({});
      await until(() => element.status === 'activated');
      await check();
      expect([...new Set(seen)].sort()).to.deep.equal([...TOTP_ENROLL_STATUSES].sort());
    });
  });

  // What the tests do and see

  async function pair(over: Partial<TotpEnrollment> = {}): Promise<void> {
    document.body.append(element);
    await until(() => client.begins.length === 1);
    client.begins[0]!.resolve(enrollment(over));
    await until(() => element.status === 'pairing');
    await rest();
  }

  async function name(value: string): Promise<void> {
    if (!element.isConnected) document.body.append(element);
    await until(() => element.status === 'naming');
    await element.updateComplete;
    nameField().value = value;
    part('continue').focus();
    press('continue');
  }

  async function enter(code: string): Promise<HTMLInputElement> {
    await until(() => codeInput().input !== undefined);
    const input = codeInput().input!;
    input.focus();
    await type(code);
    return input;
  }

  /** Enters the code, and has it refused. */
  async function refuse(code: MfaErrorCode): Promise<HTMLInputElement> {
    const codes = failures();
    const input = await enter(CODE);
    const before = client.activations.length;
    press('submit');
    await until(() => client.activations.length === before + 1);
    client.activations.at(-1)!.reject(new MfaError(code));
    await until(() => codes.length === 1);
    await rest();
    return input;
  }

  function failures(): MfaErrorCode[] {
    const codes: MfaErrorCode[] = [];
    element.addEventListener('mfa-totp-enrollment-failed', (event) => codes.push(event.detail.code));
    return codes;
  }

  function once<Name extends keyof HTMLElementEventMap>(name: Name): Promise<HTMLElementEventMap[Name]> {
    return new Promise((resolve) => element.addEventListener(name, resolve, { once: true }));
  }

  function part(name: string): HTMLElement {
    return element.renderRoot.querySelector<HTMLElement>(`[part~=${name}]`)!;
  }
  function shown(name: string): string {
    const shown = element.renderRoot.querySelector(`[part~=${name}]`);
    return shown?.textContent.trim().replace(/\s+/g, ' ') ?? '';
  }
  function press(name: string): void {
    const button = part(name);
    if (button.getClientRects().length > 0 && name !== 'submit') button.focus();
    button.click();
  }
  function step(id: string): Element {
    return element.renderRoot.querySelector(`#${id}`)!;
  }
  function titles(): string[] {
    return [...element.renderRoot.querySelectorAll('[part~=step-title]')].map((title) => title.textContent);
  }
  function secret(): string {
    return part('secret').textContent;
  }
  function text(): string {
    return everyElement(element)
      .map((node) => node.shadowRoot?.textContent ?? '')
      .join();
  }
  function qr(): HTMLElementTagNameMap['mfa-qr-code'] | null {
    return element.renderRoot.querySelector('mfa-qr-code');
  }
  function codeInput(): HTMLElementTagNameMap['mfa-code-input'] {
    return element.renderRoot.querySelector('mfa-code-input')!;
  }
  function nameField(): HTMLInputElement {
    return element.renderRoot.querySelector<HTMLInputElement>('#device-name')!;
  }
  function region(role: string): string {
    return element.renderRoot.querySelector(`.visually-hidden[role=${role}]`)!.textContent;
  }
  function described(input: HTMLInputElement): string {
    return step(input.getAttribute('aria-describedby')!).textContent.trim();
  }
  /** What has the focus, in the element's own shadow root or in its light DOM. */
  function focused(): Element | null {
    return element.shadowRoot!.activeElement ?? document.activeElement;
  }
});

const OWN_TEXTS: Partial<Record<MfaErrorCode, string>> = {
  'code-used': en.totpCodeUsed,
  'code-expired': en.totpCodeOld,
  'challenge-expired': en.totpExpired,
  'not-enrolled': en.totpExpired,
  'too-many-attempts': en.totpTooManyAttempts,
};

function expectedText(code: MfaErrorCode): string {
  return OWN_TEXTS[code] ?? en[`error-${code}`];
}

function enrollment(over: Partial<TotpEnrollment> = {}): TotpEnrollment {
  return { id: 'device-1', secret: SECRET, uri: over.secret ? '' : URI, ...over };
}

function expectNoSecret(value: string, where: string): void {
  for (const part of [SECRET.slice(0, 8), 'otpauth', CODE, '246802']) {
    expect(value.toUpperCase(), where).to.not.contain(part.toUpperCase());
  }
}

function everyElement(root: Element): Element[] {
  const children = [...root.children, ...(root.shadowRoot?.children ?? [])];
  return [root, ...children.flatMap((child) => everyElement(child))];
}

/** Until nothing follows by itself: what takes a task, and what is rendered then. */
async function rest(): Promise<void> {
  await aTask();
  await settled(document.body);
  await aTask();
}

/** Long enough for what must not happen by itself: an intersection is observed at the end of a frame. */
async function frames(): Promise<void> {
  for (let count = 0; count < 3; count++) await new Promise(requestAnimationFrame);
}
