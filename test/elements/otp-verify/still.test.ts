/** What a person is about to press stays where it is, whatever the answer. */
import { expect } from 'chai';
import { MfaError } from '../../../src/core/mfa-error.js';
import { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import '../../../src/define/mfa-otp-verify.js';
import { fakeClock } from '../../support/fake-clock.js';
import { aTask, clearPage, fillCode, part, settled } from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';

/** Where the field and the button begin and end, rounded as a screen does. */
function places(verify: MfaOtpVerify): number[] {
  return [part(verify, 'boxes')!, part(verify, 'submit')!].flatMap((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left, top, width, height].map(Math.round);
  });
}

describe('the field and the button of mfa-otp-verify', () => {
  let script: ScriptedClient;

  async function open(): Promise<MfaOtpVerify> {
    const verify = new MfaOtpVerify();
    script = new ScriptedClient();
    Object.assign(verify, { clock: fakeClock(), client: script.client });
    verify.challenge = { id: '1', channel: 'sms', destination: '*******0406' };
    document.body.append(verify);
    await settled(verify);
    return verify;
  }

  async function check(verify: MfaOtpVerify): Promise<void> {
    fillCode(verify, '123456');
    part(verify, 'submit')!.click();
    await settled(verify);
    await aTask();
  }

  afterEach(clearPage);

  it('stay where they are while a code is checked', async () => {
    const verify = await open();
    const before = places(verify);
    await check(verify);
    expect(verify.status).to.equal('verifying');
    expect(places(verify)).to.deep.equal(before);
  });

  for (const [what, facts] of [
    ['', {}],
    [', and how many attempts are left', { attemptsLeft: 4 }],
  ] as const)
    it(`stay where they are when the code is said to be wrong${what}`, async () => {
      const verify = await open();
      const before = places(verify);
      await check(verify);
      script.checks[0]!.reject(new MfaError('invalid-code', facts));
      await aTask();
      await settled(verify);
      expect(part(verify, 'error')!.textContent).to.contain('not right');
      expect(places(verify)).to.deep.equal(before);
    });

  it('stay where they are when digits are missing', async () => {
    const verify = await open();
    const before = places(verify);
    part(verify, 'submit')!.click();
    await settled(verify);
    expect(part(verify, 'error')!.textContent).to.equal('Enter all 6 digits.');
    expect(places(verify)).to.deep.equal(before);
  });
});
