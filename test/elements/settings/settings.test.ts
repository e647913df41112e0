import { expect } from 'chai';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-settings.js';
import type { Factor, FactorSettings, MfaClient } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaSettings } from '../../../src/elements/settings/settings.js';
import { en } from '../../../src/locales/en.js';
import { ManualClock } from '../../support/manual-clock.js';
import {
  aTask,
  clearPage,
  inputPart,
  nameOf,
  part,
  settled,
  shownText,
  shows,
  spoken,
  until,
} from '../../support/page.js';
import { roleClient, type RoleClient } from '../../support/role-client.js';

const DAY = Date.parse('2030-03-05T12:00:00Z');
const SMS: Factor = { id: 'p1', kind: 'sms', destination: '*******0406', active: true, createdAt: DAY };
const TOTP: Factor = { id: 't1', kind: 'totp', name: 'My phone', active: true };
const TABLET: Factor = { id: 't2', kind: 'totp', name: 'Tablet', active: true };
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

describe('mfa-settings', () => {
  let element: MfaSettings;
  let backend: RoleClient;
  let listed: FactorSettings;
  let events: string[];

  beforeEach(() => {
    events = [];
    listed = { factors: [SMS, TOTP], addable: ['totp', 'email'], required: false };
    element = document.createElement('mfa-settings');
    element.clock = new ManualClock();
    for (const name of ['mfa-factors-changed', 'mfa-settings-failed'])
      element.addEventListener(name, (event) => {
        events.push(`${name} ${JSON.stringify((event as CustomEvent<unknown>).detail)}`);
      });
  });
  afterEach(clearPage);

  describe('the list', () => {
    it('says what is set up: kind, name, masked destination, date', async () => {
      document.documentElement.lang = 'en';
      await begin();
      expect(element.status).to.equal('ready');
      expect(names()).to.deep.equal([
        'Text message to the number ending in 0406',
        'Authenticator app: My phone',
      ]);
      expect(part(element, 'date')!.textContent.trim()).to.equal('Since March 5, 2030');
    });

    it('tells its buttons apart', async () => {
      await begin();
      const labels = [...element.shadowRoot!.querySelectorAll('[part~=remove]')].map(nameOf);
      expect(labels).to.deep.equal([
        'Remove Text message to the number ending in 0406',
        'Remove Authenticator app: My phone',
      ]);
    });

    it('says so where nothing is set up', async () => {
      listed = { factors: [], addable: ['totp'], required: false };
      await begin();
      expect(element.status).to.equal('empty');
      expect(part(element, 'empty')!.textContent.trim()).to.equal(en.settingsEmpty);
      expect(shows(element, 'add')).to.equal(true);
      expect(shows(element, 'recovery')).to.equal(false);
    });

    it('says so where it cannot be had, and tries again', async () => {
      await begin({ factorSettings: 'by hand' });
      backend.calls[0]!.reject(new MfaError('timeout'));
      await until(() => element.status === 'failed');
      await settled(element);
      expect(part(element, 'error')!.textContent).to.equal(en['error-timeout']);
      part(element, 'retry')!.click();
      await until(() => backend.calls.length === 2);
      backend.calls[1]!.resolve(listed);
      await until(() => element.status === 'ready');
      expect(events).to.deep.equal(['mfa-settings-failed {"code":"timeout"}']);
    });

    for (const answer of [null, { factors: {} }, 'html'])
      it(`does not believe ${JSON.stringify(answer)}`, async () => {
        await begin({ factorSettings: () => Promise.resolve(answer as never) });
        await until(() => element.status === 'failed');
      });

    it('offers nothing that the backend cannot do', async () => {
      await begin({
        factorSettings: undefined,
        listFactors: () => Promise.resolve([TOTP]),
        removeFactor: undefined,
        renameFactor: undefined,
        enrollDestination: undefined,
        beginTotpEnrollment: undefined,
        setSecurityQuestions: undefined,
        regenerateRecoveryCodes: undefined,
        recoveryCodes: undefined,
      });
      expect(names()).to.deep.equal(['Authenticator app: My phone']);
      for (const name of ['add', 'change', 'rename', 'remove', 'recovery'])
        expect(shows(element, name), name).to.equal(false);
    });
  });

  describe('removing', () => {
    it('asks first, and leaves all as it is where the person keeps it', async () => {
      await begin();
      await press('remove');
      expect(element.status).to.equal('removing');
      expect(shownText(element)).to.contain(en.settingsAskSms);
      expect(element.shadowRoot!.activeElement?.id).to.equal('task-title');
      await press('cancel');
      expect(element.status).to.equal('ready');
      expect(backend.of('removeFactor')).to.have.lengthOf(0);
      expect(element.shadowRoot!.activeElement).to.equal(part(element, 'remove'));
    });

    describe('all passkeys, which have no names', () => {
      const KEYS: Factor = { id: 'FIDO2', kind: 'passkey', active: true, all: true };
      const KEY: Factor = { id: 'FIDO2/Key', kind: 'passkey', name: 'Key', active: true };

      it('says so, asks so, and says so when they are gone', async () => {
        listed = { factors: [TOTP, KEY, KEYS], addable: [], required: false };
        await begin();
        expect(names()).to.deep.equal(['Authenticator app: My phone', 'Passkey: Key', 'All passkeys']);
        const [, one, all] = element.shadowRoot!.querySelectorAll<HTMLElement>('[part~=remove]');
        expect(nameOf(one!)).to.equal('Remove Passkey: Key');
        expect(nameOf(all!)).to.equal('Remove All passkeys');
        all!.click();
        await settled(element);
        expect(shownText(element)).to.contain('Remove all passkeys?');
        expect(shownText(element)).to.contain(en.settingsAskAllWords);
        part(element, 'confirm')!.click();
        await until(() => backend.of('removeFactor').length === 1);
        expect(backend.of('removeFactor')[0]!.args[0]).to.equal(KEYS);
        listed = { ...listed, factors: [TOTP] };
        backend.of('removeFactor')[0]!.resolve(undefined);
        await until(() => events.length === 1);
        await settled(element);
        expect(part(element, 'note')!.textContent).to.contain('All passkeys are removed.');
        expect(spoken(element).polite).to.contain('All passkeys are removed.');
      });

      it('are the last step where nothing but passkeys is left, those with a name among them', async () => {
        listed = { factors: [KEY, KEYS], addable: [], required: false };
        await begin();
        element.shadowRoot!.querySelectorAll<HTMLElement>('[part~=remove]')[1]!.click();
        await settled(element);
        expect(shownText(element)).to.contain(en.settingsAskAllLast);
        await press('cancel');
        listed = { ...listed, required: true };
        await element.reload();
        await settled(element);
        const labels = [...element.shadowRoot!.querySelectorAll('[part~=remove]')].map(nameOf);
        expect(labels).to.deep.equal(['Remove Passkey: Key']);
      });
    });

    it('removes once, and shows what the backend then says', async () => {
      await begin();
      await press('remove');
      const confirm = part(element, 'confirm')!;
      confirm.click();
      confirm.click();
      await until(() => backend.of('removeFactor').length === 1);
      await settled(element);
      expect(element.status).to.equal('saving');
      expect(names()).to.have.lengthOf(2);
      expect(backend.of('removeFactor')).to.have.lengthOf(1);
      expect(backend.of('removeFactor')[0]!.args[0]).to.equal(SMS);
      listed = { ...listed, factors: [TOTP] };
      backend.of('removeFactor')[0]!.resolve(undefined);
      await until(() => events.length === 1);
      await settled(element);
      expect(events).to.deep.equal(['mfa-factors-changed {"kind":"sms","change":"removed"}']);
      expect(names()).to.deep.equal(['Authenticator app: My phone']);
      expect(backend.of('factorSettings')).to.have.lengthOf(2);
      expect(part(element, 'note')!.textContent).to.contain('is removed.');
      expect(element.shadowRoot!.activeElement).to.equal(part(element, 'note'));
    });

    it('asks the list where nobody knows whether it was removed', async () => {
      await begin();
      await press('remove');
      await press('confirm');
      await until(() => backend.of('removeFactor').length === 1);
      backend.of('removeFactor')[0]!.reject(new MfaError('timeout'));
      await until(() => backend.of('factorSettings').length === 2 && element.status === 'removing');
      await settled(element);
      expect(shownText(element)).to.contain(en['error-timeout']);
      expect(names()).to.have.lengthOf(2);
    });

    it('asks for the password where the backend wants it, and removes with it', async () => {
      await begin();
      await press('remove');
      await press('confirm');
      await until(() => backend.of('removeFactor').length === 1);
      backend.of('removeFactor')[0]!.reject(new MfaError('proof-required', { proof: 'password' }));
      await until(() => element.status === 'proving');
      await until(() => part(element, 'proof-input') !== undefined);
      inputPart(element, 'proof-input').value = 'correct horse';
      await press('proof-submit');
      await until(() => backend.of('removeFactor').length === 2);
      expect(backend.of('removeFactor')[1]!.args[1]).to.have.deep.property('proof', {
        password: 'correct horse',
      });
    });

    it('asks for a factor again where the backend wants that, and removes with what it gave', async () => {
      const stepUp = roleClient({
        secondStep: () => Promise.resolve({ factors: [TOTP], enrollable: [], required: true }),
        requestOtp: () => Promise.resolve({ id: 'c', channel: 'totp' }),
        verifyOtp: () => Promise.resolve({ proof: { stepUp: 'token' } }),
        channels: ['totp'],
        takesDestination: false,
      });
      await begin({ stepUp: () => stepUp.client });
      await press('remove');
      await press('confirm');
      await until(() => backend.of('removeFactor').length === 1);
      backend.of('removeFactor')[0]!.reject(new MfaError('proof-required', { proof: 'step-up' }));
      const challenge = await until(() => part(element, 'proof')?.querySelector('mfa-challenge'));
      await until(() => challenge.status === 'answering');
      await settled(element);
      const field = challenge.querySelector('input')!;
      field.value = '123456';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await settled(element);
      void challenge.shadowRoot!.querySelector('mfa-otp-verify')!.submit();
      await until(() => backend.of('removeFactor').length === 2);
      expect(backend.of('removeFactor')[1]!.args[1]).to.have.deep.property('proof', { stepUp: 'token' });
      listed = { ...listed, factors: [TOTP] };
      backend.of('removeFactor')[1]!.resolve(undefined);
      await until(() => names().length === 1);
    });

    it('asks the security questions where the backend wants the answers', async () => {
      await begin({ securityQuestions: () => Promise.resolve([{ id: 'q', question: 'Where is it?' }]) });
      await press('remove');
      await press('confirm');
      await until(() => backend.of('removeFactor').length === 1);
      backend.of('removeFactor')[0]!.reject(new MfaError('proof-required', { proof: 'security-questions' }));
      const questions = await until(() => part(element, 'proof')?.querySelector('mfa-security-questions'));
      await until(() => questions.status === 'ready');
      await settled(element);
      inputPart(questions, 'answer').value = 'Here';
      void questions.submit();
      await until(() => backend.of('removeFactor').length === 2);
      expect(backend.of('removeFactor')[1]!.args[1]).to.have.deep.property('proof', {
        answers: [{ questionId: 'q', answer: 'Here' }],
      });
    });

    it('takes the answer of the page’s captcha', async () => {
      await begin();
      await press('remove');
      await press('confirm');
      await until(() => backend.of('removeFactor').length === 1);
      backend.of('removeFactor')[0]!.reject(new MfaError('proof-required', { proof: 'captcha' }));
      await until(() => element.status === 'proving');
      await settled(element);
      expect(element.shadowRoot!.querySelector('slot[name=captcha]')).not.to.equal(null);
      element.prove({ captcha: 'solved' });
      await until(() => backend.of('removeFactor').length === 2);
      expect(backend.of('removeFactor')[1]!.args[1]).to.have.deep.property('proof', { captcha: 'solved' });
    });

    it('removes nothing where the person does not prove who they are', async () => {
      await begin();
      await press('remove');
      await press('confirm');
      await until(() => backend.of('removeFactor').length === 1);
      backend.of('removeFactor')[0]!.reject(new MfaError('proof-required', { proof: 'password' }));
      await until(() => element.status === 'proving');
      await settled(element);
      await press('proof-cancel');
      await until(() => element.status === 'ready');
      expect(backend.of('removeFactor')).to.have.lengthOf(1);
      expect(events).to.deep.equal([]);
    });

    it('is not offered for the last factor where one is required, and says why', async () => {
      listed = { factors: [TOTP], addable: [], required: true };
      await begin();
      expect(shows(element, 'remove')).to.equal(false);
      expect(part(element, 'reason')!.textContent).to.equal(en.settingsRequired);
    });

    it('is not offered where the backend keeps a factor', async () => {
      listed = { factors: [{ ...TOTP, removable: false }, SMS], addable: [], required: false };
      await begin();
      expect(element.shadowRoot!.querySelectorAll('[part~=remove]')).to.have.lengthOf(1);
      expect(part(element, 'reason')!.textContent).to.equal(en.settingsNotRemovable);
    });

    it('says what it means to remove the only one', async () => {
      listed = { factors: [TOTP], addable: [], required: false };
      await begin();
      await press('remove');
      expect(shownText(element)).to.contain(en.settingsAskLast);
    });
  });

  describe('renaming', () => {
    it('wants a name, and shows what the backend then says', async () => {
      await begin();
      await press('rename');
      expect(inputPart(element, 'name-input').value).to.equal('My phone');
      inputPart(element, 'name-input').value = ' ';
      await press('save');
      expect(shownText(element)).to.contain(en.settingsRenameMissing);
      inputPart(element, 'name-input').value = 'Work phone';
      await press('save');
      await until(() => backend.of('renameFactor').length === 1);
      expect(backend.of('renameFactor')[0]!.args.slice(0, 2)).to.deep.equal([TOTP, 'Work phone']);
      backend.of('renameFactor')[0]!.reject(new MfaError('name-taken'));
      await until(() => events.length === 1 && element.status === 'renaming');
      await settled(element);
      expect(shownText(element)).to.contain(en['error-name-taken']);
      expect(inputPart(element, 'name-input').value).to.equal('Work phone');
      await press('save');
      await until(() => backend.of('renameFactor').length === 2);
      listed = { ...listed, factors: [SMS, { ...TOTP, name: 'Work phone' }] };
      backend.of('renameFactor')[1]!.resolve(undefined);
      await until(() => names()[1] === 'Authenticator app: Work phone');
      expect(events.at(-1)).to.equal('mfa-factors-changed {"kind":"totp","change":"renamed"}');
    });

    it('misses no name any more once the element has left, and come back', async () => {
      await begin();
      await press('rename');
      inputPart(element, 'name-input').value = '';
      await press('save');
      expect(shownText(element)).to.contain(en.settingsRenameMissing);
      element.remove();
      await aTask();
      document.body.append(element);
      await until(() => element.status === 'ready');
      await settled(element);
      await press('rename');
      expect(inputPart(element, 'name-input').value).to.equal('My phone');
      expect(shownText(element)).to.not.contain(en.settingsRenameMissing);
    });
  });

  describe('adding and changing', () => {
    it('changes a number: the new one is confirmed before the list is asked again', async () => {
      await begin();
      await press('change');
      expect(element.status).to.equal('changing');
      expect(shownText(element)).to.contain(en.settingsChangeWords);
      inputPart(element).value = '+49 151 23456789';
      await press('submit');
      await until(() => backend.of('enrollDestination').length === 1);
      expect(backend.of('removeFactor')).to.have.lengthOf(0);
      backend.of('enrollDestination')[0]!.resolve({ id: 'c', channel: 'sms', codeLength: 6 });
      const verify = element.shadowRoot!.querySelector('mfa-otp-verify')!;
      await until(() => verify.status === 'ready');
      await settled(element);
      await enter(verify, '123456');
      await until(() => backend.of('confirmDestination').length === 1);
      expect(backend.of('factorSettings')).to.have.lengthOf(1);
      backend.of('confirmDestination')[0]!.resolve({});
      await until(() => events.length === 1);
      expect(events).to.deep.equal(['mfa-factors-changed {"kind":"sms","change":"changed"}']);
      expect(backend.of('factorSettings')).to.have.lengthOf(2);
    });

    it('pairs an app, and shows the recovery codes that came along', async () => {
      await begin();
      await press('add');
      expect(element.status).to.equal('adding');
      await until(() => backend.of('beginTotpEnrollment').length === 1);
      backend.of('beginTotpEnrollment')[0]!.resolve({ id: 'e', secret: SECRET, recoveryCodes: ['aaaaa-1'] });
      const enroll = element.shadowRoot!.querySelector('mfa-totp-enroll')!;
      await until(() => enroll.status === 'pairing');
      await settled(element);
      await enter(enroll, '123456');
      await until(() => backend.of('activateTotp').length === 1);
      listed = { ...listed, factors: [SMS, TOTP, TABLET] };
      backend.of('activateTotp')[0]!.resolve({});
      await until(() => names().length === 3);
      expect(element.status).to.equal('codes');
      await settled(element);
      const codes = element.shadowRoot!.querySelector('mfa-recovery-codes')!;
      expect(shownText(codes)).to.contain('aaaaa-1');
      inputPart(codes, 'saved').checked = true;
      part(codes, 'continue')!.click();
      await until(() => element.status === 'ready');
    });

    it('takes a half-made app back where the person thinks better of it', async () => {
      await begin();
      await press('add');
      await until(() => backend.of('beginTotpEnrollment').length === 1);
      backend.of('beginTotpEnrollment')[0]!.resolve({ id: 'e', secret: SECRET });
      await until(() => element.shadowRoot!.querySelector('mfa-totp-enroll')!.status === 'pairing');
      await press('cancel');
      await until(() => backend.of('cancelTotpEnrollment').length === 1);
      expect(element.status).to.equal('ready');
      expect(element.shadowRoot!.activeElement).to.equal(part(element, 'add'));
    });
  });

  it('makes recovery codes only when asked to', async () => {
    await begin();
    expect(shows(element, 'recovery')).to.equal(true);
    expect(backend.of('recoveryCodes')).to.have.lengthOf(0);
    expect(backend.of('regenerateRecoveryCodes')).to.have.lengthOf(0);
  });

  it('shows the list of another client', async () => {
    await begin();
    const other = roleClient({ listFactors: () => Promise.resolve([TABLET]) });
    element.client = other.client;
    await until(() => names().join() === 'Authenticator app: Tablet');
    expect(shows(element, 'recovery')).to.equal(false);
  });

  it('shows and asks nothing where the account page has no part for it, here or around', async () => {
    const config = document.createElement('mfa-config');
    document.body.append(config);
    element.setAttribute('show-two-factor-on-profile', 'false');
    backend = roleClient({ factorSettings: () => Promise.resolve(listed) });
    element.client = backend.client;
    config.append(element);
    await settled(element);
    expect([shownText(element), backend.calls.length]).to.deep.equal(['', 0]);
    element.removeAttribute('show-two-factor-on-profile');
    Object.assign(config, { showTwoFactorOnProfile: false });
    config.append(element);
    await settled(element);
    expect([shownText(element), backend.calls.length]).to.deep.equal(['', 0]);
    element.showTwoFactorOnProfile = true;
    await until(() => element.status === 'ready');
  });

  it('goes on with a removal where it was moved to, and asks for the list again', async () => {
    await begin();
    await press('remove');
    await press('confirm');
    await until(() => backend.of('removeFactor').length === 1);
    listed = { ...listed, factors: [TOTP] };
    const place = document.createElement('main');
    document.body.append(place);
    place.append(element);
    await aTask();
    backend.of('removeFactor')[0]!.resolve(undefined);
    await until(() => backend.of('factorSettings').length === 2 && element.status === 'ready');
    await settled(element);
    expect(names()).to.deep.equal(['Authenticator app: My phone']);
    expect(backend.of('removeFactor')).to.have.lengthOf(1);
    expect(shows(element, 'task')).to.equal(false);
  });

  it('forgets everything when it is removed, and asks anew when it comes back', async () => {
    await begin();
    await press('remove');
    element.remove();
    await aTask();
    expect(element.status).to.equal('idle');
    document.body.append(element);
    await until(() => backend.of('factorSettings').length === 2 && element.status === 'ready');
    expect(spoken(element).urgent).to.equal('');
  });

  async function begin(
    roles: { [Name in keyof MfaClient]?: MfaClient[Name] | 'by hand' | undefined } = {},
  ): Promise<void> {
    const all = {
      channels: ['sms', 'email', 'totp'],
      takesDestination: false,
      namesDevices: false,
      enrollableChannels: ['sms', 'email'],
      factorSettings: () => Promise.resolve(listed),
      removeFactor: 'by hand',
      renameFactor: 'by hand',
      requestOtp: 'by hand',
      verifyOtp: 'by hand',
      beginTotpEnrollment: 'by hand',
      activateTotp: 'by hand',
      cancelTotpEnrollment: 'by hand',
      enrollDestination: 'by hand',
      confirmDestination: 'by hand',
      recoveryCodes: 'by hand',
      regenerateRecoveryCodes: 'by hand',
      ...roles,
    } as const;
    backend = roleClient(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
    element.client = backend.client;
    document.body.append(element);
    await until(() => backend.calls.length > 0);
    if (all.factorSettings !== 'by hand') await until(() => element.status !== 'loading');
    await settled(element);
  }

  function names(): string[] {
    return [...element.shadowRoot!.querySelectorAll('[part~=name]')].map((name) => name.textContent.trim());
  }

  async function press(name: string): Promise<void> {
    const button = part(element, name)!;
    button.focus();
    button.click();
    await settled(element);
  }

  async function enter(child: Element & { submit(): Promise<boolean> }, code: string): Promise<void> {
    const field = child.querySelector('input')!;
    field.value = code;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await settled(element);
    void child.submit();
  }
});
