/** Codes that the browser takes from a text message. The phone network is the one thing that is not real. */
import { expect } from 'chai';
import '../../../src/define/mfa-otp-verify.js';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import { clearPage, settled, until } from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';

interface Asked {
  readonly signal: AbortSignal;
  readonly arrive: (code: string) => void;
}

const CODE = '135790';
const { credentials } = navigator;

describe('a code from a text message', () => {
  let asked: Asked[];
  let script: ScriptedClient;
  let element: MfaOtpVerify;
  let hadCredential: boolean;

  beforeEach(async () => {
    asked = [];
    hadCredential = 'OTPCredential' in globalThis;
    if (!hadCredential) Object.assign(globalThis, { OTPCredential: Object });
    const get = ({ signal }: { signal: AbortSignal }): Promise<unknown> =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        asked.push({ signal, arrive: (code) => resolve({ code }) });
      });
    Object.defineProperty(navigator, 'credentials', { configurable: true, value: { get } });
    script = new ScriptedClient();
    element = document.createElement('mfa-otp-verify');
    element.client = script.client;
    element.challenge = { id: '1', channel: 'sms' };
    document.body.append(element);
    await settled(element);
  });
  afterEach(() => {
    clearPage();
    if (!hadCredential) Reflect.deleteProperty(globalThis, 'OTPCredential');
    Object.defineProperty(navigator, 'credentials', { configurable: true, value: credentials });
  });

  it('fills the field, and is checked at once where the page wants that', async () => {
    element.autoSubmit = true;
    const request = await until(() => asked[0]);
    request.arrive(CODE);
    const check = await until(() => script.checks[0]);
    expect(check.args[1]).to.equal(CODE);
  });

  it('is waited for no more once a code is checked, and not for the same challenge again', async () => {
    const request = await until(() => asked[0]);
    await element.renderRoot.querySelector('mfa-code-input')!.fill(CODE);
    void element.submit();
    await until(() => script.checks[0]);
    await until(() => request.signal.aborted);
    script.checks[0]!.reject(new Error('trouble'));
    await until(() => element.status === 'ready');
    await settled(element);
    expect(asked).to.have.lengthOf(1);
    element.challenge = { id: '2', channel: 'sms' };
    await until(() => asked.length === 2);
  });

  it('is waited for no more when the element goes', async () => {
    const request = await until(() => asked[0]);
    element.remove();
    expect(request.signal.aborted).to.equal(true);
  });

  it('is not waited for where codes come by e-mail', async () => {
    await until(() => asked[0]);
    element.challenge = { id: '2', channel: 'email' };
    await settled(element);
    await until(() => asked[0]!.signal.aborted);
    expect(asked).to.have.lengthOf(1);
  });
});
