import { expect } from 'chai';
import '../../../src/define/mfa-recovery-codes.js';
import type { Proof } from '../../../src/core/client.js';
import { MfaError, MFA_ERROR_CODES } from '../../../src/core/mfa-error.js';
import type { MfaRecoveryCodes } from '../../../src/elements/recovery-codes/recovery-codes.js';
import { en } from '../../../src/locales/en.js';
import { keys } from '../../support/keys.js';
import { ManualClock } from '../../support/manual-clock.js';
import { aTask, clearPage, inputPart, part, settled, shownText, shows, until } from '../../support/page.js';
import { roleClient, type RoleClient } from '../../support/role-client.js';

const CODES = ['02ea0-de2bd', '7c1f9-04aa1', '9b8e2-77c3d', 'f00d5-1e2a3', 'ab12c-9d8e7'];
const OTHER = ['11111-aaaaa', '22222-bbbbb'];

describe('mfa-recovery-codes', () => {
  let element: MfaRecoveryCodes;
  let backend: RoleClient;
  const events: Event[] = [];

  beforeEach(() => {
    backend = roleClient({ recoveryCodes: 'by hand', regenerateRecoveryCodes: 'by hand' });
    element = document.createElement('mfa-recovery-codes');
    element.client = backend.client;
    element.clock = new ManualClock();
    events.length = 0;
    for (const type of ['shown', 'acknowledged', 'failed'])
      element.addEventListener(`mfa-recovery-codes-${type}`, (event) => events.push(event));
  });
  afterEach(clearPage);

  describe('a call that cannot be taken back', () => {
    it('is not made before the person asks', async () => {
      await attach();
      expect(element.status).to.equal('idle');
      expect(backend.calls).to.have.lengthOf(0);
    });

    it('is made once for two clicks', async () => {
      await attach();
      const button = part(element, 'show')!;
      button.click();
      button.click();
      await until(() => backend.calls.length > 0);
      await settled(element);
      part(element, 'show')!.click();
      part(element, 'make')!.click();
      expect(backend.calls).to.have.lengthOf(1);
      expect(element.status).to.equal('loading');
      expect(part(element, 'show')!.getAttribute('aria-busy')).to.equal('true');
    });

    it('is not made again for an element that is removed and comes back, which gets the answer', async () => {
      await attach();
      part(element, 'show')!.click();
      await until(() => backend.calls.length === 1);
      element.remove();
      await Promise.resolve();
      document.body.append(element);
      expect(await element.show()).to.equal(false);
      backend.calls[0]!.resolve({ codes: CODES });
      await until(() => element.status === 'shown');
      expect(backend.calls).to.have.lengthOf(1);
      expect(shownCodes()).to.deep.equal(CODES);
    });

    it('is made once for two elements, and both show the codes', async () => {
      await attach();
      const second = document.createElement('mfa-recovery-codes');
      second.client = backend.client;
      document.body.append(second);
      await settled(second);
      void element.regenerate();
      void second.regenerate();
      await until(() => backend.calls.length > 0);
      await settled(second);
      expect(backend.calls).to.have.lengthOf(1);
      backend.calls[0]!.resolve({ codes: OTHER });
      await until(() => element.status === 'shown' && second.status === 'shown');
      expect(backend.calls).to.have.lengthOf(1);
    });

    it('is not given up when the element goes, and its answer is not kept', async () => {
      await attach();
      void element.show();
      await until(() => backend.calls.length === 1);
      element.remove();
      await aTask();
      backend.calls[0]!.resolve({ codes: CODES });
      await aTask();
      expect(element.status).to.equal('idle');
      await attach();
      expect(shows(element, 'codes')).to.equal(false);
      expect(events).to.have.lengthOf(0);
    });
  });

  describe('the codes', () => {
    it('are numbered, seen as they are, and spelled for ears', async () => {
      await show();
      expect(shownCodes()).to.deep.equal(CODES);
      const spelled = element.renderRoot.querySelector('[part~=codes] .spelled')!.textContent;
      expect(spelled).to.equal('0 2 e a 0, d e 2 b d');
      expect(element.renderRoot.querySelector('ol[part~=codes]')!.children).to.have.lengthOf(CODES.length);
    });

    it('are marked where they are used up, and not kept on paper', async () => {
      await attach();
      void element.show();
      await until(() => backend.calls.length === 1);
      backend.calls[0]!.resolve({ codes: CODES, used: [CODES[1]] });
      await until(() => element.status === 'shown');
      await settled(element);
      expect(element.renderRoot.querySelectorAll('[part~=used]')).to.have.lengthOf(1);
      expect(part(element, 'left')!.textContent).to.equal('4 of 5 codes are left.');
      expect(await copied()).not.to.contain(CODES[1]!);
    });

    it('come as a property too, once', async () => {
      await attach();
      element.codes = OTHER;
      await settled(element);
      expect(element.status).to.equal('shown');
      expect(element.codes).to.equal(undefined);
      expect(shownCodes()).to.deep.equal(OTHER);
    });

    it('are forgotten when the element goes', async () => {
      await show();
      element.remove();
      await aTask();
      await settled(element);
      expect(element.shadowRoot!.textContent).not.to.contain(CODES[0]!);
      document.body.append(element);
      await settled(element);
      expect(element.status).to.equal('idle');
      expect(element.shadowRoot!.textContent).not.to.contain(CODES[0]!);
    });

    it('stay when the element is only moved', async () => {
      await show();
      const place = document.createElement('div');
      document.body.append(place);
      place.append(element);
      await settled(element);
      expect(shownCodes()).to.deep.equal(CODES);
    });

    it('are in no attribute and in no event', async () => {
      await show();
      const attributes = [...element.renderRoot.querySelectorAll('*')].flatMap((node) =>
        [...node.attributes].map(({ value }) => value),
      );
      expect(attributes.join()).not.to.contain(CODES[0]!);
      expect(JSON.stringify(events.map((event) => (event as CustomEvent<unknown>).detail))).to.equal(
        '[{"count":5,"regenerated":false}]',
      );
    });
  });

  describe('saving them', () => {
    it('copies them with site, account, date and that each works once', async () => {
      element.issuer = 'Halcyon Bank';
      element.accountLabel = 'alex@example.com';
      await show();
      const text = await copied();
      expect(text.split('\n')).to.deep.equal([
        'Recovery codes for Halcyon Bank',
        'Account: alex@example.com',
        `Made on ${new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(Date.parse('2030-01-01T00:00:00Z'))}`,
        'Each code works once.',
        '',
        ...CODES.map((code, index) => `${index + 1}. ${code}`),
        '',
      ]);
      expect(part(element, 'note')!.textContent).to.equal(en.recoveryCodesCopied);
    });

    it('selects them where the browser does not let us copy', async () => {
      await show();
      const { writeText } = navigator.clipboard;
      navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
      part(element, 'copy')!.click();
      await until(() => shows(element, 'note'));
      navigator.clipboard.writeText = writeText;
      expect(part(element, 'note')!.textContent).to.equal(en.recoveryCodesCopyByHand);
    });

    it('downloads a text file whose name and address say nothing of them', async () => {
      element.issuer = 'Halcyon Bank';
      await show();
      const { createObjectURL } = URL;
      let file: Blob | undefined;
      let name = '';
      URL.createObjectURL = (blob: Blob) => ((file = blob), createObjectURL(blob));
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function () {
        name = this.download;
      };
      part(element, 'download')!.click();
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
      expect(name).to.equal('Recovery-codes-for-Halcyon-Bank.txt');
      expect(await file!.text()).to.contain(CODES[4]!);
    });

    it('prints a sheet of its own, which goes when it is printed', async () => {
      await show();
      const sheets = document.adoptedStyleSheets.length;
      let printed = '';
      const { print } = window;
      window.print = () => {
        printed = document.querySelector('[data-mfa-sheet]')!.shadowRoot!.textContent;
      };
      part(element, 'print')!.click();
      window.print = print;
      expect(printed).to.contain(en.recoveryCodesFileOnce).and.to.contain(CODES[2]!);
      expect(document.adoptedStyleSheets).to.have.lengthOf(sheets + 1);
      dispatchEvent(new Event('afterprint'));
      expect(document.querySelector('[data-mfa-sheet]')).to.equal(null);
      expect(document.adoptedStyleSheets).to.have.lengthOf(sheets);
    });

    it('takes the sheet away with the element, printed or not', async () => {
      await show();
      const { print } = window;
      window.print = () => undefined;
      part(element, 'print')!.click();
      window.print = print;
      element.remove();
      await aTask();
      await settled(element);
      expect(document.querySelector('[data-mfa-sheet]')).to.equal(null);
    });
  });

  describe('going on', () => {
    it('wants the box ticked first', async () => {
      await show();
      part(element, 'continue')!.click();
      await settled(element);
      expect(element.status).to.equal('shown');
      expect(part(element, 'saved-error')!.textContent.trim()).to.equal(en.recoveryCodesNotSaved);
      expect(element.shadowRoot!.activeElement).to.equal(part(element, 'saved'));
      inputPart(element, 'saved').click();
      await keys('Enter');
      await settled(element);
      expect(element.status).to.equal('acknowledged');
      expect(events.map(({ type }) => type)).to.include('mfa-recovery-codes-acknowledged');
      expect(element.shadowRoot!.textContent).not.to.contain(CODES[0]!);
      expect(element.shadowRoot!.activeElement).to.equal(part(element, 'done'));
    });

    it('wants one code typed back where the page says so', async () => {
      element.confirm = true;
      await show();
      inputPart(element, 'saved').checked = true;
      inputPart(element, 'typed').value = 'nothing';
      part(element, 'continue')!.click();
      await settled(element);
      expect(element.status).to.equal('shown');
      expect(shownText(element)).to.contain(en.recoveryCodesTypeOneWrong);
      inputPart(element, 'typed').value = '7c1f9 04aa1';
      part(element, 'continue')!.click();
      await settled(element);
      expect(element.status).to.equal('acknowledged');
      expect(shows(element, 'typed')).to.equal(false);
    });
  });

  describe('new ones', () => {
    it('are made only after the person has read that the old ones stop working', async () => {
      await show();
      part(element, 'make')!.click();
      await settled(element);
      expect(element.status).to.equal('asking');
      expect(shownText(element)).to.contain(en.recoveryCodesAskWords);
      expect(backend.of('regenerateRecoveryCodes')).to.have.lengthOf(0);
      part(element, 'keep')!.click();
      await settled(element);
      expect(shownCodes()).to.deep.equal(CODES);
      part(element, 'make')!.click();
      await settled(element);
      part(element, 'make')!.click();
      await until(() => backend.of('regenerateRecoveryCodes').length === 1);
      backend.of('regenerateRecoveryCodes')[0]!.resolve({ codes: OTHER });
      await until(() => element.status === 'shown');
      await settled(element);
      expect(shownCodes()).to.deep.equal(OTHER);
    });

    it('are offered where the codes were shown once', async () => {
      await attach();
      void element.show();
      await until(() => backend.calls.length === 1);
      backend.calls[0]!.reject(new MfaError('recovery-codes-shown'));
      await until(() => element.status === 'empty');
      await settled(element);
      expect(part(element, 'empty')!.textContent).to.equal(en.recoveryCodesGone);
      expect(shows(element, 'make')).to.equal(true);
    });
  });

  describe('a proof', () => {
    it('is asked for, and goes to the same call', async () => {
      await attach();
      void element.regenerate();
      await until(() => backend.calls.length === 1);
      backend.calls[0]!.reject(new MfaError('proof-required', { proof: 'password' }));
      await until(() => element.status === 'proving');
      (await until(() => part(element, 'proof-submit'))).click();
      await settled(element);
      expect(part(element, 'proof-error')!.textContent).to.equal(en.proofPasswordMissing);
      inputPart(element, 'proof-input').value = 'wrong one';
      part(element, 'proof-submit')!.click();
      await until(() => backend.calls.length === 2);
      backend.calls[1]!.reject(new MfaError('invalid-proof'));
      await until(() => element.status === 'proving' && shows(element, 'proof-error'));
      await settled(element);
      expect(part(element, 'proof-error')!.textContent).to.equal(en.proofPasswordWrong);
      expect(inputPart(element, 'proof-input').value).to.equal('');
      inputPart(element, 'proof-input').value = 'right one';
      part(element, 'proof-submit')!.click();
      await until(() => backend.calls.length === 3);
      expect((backend.calls[2]!.args[0] as { proof: Proof }).proof).to.deep.equal({ password: 'right one' });
      backend.calls[2]!.resolve({ codes: CODES });
      await until(() => element.status === 'shown');
    });

    it('may be declined: then everything is as it was', async () => {
      await attach();
      void element.show();
      await until(() => backend.calls.length === 1);
      backend.calls[0]!.reject(new MfaError('proof-required', { proof: 'captcha' }));
      await until(() => element.status === 'proving');
      (await until(() => part(element, 'proof-cancel'))).click();
      await until(() => element.status === 'idle');
      expect(events).to.have.lengthOf(0);
    });
  });

  describe('failures', () => {
    for (const code of MFA_ERROR_CODES.filter(
      (each) => !['recovery-codes-shown', 'not-enrolled'].includes(each),
    )) {
      it(`says what is wrong: ${code}`, async () => {
        await attach();
        void element.show();
        await until(() => backend.calls.length === 1);
        backend.calls[0]!.reject(new MfaError(code, { message: 'for developers' }));
        await until(() => element.status === 'failed');
        await settled(element);
        expect(part(element, 'error')!.textContent).to.equal(en[`error-${code}`]);
        part(element, 'retry')!.click();
        await until(() => backend.calls.length === 2);
        expect(backend.calls[1]!.name).to.equal('recoveryCodes');
      });
    }

    for (const answer of [{ codes: 'all of them' }, { codes: [1, 2] }, {}, null]) {
      it(`does not believe ${JSON.stringify(answer)}`, async () => {
        await attach();
        void element.show();
        await until(() => backend.calls.length === 1);
        backend.calls[0]!.resolve(answer);
        await until(() => element.status === 'failed');
      });
    }

    it('says so where there are none', async () => {
      await attach();
      void element.show();
      await until(() => backend.calls.length === 1);
      backend.calls[0]!.resolve({ codes: [] });
      await until(() => element.status === 'empty');
      await settled(element);
      expect(part(element, 'empty')!.textContent).to.equal(en.recoveryCodesNone);
    });
  });

  async function attach(): Promise<void> {
    document.body.append(element);
    await settled(element);
  }

  async function show(): Promise<void> {
    await attach();
    part(element, 'show')!.click();
    await until(() => backend.calls.length === 1);
    backend.calls[0]!.resolve({ codes: CODES });
    await until(() => element.status === 'shown');
    await settled(element);
  }

  function shownCodes(): string[] {
    return [...element.renderRoot.querySelectorAll('[part~=codes] code')].map((code) => code.textContent);
  }

  async function copied(): Promise<string> {
    const { writeText } = navigator.clipboard;
    let text = '';
    navigator.clipboard.writeText = (given) => ((text = given), Promise.resolve());
    part(element, 'copy')!.click();
    await until(() => shows(element, 'note'));
    navigator.clipboard.writeText = writeText;
    return text;
  }
});
