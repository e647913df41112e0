import { expect } from 'chai';
import type { Challenge, MfaClient } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import '../../../src/define/mfa-otp-verify.js';
import { fakeClock, type FakeClock } from '../../support/fake-clock.js';
import {
  aTask,
  clearPage,
  fillCode,
  part,
  seenIn,
  settled,
  shows,
  shownText,
  spoken,
} from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let clock: FakeClock;
let script: ScriptedClient;

async function open(
  challenge: Partial<Challenge> = {},
  settings: Partial<MfaOtpVerify> = {},
  client: MfaClient = script.client,
): Promise<MfaOtpVerify> {
  const verify = new MfaOtpVerify();
  Object.assign(verify, { clock, client, id: 'code', ...settings });
  verify.challenge = { id: '1', channel: 'sms', destination: '*******0406', ...challenge };
  document.body.append(verify);
  await settled(verify);
  return verify;
}

/** Lets time pass second by second, and collects what is said meanwhile. */
async function listen(verify: MfaOtpVerify, ms: number): Promise<string[]> {
  const heard: string[] = [];
  let before = spoken(verify);
  for (let passed = 0; passed < ms; passed += SECOND) {
    clock.advance(SECOND);
    await settled(verify);
    const now = spoken(verify);
    if (now.polite && now.polite !== before.polite) heard.push(now.polite);
    if (now.urgent && now.urgent !== before.urgent) heard.push(`! ${now.urgent}`);
    before = now;
  }
  return heard;
}

const timer = (verify: MfaOtpVerify): string => seenIn(verify, 'timer');

describe('the time of mfa-otp-verify', () => {
  beforeEach(() => {
    clock = fakeClock();
    script = new ScriptedClient();
  });
  afterEach(clearPage);

  it('shows the time left, each second, for eyes only', async () => {
    const verify = await open({ expiresAt: clock.now() + 5 * MINUTE, resendAt: clock.now() });
    expect(timer(verify)).to.equal('Your code expires in 5:00');
    clock.advance(28 * SECOND);
    await settled(verify);
    expect(timer(verify)).to.equal('Your code expires in 4:32');
    const read = part(verify, 'timer')?.querySelector('.visually-hidden');
    expect(read?.textContent).to.equal('Your code expires in 4 minutes 32 seconds');
    expect(read?.closest('[aria-live], [role=status], [role=alert], output'), 'never by itself').to.equal(
      null,
    );
  });

  it('says the time at 10 min, 5 min, 1 min, 30 s and at the end, and never else', async () => {
    const verify = await open({ expiresAt: clock.now() + 11 * MINUTE, resendAt: clock.now() });
    expect(await listen(verify, 11 * MINUTE)).to.deep.equal([
      'Your code expires in 10 minutes',
      'Your code expires in 5 minutes',
      'Your code expires in 1 minute',
      'Your code expires in 30 seconds',
      '! Your code has expired. Send a new one to go on.',
    ]);
  });

  it('clears and closes the field at the end, and puts the way out in reach', async () => {
    const verify = await open({ expiresAt: clock.now() + MINUTE, resendAt: clock.now() });
    let expired = 0;
    verify.addEventListener('mfa-otp-expired', () => expired++);
    verify.focus();
    fillCode(verify, '123');
    clock.advance(MINUTE);
    await settled(verify);
    const input = verify.querySelector('input')!;
    expect([verify.status, input.value, input.ariaDisabled, expired]).to.deep.equal([
      'expired',
      '',
      'true',
      1,
    ]);
    expect(shownText(verify)).to.contain('Your code has expired.');
    expect(verify.shadowRoot?.activeElement?.part.contains('resend')).to.equal(true);
  });

  it("closes and opens the page's own input as well", async () => {
    const verify = new MfaOtpVerify();
    Object.assign(verify, { clock, client: script.client });
    verify.append(document.createElement('input'));
    verify.challenge = { id: '1', channel: 'sms', expiresAt: clock.now() + MINUTE, resendAt: clock.now() };
    document.body.append(verify);
    await settled(verify);
    const input = verify.querySelector('input')!;
    expect([input.readOnly, input.ariaDisabled]).to.deep.equal([false, null]);
    clock.advance(MINUTE);
    await settled(verify);
    expect([input.readOnly, input.ariaDisabled]).to.deep.equal([true, 'true']);
    verify.challenge = { id: '2', channel: 'sms' };
    await settled(verify);
    expect([input.readOnly, input.ariaDisabled]).to.deep.equal([false, null]);
  });

  it('promises nothing that it does not know', async () => {
    const verify = await open({ resendAt: clock.now() });
    expect(timer(verify)).to.equal('Use your code within 5:00');
    fillCode(verify, '123');
    clock.advance(5 * MINUTE);
    await settled(verify);
    expect(verify.status).to.equal('ready');
    expect(verify.querySelector('input')!.value).to.equal('123');
    expect(timer(verify)).to.contain('may have expired');
  });

  it('is certain where the page is', async () => {
    const verify = await open({ resendAt: clock.now() }, { expiresIn: 90 });
    expect(timer(verify)).to.equal('Your code expires in 1:30');
    clock.advance(90 * SECOND);
    await settled(verify);
    expect(verify.status).to.equal('expired');
  });

  it('is right at once after sleep', async () => {
    const verify = await open({ expiresAt: clock.now() + 10 * MINUTE, resendAt: clock.now() });
    clock.sleep(8 * MINUTE);
    await settled(verify);
    expect(timer(verify)).to.equal('Your code expires in 2:00');
    clock.sleep(3 * MINUTE);
    await settled(verify);
    expect(verify.status).to.equal('expired');
  });

  it('wakes once a second, whatever runs, and not at all once it is done', async () => {
    const many = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        open({ expiresAt: clock.now() + 4 * MINUTE + index * 37 }, { id: `code-${index}` }),
      ),
    );
    const before = clock.wakeUps;
    clock.advance(10 * SECOND);
    expect(clock.wakeUps - before).to.equal(10);
    for (const verify of many) verify.remove();
    await aTask();
    expect(clock.pending).to.equal(0);
  });

  it('does not wake while the page is hidden, and catches up when it shows', async () => {
    const verify = await open({ expiresAt: clock.now() + 5 * MINUTE, resendAt: clock.now() });
    const hide = (hidden: boolean): void => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    try {
      hide(true);
      expect(clock.pending).to.equal(0);
      clock.advance(2 * MINUTE);
    } finally {
      hide(false);
      delete (document as { hidden?: boolean }).hidden;
    }
    await settled(verify);
    expect(timer(verify)).to.equal('Your code expires in 3:00');
  });

  it('sleeps until something happens while it is out of sight', async () => {
    const verify = await open({ expiresAt: clock.now() + 5 * MINUTE, resendAt: clock.now() });
    verify.style.display = 'none';
    // The observer of the browser tells in its own time.
    await new Promise<void>((resolve) => {
      const observer = new IntersectionObserver(([entry]) => {
        if (entry?.isIntersecting) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(verify);
    });
    await new Promise(requestAnimationFrame);
    const before = clock.wakeUps;
    clock.advance(3 * MINUTE);
    expect(clock.wakeUps).to.equal(before);
    clock.advance(2 * MINUTE);
    await settled(verify);
    expect(verify.status).to.equal('expired');
  });

  it('waits longer before each further code: 30 s, 60 s, 120 s', async () => {
    const verify = await open({ expiresAt: clock.now() + 60 * MINUTE });
    const waits: number[] = [];
    for (const id of ['2', '3', '4']) {
      const from = clock.now();
      expect(shows(verify, 'resend')).to.equal(false);
      for (let waited = 0; waited < 300 && !shows(verify, 'resend'); waited++) {
        clock.advance(SECOND);
        await settled(verify);
      }
      waits.push((clock.now() - from) / SECOND);
      const sent = verify.resend();
      await settled(verify);
      await new Promise(requestAnimationFrame);
      script.resends.at(-1)?.resolve({ id, channel: 'sms', expiresAt: clock.now() + 60 * MINUTE });
      expect(await sent).to.equal(true);
      await settled(verify);
    }
    expect(waits).to.deep.equal([30, 60, 120]);
  });

  it('takes the wait from the server where it says', async () => {
    const verify = await open({ resendAt: clock.now() + 90 * SECOND });
    expect(shownText(verify)).to.contain('You can ask for a new code in 1:30');
    expect(await verify.resend()).to.equal(false);
    expect(script.resends.length).to.equal(0);
  });

  it('keeps wait and challenge over a reload, and nothing that is secret', async () => {
    const first = await open({
      expiresAt: clock.now() + 5 * MINUTE,
      resumable: true,
      request: { channel: 'sms', destination: '+12025550406' },
    });
    fillCode(first, '123456');
    first.remove();
    clock.advance(10 * SECOND);
    const stored = JSON.stringify(sessionStorage);
    expect(stored).to.not.contain('123456').and.not.contain('+12025550406');
    const again = new MfaOtpVerify();
    Object.assign(again, { clock, client: script.client, id: 'code' });
    document.body.append(again);
    await settled(again);
    expect(again.status).to.equal('ready');
    expect(again.challenge?.id).to.equal('1');
    expect(shownText(again)).to.contain('You can ask for a new code in 0:20');
    clock.advance(20 * SECOND);
    await settled(again);
    expect(timer(again), 'one countdown at a time').to.equal('Your code expires in 4:30');
  });

  it('keeps only the wait where the challenge is not to be kept', async () => {
    const first = await open({ id: 'a-ticket' });
    first.remove();
    expect(JSON.stringify(sessionStorage)).to.not.contain('a-ticket');
    const again = new MfaOtpVerify();
    Object.assign(again, { clock, client: script.client, id: 'code' });
    document.body.append(again);
    await settled(again);
    expect(again.status).to.equal('idle');
    expect(again.resendReadyAt).to.equal(clock.now() + 30 * SECOND);
  });

  it('reads a lock every 30 s, and opens again when it ends', async () => {
    const verify = await open({ resendAt: clock.now(), expiresAt: clock.now() + 60 * MINUTE });
    fillCode(verify, '111111');
    await settled(verify);
    const submitted = verify.submit();
    await new Promise(requestAnimationFrame);
    script.checks[0]?.reject(new MfaError('locked', { retryAt: clock.now() + 90 * SECOND }));
    expect(await submitted).to.equal(false);
    await settled(verify);
    expect(verify.status).to.equal('blocked');
    expect(timer(verify)).to.equal('You can try again in 1:30');
    const heard = await listen(verify, 90 * SECOND);
    expect(heard.filter((text) => text.startsWith('You can try again'))).to.deep.equal([
      'You can try again in 1 minute',
      'You can try again in 30 seconds',
      'You can try again now.',
    ]);
    expect(verify.status).to.equal('ready');
  });

  it('offers other channels after two further codes', async () => {
    const verify = await open({ resendAt: clock.now(), expiresAt: clock.now() + 60 * MINUTE });
    for (const id of ['2', '3']) {
      expect(shows(verify, 'other')).to.equal(false);
      const sent = verify.resend();
      await new Promise(requestAnimationFrame);
      script.resends.at(-1)?.resolve({ id, channel: 'sms', resendAt: clock.now() });
      await sent;
      await settled(verify);
    }
    expect(part(verify, 'other')?.textContent.trim()).to.equal('Send an e-mail instead');
    part(verify, 'other')?.click();
    await new Promise(requestAnimationFrame);
    expect(script.requests[0]?.args).to.deep.equal({ channel: 'email' });
  });

  it('sends no more codes than it may', async () => {
    const verify = await open({ resendAt: clock.now() }, { maxResends: 0 });
    expect(await verify.resend()).to.equal(false);
    expect(shownText(verify)).to.contain('No more codes can be sent.');
  });

  it('leads to a new sign-in where it may send no more and the code has expired', async () => {
    const verify = await open(
      { expiresAt: clock.now() + MINUTE, resendAt: clock.now() + 30 * SECOND },
      { maxResends: 0 },
    );
    expect(timer(verify)).to.equal('Your code expires in 1:00');
    clock.advance(MINUTE);
    await settled(verify);
    const words = 'Your code has expired. Sign in again to get a new one.';
    expect(spoken(verify).urgent).to.equal(words);
    expect(part(verify, 'error')!.textContent).to.equal(words);
    expect([shows(verify, 'restart'), shows(verify, 'resend-wait')]).to.deep.equal([true, false]);
  });

  it('leads to a new sign-in, and offers no other code, where the backend sends none', async () => {
    const end = clock.now() + MINUTE;
    const verify = await open({ expiresAt: end, resendAt: clock.now() + 30 * SECOND, canResend: false });
    let restarts = 0;
    verify.addEventListener('mfa-restart-requested', () => restarts++);
    expect([timer(verify), shows(verify, 'resend'), shows(verify, 'resend-wait')]).to.deep.equal([
      'Your code expires in 1:00',
      false,
      false,
    ]);
    clock.advance(MINUTE);
    await settled(verify);
    expect([await verify.resend(), shows(verify, 'resend')]).to.deep.equal([false, false]);
    expect(spoken(verify).urgent).to.equal('Your code has expired. Sign in again to get a new one.');
    part(verify, 'restart')!.click();
    expect(restarts).to.equal(1);
  });

  it('cancels the call, the timers and what was typed when it is removed', async () => {
    const verify = await open({ expiresAt: clock.now() + 5 * MINUTE });
    fillCode(verify, '123456');
    await settled(verify);
    const submitted = verify.submit();
    await new Promise(requestAnimationFrame);
    verify.remove();
    await aTask();
    expect(script.checks[0]?.signal?.aborted).to.equal(true);
    expect(await submitted).to.equal(false);
    expect(clock.pending).to.equal(0);
    expect(verify.querySelector('input')?.value ?? '').to.equal('');
  });

  it('tells of the clock after a second wrong code of an app, and by how much it is off', async () => {
    const client: MfaClient = { ...script.client, clockSkewMs: -120_000 };
    const verify = new MfaOtpVerify();
    Object.assign(verify, { clock, client, deviceType: 'totp' });
    verify.challenge = { id: '1', channel: 'totp' };
    document.body.append(verify);
    await settled(verify);
    for (const code of ['111111', '222222']) {
      expect(shows(verify, 'advice')).to.equal(false);
      fillCode(verify, code);
      await settled(verify);
      const submitted = verify.submit();
      await new Promise(requestAnimationFrame);
      script.checks.at(-1)?.reject(new MfaError('invalid-code'));
      await submitted;
      await settled(verify);
    }
    expect(part(verify, 'advice')?.textContent).to.contain('2 minutes ahead');
  });
});
