/** What people type while a check is under way is another code: it was not refused. */
import { expect } from 'chai';
import type { Verification } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import '../../../src/define/mfa-otp-verify.js';
import { clearPage, fillCode, nextEvent, settled, until } from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';

const RIGHT: Verification = {};

let script: ScriptedClient;
let verify: MfaOtpVerify;

/** A code is on its way to the backend. */
async function checking(code: string): Promise<void> {
  fillCode(verify, code);
  await settled(verify);
  void verify.submit();
  await until(() => script.checks.length === 1);
  await settled(verify);
}

async function answer(): Promise<void> {
  const failed = nextEvent(verify, 'mfa-otp-failed');
  script.checks.at(-1)!.reject(new MfaError('invalid-code'));
  await failed;
  await settled(verify);
}

const field = () => verify.shadowRoot!.querySelector('mfa-code-input')!;
const input = () => verify.querySelector('input')!;

describe('typing on while a code is checked', () => {
  beforeEach(async () => {
    script = new ScriptedClient();
    verify = new MfaOtpVerify();
    Object.assign(verify, { client: script.client, challenge: { id: '1', channel: 'sms' } });
    document.body.append(verify);
    await settled(verify);
  });
  afterEach(clearPage);

  it('has the other code checked, without a change to it', async () => {
    await checking('111111');
    fillCode(verify, '222222');
    await answer();
    expect(field().error).to.contain('not right');
    const checked = verify.submit();
    await until(() => script.checks.length === 2);
    script.checks[1]!.resolve(RIGHT);
    expect(await checked).to.equal(true);
    expect(script.checks.map(({ args: [, code] }) => code)).to.deep.equal(['111111', '222222']);
  });

  it('leaves the cursor where the person is', async () => {
    await checking('111111');
    verify.focus();
    fillCode(verify, '222');
    input().setSelectionRange(3, 3);
    await answer();
    expect([input().value, input().selectionStart, input().selectionEnd]).to.deep.equal(['222', 3, 3]);
  });

  it('takes what was said of the first code away with the next character', async () => {
    await checking('111111');
    fillCode(verify, '222');
    await answer();
    expect(field().error).to.contain('not right');
    fillCode(verify, '2222');
    await settled(verify);
    expect(field().error).to.equal('');
  });
});
