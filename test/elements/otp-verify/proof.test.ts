/** An account that is locked, and wants to see something along with the next code: the element with nothing around it. */
import { expect } from 'chai';
import '../../../src/define/mfa-otp-verify.js';
import type {} from '../../../src/define/mfa-security-questions.js';
import type { Challenge, ProofKind } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import { en } from '../../../src/locales/en.js';
import { keys, type } from '../../support/keys.js';
import {
  aTask,
  clearPage,
  deepFocus,
  deepText,
  fillCode,
  inputPart,
  part,
  settled,
  shows,
  until,
} from '../../support/page.js';
import { roleClient, type RoleCall, type RoleClient } from '../../support/role-client.js';

const CHALLENGE: Challenge = { id: 'c', channel: 'sms', destination: '+1******0406' };
const CODE = '135790';
const PASSWORD = 'correct horse battery';

describe('mfa-otp-verify where a proof is wanted', () => {
  let element: MfaOtpVerify;
  let backend: RoleClient;
  let failures: string[];

  beforeEach(() => {
    failures = [];
    backend = roleClient({
      requestOtp: 'by hand',
      resendOtp: 'by hand',
      verifyOtp: 'by hand',
      verifyRecoveryCode: 'by hand',
      securityQuestions: () => Promise.resolve([{ id: 'q', question: 'Where is it?' }]),
    });
    element = document.createElement('mfa-otp-verify');
    element.client = backend.client;
    element.challenge = CHALLENGE;
    element.addEventListener('mfa-otp-failed', ({ detail }) => failures.push(detail.code));
  });
  afterEach(clearPage);

  it('asks for it, keeps the code, and checks both', async () => {
    await ask('password');
    expect(deepText(element)).to.contain(en.proofTitle);
    expect(failures, 'nothing has failed').to.deep.equal([]);
    expect(element.querySelector('input')!.value).to.equal(CODE);
    inputPart(element, 'proof-input').value = PASSWORD;
    part(element, 'proof-submit')!.click();
    const call = await checked(2);
    expect(call.args[1]).to.equal(CODE);
    expect(call.args[2]).to.have.deep.property('proof', { password: PASSWORD });
    expect(element.status).to.equal('verifying');
    call.resolve({ session: 'mine' });
    await until(() => element.status === 'verified');
    await settled(element);
    expect(shows(element, 'proof')).to.equal(false);
    expect(element.verification).to.deep.equal({ session: 'mine' });
  });

  it('says when it was wrong, and checks nothing twice', async () => {
    await ask('password');
    inputPart(element, 'proof-input').value = 'wrong';
    part(element, 'proof-submit')!.click();
    (await checked(2)).reject(required('password'));
    await until(() => element.status === 'proving');
    await settled(element);
    expect(part(element, 'proof-error')!.textContent).to.equal(en.proofPasswordWrong);
    expect(await element.submit()).to.equal(false);
    expect(await element.resend()).to.equal(false);
    expect(backend.of('verifyOtp')).to.have.lengthOf(2);
  });

  it('is done with the keyboard alone, and the focus goes on with the person', async () => {
    document.body.append(element);
    await until(() => element.status === 'ready');
    await settled(element);
    fillCode(element, CODE);
    element.querySelector('input')!.focus();
    await keys('Enter');
    (await checked(1)).reject(required('password'));
    await until(() => element.status === 'proving');
    await until(() => shows(element, 'proof-input') && deepFocus() === part(element, 'proof-input'));
    await type(PASSWORD);
    await keys('Enter');
    const call = await checked(2);
    await until(() => element.shadowRoot!.activeElement === part(element, 'submit'));
    expect(call.args[2]).to.have.deep.property('proof', { password: PASSWORD });
    call.reject(new MfaError('invalid-code'));
    await until(() => element.status === 'ready');
    expect(failures).to.deep.equal(['invalid-code']);
  });

  it('says in words what is missing once the person cancels, and lets them try again', async () => {
    await ask('password');
    part(element, 'proof-cancel')!.click();
    await until(() => failures.length === 1);
    await settled(element);
    expect(failures).to.deep.equal(['proof-required']);
    expect(element.status).to.equal('ready');
    expect(part(element, 'error')!.textContent).to.equal(en['error-proof-required']);
    expect(part(element, 'submit')!.textContent.trim()).to.equal(en.tryAgain);
    expect(element.querySelector('input')!.value).to.equal(CODE);
    part(element, 'submit')!.click();
    (await checked(2)).reject(required('password'));
    await until(() => element.status === 'proving');
  });

  it('takes the answer of the page’s captcha', async () => {
    const captcha = Object.assign(document.createElement('div'), { slot: 'captcha', textContent: 'A task' });
    element.append(captcha);
    element.prove({ captcha: 'too early' });
    await ask('captcha');
    expect(deepText(element)).to.contain(en.proofCaptcha);
    expect(captcha.getBoundingClientRect().height).to.be.greaterThan(0);
    element.prove({ captcha: 'solved' });
    const call = await checked(2);
    expect(call.args[2]).to.have.deep.property('proof', { captcha: 'solved' });
    call.resolve({});
    await until(() => element.status === 'verified');
  });

  it('has the security questions answered', async () => {
    await ask('security-questions');
    const questions = await until(() => part(element, 'proof')?.querySelector('mfa-security-questions'));
    await until(() => questions.status === 'ready');
    await settled(element);
    inputPart(questions, 'answer').value = 'Here';
    void questions.submit();
    expect((await checked(2)).args[2]).to.have.deep.property('proof', {
      answers: [{ questionId: 'q', answer: 'Here' }],
    });
  });

  it('asks for it with a recovery code as well', async () => {
    element.challenge = undefined;
    element.deviceType = 'totp';
    document.body.append(element);
    const other = await until(() => part(element, 'other'));
    other.click();
    await until(() => part(element, 'recovery-input'));
    inputPart(element, 'recovery-input').value = 'abcde-12345';
    part(element, 'submit')!.click();
    await until(() => backend.of('verifyRecoveryCode').length === 1);
    backend.of('verifyRecoveryCode')[0]!.reject(required('password'));
    await until(() => element.status === 'proving' && shows(element, 'proof-input'));
    await settled(element);
    expect(shows(element, 'other'), 'one thing at a time').to.equal(false);
    inputPart(element, 'proof-input').value = PASSWORD;
    part(element, 'proof-submit')!.click();
    await until(() => backend.of('verifyRecoveryCode').length === 2);
    expect(backend.of('verifyRecoveryCode')[1]!.args.slice(0, 1)).to.deep.equal(['abcde12345']);
    expect(backend.of('verifyRecoveryCode')[1]!.args[1]).to.have.deep.property('proof', {
      password: PASSWORD,
    });
  });

  it('forgets all of it when it is removed, and is ready when it is back', async () => {
    await ask('password');
    inputPart(element, 'proof-input').value = PASSWORD;
    element.remove();
    await aTask();
    document.body.append(element);
    await until(() => element.status === 'ready');
    await settled(element);
    expect(shows(element, 'proof')).to.equal(false);
    expect(failures).to.deep.equal([]);
    expect(element.querySelector('input')!.value).to.equal('');
    expect(backend.of('verifyOtp')).to.have.lengthOf(1);
  });

  /** A code is sent, and the backend wants this besides. */
  async function ask(kind: ProofKind): Promise<void> {
    document.body.append(element);
    await until(() => element.status === 'ready');
    await settled(element);
    fillCode(element, CODE);
    part(element, 'submit')!.focus();
    part(element, 'submit')!.click();
    (await checked(1)).reject(required(kind));
    await until(() => element.status === 'proving' && shows(element, 'proof'));
    await settled(element);
  }

  async function checked(count: number): Promise<RoleCall> {
    await until(() => backend.of('verifyOtp').length === count);
    return backend.of('verifyOtp')[count - 1]!;
  }
});

function required(proof: ProofKind): MfaError {
  return new MfaError('proof-required', { proof });
}
