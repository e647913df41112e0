/** What is said of a wrong code is said of that code: it ends when another is in the field, by whoever, and not before. */
import { expect } from 'chai';
import '../../../src/define/mfa-otp-verify.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import { en } from '../../../src/locales/en.js';
import { keys, type } from '../../support/keys.js';
import { aTask, clearPage, fillCode, inputPart, mount, part, settled, until } from '../../support/page.js';
import { roleClient, type RoleClient } from '../../support/role-client.js';

const WRONG = '111111';
const INCOMPLETE = 'Enter all 6 digits.';

describe('mfa-otp-verify after a wrong code', () => {
  let form: HTMLFormElement;
  let verify: MfaOtpVerify;
  let backend: RoleClient;

  beforeEach(async () => {
    backend = roleClient({
      verifyOtp: 'by hand',
      verifyRecoveryCode: 'by hand',
      remembersDevices: true,
    });
    form = await mount<HTMLFormElement>(
      `<form><mfa-otp-verify remember-device>
        <input name="code"><p slot="help"><input name="question"><input name="yes" type="checkbox"></p>
      </mfa-otp-verify><button>Send</button></form>`,
    );
    form.addEventListener('submit', (event) => event.preventDefault());
    verify = form.querySelector('mfa-otp-verify')!;
    Object.assign(verify, { client: backend.client, challenge: { id: '1', channel: 'sms' } });
    await settled(verify);
  });
  afterEach(clearPage);

  const input = () => form.querySelector<HTMLInputElement>('[name=code]')!;
  const question = () => form.querySelector<HTMLInputElement>('[name=question]')!;
  const error = () => verify.shadowRoot!.querySelector('mfa-code-input')!.error;

  async function refuse(code = WRONG): Promise<void> {
    fillCode(verify, code);
    await settled(verify);
    void verify.submit();
    (await until(() => backend.live[0])).reject(new MfaError('invalid-code'));
    await until(() => error() === en['error-invalid-code']);
    await settled(verify);
  }

  const EMPTIED: Record<string, () => unknown> = {
    'the reset of a form': async () => {
      form.reset();
      await until(() => input().value === '');
      await aTask();
    },
    'the page that goes': () => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
    'a script': () => (input().value = ''),
    'a script, by the element': () => (verify.shadowRoot!.querySelector('mfa-code-input')!.value = ''),
  };
  for (const [who, empty] of Object.entries(EMPTIED))
    it(`forgets it in a field that was emptied by ${who}, and says what is missing`, async () => {
      await refuse();
      await empty();
      await settled(verify);
      expect(error()).to.equal('');
      expect(verify.matches(':state(invalid)')).to.equal(false);
      part(verify, 'submit')!.click();
      await settled(verify);
      expect(error()).to.equal(INCOMPLETE);
      expect(backend.calls).to.have.length(1);
    });

  it('says what is missing where a script wrote what is no code', async () => {
    await refuse();
    input().value = '1234567';
    void verify.submit();
    await settled(verify);
    expect(error()).to.equal(INCOMPLETE);
  });

  it('has another code checked that a script wrote without a word', async () => {
    await refuse();
    input().value = '222222';
    void verify.submit();
    await until(() => backend.calls.length === 2);
    expect(backend.calls[1]!.args[1]).to.equal('222222');
  });

  const OTHERWISE: Record<string, () => unknown> = {
    'typing into a field of the page’s': async () => {
      question().focus();
      await type('why');
    },
    'a tick of the page’s': () => form.querySelector<HTMLInputElement>('[name=yes]')!.click(),
    'the tick not to be asked again': () => part(verify, 'remember')!.click(),
  };
  for (const [what, act] of Object.entries(OTHERWISE))
    it(`does not send the same code again after ${what}`, async () => {
      await refuse();
      await act();
      await settled(verify);
      expect(error()).to.equal(en['error-invalid-code']);
      part(verify, 'submit')!.click();
      await settled(verify);
      expect(backend.calls).to.have.length(1);
    });

  it('leaves Enter in a field of the page’s to the page, which sends its form', async () => {
    let sent = 0;
    form.addEventListener('submit', () => sent++);
    fillCode(verify, WRONG);
    question().focus();
    await keys('Enter');
    await settled(verify);
    expect([sent, backend.calls.length]).to.deep.equal([1, 0]);
    input().focus();
    await keys('Enter');
    await until(() => backend.calls.length === 1);
    expect(sent).to.equal(1);
  });

  it('checks a recovery code by Enter in its field, and forgets what was said of it as soon as it is another', async () => {
    Object.assign(verify, { challenge: undefined, deviceType: 'totp', recovery: true });
    await settled(verify);
    const field = inputPart(verify, 'recovery-input');
    field.focus();
    await type('abcd');
    question().focus();
    await keys('Enter');
    expect(backend.calls).to.have.length(0);
    field.focus();
    await keys('Enter');
    (await until(() => backend.live[0])).reject(new MfaError('invalid-code'));
    await until(() => verify.matches(':state(invalid)'));
    await type('efgh');
    await settled(verify);
    expect(verify.matches(':state(invalid)')).to.equal(false);
  });

  it('forgets a recovery code, and what was said of it, when the page goes', async () => {
    Object.assign(verify, { challenge: undefined, deviceType: 'totp', recovery: true });
    await settled(verify);
    const field = inputPart(verify, 'recovery-input');
    field.value = 'abcd–efgh';
    void verify.submit();
    const check = await until(() => backend.live[0]);
    expect(check.args[0]).to.equal('abcdefgh');
    check.reject(new MfaError('invalid-code'));
    await until(() => verify.matches(':state(invalid)'));
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await settled(verify);
    expect([field.value, verify.matches(':state(invalid)')]).to.deep.equal(['', false]);
  });
});
