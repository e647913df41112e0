/** A backend that wants a proof before it makes a key, and the element with nothing around it. */
import { expect } from 'chai';
import '../../../src/define/mfa-settings.js';
import '../../../src/define/mfa-totp-enroll.js';
import type { ProofKind, TotpEnrollment } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaTotpEnroll } from '../../../src/elements/totp-enroll/totp-enroll.js';
import { en } from '../../../src/locales/en.js';
import { keys, type } from '../../support/keys.js';
import {
  clearPage,
  deepElements,
  deepFocus,
  deepText,
  fillCode,
  inputPart,
  part,
  settled,
  shows,
  spoken,
  until,
} from '../../support/page.js';
import { roleClient, type RoleCall, type RoleClient } from '../../support/role-client.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const ENROLLMENT: TotpEnrollment = {
  id: 'device-1',
  secret: SECRET,
  uri: `otpauth://totp/Acme:jdoe?secret=${SECRET}`,
};
const PASSWORD = 'correct horse battery';
const CODE = '135790';

describe('mfa-totp-enroll where a proof is wanted', () => {
  let element: MfaTotpEnroll;
  let backend: RoleClient;
  let failures: string[];

  beforeEach(() => {
    failures = [];
    make();
  });
  afterEach(clearPage);

  describe('the password', () => {
    it('is asked for in place of the steps, and makes the key', async () => {
      await ask('password');
      expect(deepText(element)).to.contain(en.proofTitle);
      expect(isSeen('steps')).to.equal(false);
      expect(isSeen('proof-input')).to.equal(true);
      expect(failures, 'nothing has failed').to.deep.equal([]);
      await answer(PASSWORD);
      const call = await begun(2);
      expect(call.args[1]).to.have.deep.property('proof', { password: PASSWORD });
      expect(element.status).to.equal('creating');
      call.resolve(ENROLLMENT);
      await until(() => element.status === 'pairing');
      await settled(element);
      expect(shows(element, 'proof')).to.equal(false);
      expect(isSeen('steps')).to.equal(true);
      expect(shows(element, 'qr')).to.equal(true);
      expect(backend.of('beginTotpEnrollment')).to.have.lengthOf(2);
    });

    it('is told when it is wrong, and can be corrected', async () => {
      await ask('password');
      await answer('correct hrose');
      (await begun(2)).reject(new MfaError('invalid-proof'));
      await until(() => element.status === 'proving');
      await settled(element);
      expect(part(element, 'proof-error')!.textContent).to.equal(en.proofPasswordWrong);
      expect(inputPart(element, 'proof-input').value).to.equal('');
      expect(failures).to.deep.equal([]);
      await answer(PASSWORD);
      (await begun(3)).resolve(ENROLLMENT);
      await until(() => element.status === 'pairing');
      expect(backend.of('beginTotpEnrollment')[2]!.args[1]).to.have.deep.property('proof', {
        password: PASSWORD,
      });
    });

    it('is missed where there is none, and nothing is asked of the backend', async () => {
      await ask('password');
      await answer('');
      await settled(element);
      expect(part(element, 'proof-error')!.textContent).to.equal(en.proofPasswordMissing);
      expect(element.status).to.equal('proving');
      expect(backend.of('beginTotpEnrollment')).to.have.lengthOf(1);
    });

    it('is confirmed with Enter, and the focus goes on with the person', async () => {
      await ask('password');
      element.focus();
      expect(focused()).to.equal(inputPart(element, 'proof-input'));
      await type('correct hrose');
      await keys('Enter');
      const second = await begun(2);
      await until(() => focused()?.id === 'pair');
      second.reject(new MfaError('invalid-proof'));
      await until(() => element.status === 'proving');
      await until(() => focused() === part(element, 'proof-input'));
      await type(PASSWORD);
      await keys('Enter');
      (await begun(3)).resolve(ENROLLMENT);
      await until(() => element.status === 'pairing');
      await settled(element);
      expect(focused()?.id).to.equal('pair');
    });

    it('takes no focus from a person who is elsewhere, and is told of', async () => {
      const other = document.createElement('input');
      document.body.append(other);
      other.focus();
      await ask('password');
      expect(document.activeElement).to.equal(other);
      await until(() => spoken(element).polite === en.proofTitle);
    });

    it('comes after the name of the device, which stays', async () => {
      make({ namesDevices: true });
      document.body.append(element);
      await until(() => element.status === 'naming');
      await settled(element);
      inputPart(element, 'name-input').value = 'My phone';
      part(element, 'continue')!.focus();
      part(element, 'continue')!.click();
      (await begun(1)).reject(required('password'));
      await until(() => element.status === 'proving');
      await until(() => focused() === part(element, 'proof-input'));
      part(element, 'proof-cancel')!.click();
      await until(() => element.status === 'naming');
      await until(() => failures.length === 1);
      await settled(element);
      expect(inputPart(element, 'name-input').value).to.equal('My phone');
      expect(focused()).to.equal(inputPart(element, 'name-input'));
      expect(part(element, 'error')!.textContent).to.equal(en['error-proof-required']);
      part(element, 'continue')!.click();
      (await begun(2)).reject(required('password'));
      await until(() => element.status === 'proving');
      await settled(element);
      await answer(PASSWORD);
      const call = await begun(3);
      expect(call.args[0]).to.deep.equal({ deviceName: 'My phone' });
      call.resolve(ENROLLMENT);
      await until(() => element.status === 'pairing');
    });

    it('may be wanted for the first code as well, which stays', async () => {
      await ask('password');
      await answer(PASSWORD);
      (await begun(2)).resolve(ENROLLMENT);
      await until(() => element.status === 'pairing');
      await settled(element);
      fillCode(element, CODE);
      void element.submit();
      await until(() => backend.of('activateTotp').length === 1);
      backend.of('activateTotp')[0]!.reject(required('password'));
      await until(() => element.status === 'proving');
      await settled(element);
      expect(shows(element, 'start-over')).to.equal(false);
      expect(element.querySelector('input')!.value).to.equal(CODE);
      await answer(PASSWORD);
      await until(() => backend.of('activateTotp').length === 2);
      const { args, resolve } = backend.of('activateTotp')[1]!;
      expect(args[1]).to.equal(CODE);
      expect(args[2]).to.have.deep.property('proof', { password: PASSWORD });
      resolve({});
      await until(() => element.status === 'activated');
    });

    it('stays nowhere', async () => {
      const seen: string[] = [];
      const listen = (event: Event): void => void seen.push(JSON.stringify((event as CustomEvent).detail));
      const names = ['mfa-totp-enrolled', 'mfa-totp-enrollment-failed'];
      for (const name of names) addEventListener(name, listen);
      await ask('password');
      for (const [index, password] of [`${PASSWORD} 1`, `${PASSWORD} 2`].entries()) {
        const field = inputPart(element, 'proof-input');
        await answer(password);
        const call = await begun(index + 2);
        expect(field.value, 'the field is emptied at once').to.equal('');
        expectNowhere();
        if (index === 0) call.reject(new MfaError('invalid-proof'));
        else call.resolve(ENROLLMENT);
        await until(() => element.status === (index === 0 ? 'proving' : 'pairing'));
        await settled(element);
        expectNowhere();
      }
      fillCode(element, CODE);
      void element.submit();
      await until(() => backend.of('activateTotp').length === 1);
      backend.of('activateTotp')[0]!.resolve({});
      await until(() => element.status === 'activated');
      await settled(element);
      for (const name of names) removeEventListener(name, listen);
      expect(seen).to.have.lengthOf(1);
      expect(seen.join()).to.not.contain(PASSWORD);
      expectNowhere();
    });
  });

  it('is where it was, with a button to try again, once the person cancels', async () => {
    await ask('password');
    inputPart(element, 'proof-input').focus();
    await type(PASSWORD);
    const field = inputPart(element, 'proof-input');
    await keys('Tab');
    await keys('Tab');
    await keys('Enter');
    await until(() => element.status === 'failed');
    await until(() => failures.length === 1);
    await settled(element);
    expect(failures).to.deep.equal(['proof-required']);
    expect(field.isConnected).to.equal(false);
    expectNowhere();
    expect(part(element, 'error')!.textContent).to.equal(en['error-proof-required']);
    expect(focused()).to.equal(part(element, 'retry'));
    expect(backend.of('beginTotpEnrollment')).to.have.lengthOf(1);
    await keys('Enter');
    (await begun(2)).reject(required('password'));
    await until(() => element.status === 'proving');
    await until(() => focused() === part(element, 'proof-input'));
    expect(inputPart(element, 'proof-input').value).to.equal('');
    expect(part(element, 'proof-error')!.textContent).to.equal('');
    await answer(PASSWORD);
    (await begun(3)).resolve(ENROLLMENT);
    await until(() => element.status === 'pairing');
  });

  it('refuses and forgets when it is removed, and begins anew when it is back', async () => {
    await ask('password');
    inputPart(element, 'proof-input').value = PASSWORD;
    element.remove();
    await until(() => element.status === 'idle');
    await settled(element);
    expect(shows(element, 'proof')).to.equal(false);
    expectNowhere();
    expect(failures).to.deep.equal([]);
    expect(backend.of('beginTotpEnrollment')).to.have.lengthOf(1);
    document.body.append(element);
    (await begun(2)).reject(required('password'));
    await asked();
    expect(inputPart(element, 'proof-input').value).to.equal('');
  });

  it('goes on asking when it is moved in the document, with what was typed', async () => {
    await ask('password');
    const field = inputPart(element, 'proof-input');
    field.value = PASSWORD;
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(element);
    await settled(element);
    expect(element.status).to.equal('proving');
    expect(failures).to.deep.equal([]);
    expect(inputPart(element, 'proof-input')).to.equal(field);
    part(element, 'proof-submit')!.click();
    const call = await begun(2);
    expect(call.args[1]).to.have.deep.property('proof', { password: PASSWORD });
    call.resolve(ENROLLMENT);
    await until(() => element.status === 'pairing');
  });

  it('takes a key back that came after it was removed', async () => {
    await ask('password');
    await answer(PASSWORD);
    const call = await begun(2);
    element.remove();
    await until(() => element.status === 'idle');
    call.resolve(ENROLLMENT);
    await until(() => backend.of('cancelTotpEnrollment').length === 1);
    expect(element.status).to.equal('idle');
  });

  it('takes the answer of the page’s captcha', async () => {
    const captcha = document.createElement('div');
    captcha.slot = 'captcha';
    captcha.textContent = 'A task';
    element.append(captcha);
    element.prove({ captcha: 'too early' });
    await ask('captcha');
    expect(deepText(element)).to.contain(en.proofCaptcha);
    expect(captcha.getBoundingClientRect().height).to.be.greaterThan(0);
    element.prove({ captcha: 'solved' });
    const call = await begun(2);
    expect(call.args[1]).to.have.deep.property('proof', { captcha: 'solved' });
    call.resolve(ENROLLMENT);
    await until(() => element.status === 'pairing');
    expect(captcha.getBoundingClientRect().height).to.equal(0);
  });

  it('asks for two proofs one after the other', async () => {
    await ask('captcha');
    element.prove({ captcha: 'solved' });
    (await begun(2)).reject(required('password'));
    await until(() => shows(element, 'proof-input'));
    await answer(PASSWORD);
    const call = await begun(3);
    expect(call.args[1]).to.have.deep.property('proof', { captcha: 'solved', password: PASSWORD });
    call.resolve(ENROLLMENT);
    await until(() => element.status === 'pairing');
  });

  it('has the security questions answered', async () => {
    make({ securityQuestions: () => Promise.resolve([{ id: 'q', question: 'Where is it?' }]) });
    await ask('security-questions');
    const questions = await until(() =>
      element.shadowRoot!.querySelector('mfa-proof')!.shadowRoot!.querySelector('mfa-security-questions'),
    );
    await until(() => questions.status === 'ready');
    await settled(element);
    inputPart(questions, 'answer').value = 'Here';
    void questions.submit();
    expect((await begun(2)).args[1]).to.have.deep.property('proof', {
      answers: [{ questionId: 'q', answer: 'Here' }],
    });
  });

  it('is asked once inside the account page', async () => {
    const settings = document.createElement('mfa-settings');
    make({ factorSettings: () => Promise.resolve({ factors: [], addable: ['totp'], required: false }) });
    settings.client = backend.client;
    document.body.append(settings);
    await until(() => settings.status === 'empty');
    await settled(settings);
    part(settings, 'add')!.click();
    const seen = (): Element[] =>
      [...deepElements(settings)].filter((each) => each.id === 'proof-password' && each.checkVisibility());
    (await begun(1)).reject(required('password'));
    await until(() => settings.status === 'proving' && seen().length > 0);
    await settled(settings);
    const inner = settings.shadowRoot!.querySelector('mfa-totp-enroll')!;
    expect(seen()).to.have.lengthOf(1);
    part(settings, 'proof-cancel')!.click();
    await until(() => inner.status === 'failed');
    await settled(settings);
    expect(seen()).to.have.lengthOf(0);
    part(inner, 'retry')!.click();
    (await begun(2)).reject(required('password'));
    await until(() => settings.status === 'proving' && seen().length > 0);
    await settled(settings);
    const field = seen()[0] as HTMLInputElement;
    field.value = PASSWORD;
    field.form!.requestSubmit();
    (await begun(3)).resolve(ENROLLMENT);
    await until(() => inner.status === 'pairing');
    await settled(settings);
    expect(seen()).to.have.lengthOf(0);
  });

  function make(answers: Parameters<typeof roleClient>[0] = {}): void {
    backend = roleClient({
      namesDevices: false,
      beginTotpEnrollment: 'by hand',
      activateTotp: 'by hand',
      cancelTotpEnrollment: () => Promise.resolve(),
      ...answers,
    });
    element = document.createElement('mfa-totp-enroll');
    element.client = backend.client;
    element.addEventListener('mfa-totp-enrollment-failed', ({ detail }) => failures.push(detail.code));
  }

  /** The element is in sight, and the backend wants this. */
  async function ask(kind: ProofKind): Promise<void> {
    document.body.append(element);
    (await begun(1)).reject(required(kind));
    await asked();
  }

  /** The question is there, which is loaded when it is first asked. */
  async function asked(): Promise<void> {
    await until(() => element.status === 'proving' && shows(element, 'proof'));
    await settled(element);
  }

  /** The last of as many calls for a key. */
  async function begun(count: number): Promise<RoleCall> {
    await until(() => backend.of('beginTotpEnrollment').length >= count);
    expect(backend.of('beginTotpEnrollment')).to.have.lengthOf(count);
    return backend.of('beginTotpEnrollment')[count - 1]!;
  }

  async function answer(password: string): Promise<void> {
    inputPart(element, 'proof-input').value = password;
    part(element, 'proof-submit')!.click();
    await element.updateComplete;
  }

  function isSeen(name: string): boolean {
    return (part(element, name)?.getBoundingClientRect().height ?? 0) > 0;
  }

  function focused(): Element | null {
    return deepFocus();
  }

  function expectNowhere(): void {
    const stores = [sessionStorage, localStorage].map((store) => JSON.stringify(store));
    const held = [...stores, document.cookie, location.href];
    for (const root of [document.documentElement, element])
      for (const each of deepElements(root)) {
        held.push(...[...each.attributes].map(({ value }) => value), each.shadowRoot?.textContent ?? '');
        if (each instanceof HTMLInputElement) held.push(each.value);
      }
    expect(held.join('\n')).to.not.contain(PASSWORD);
  }
});

function required(proof: ProofKind): MfaError {
  return new MfaError('proof-required', { proof });
}
