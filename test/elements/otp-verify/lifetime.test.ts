/** What moving, rendering anew, replacing and leaving do, and what they do not: cases P3, P4, P5, P11, P12. */
import { expect } from 'chai';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-otp-request.js';
import '../../../src/define/mfa-otp-verify.js';
import type { Challenge } from '../../../src/core/client.js';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import { fakeClock, type FakeClock } from '../../support/fake-clock.js';
import { type } from '../../support/keys.js';
import { aTask, clearPage, fillCode, mount, nextEvent, seenIn, settled, until } from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';
import { createTestSandbox } from '../../support/sandbox.js';

const SECOND = 1000;
const CODE = '135790';
const login = (): Challenge => ({ id: '1', channel: 'sms', destination: '*******0406' });

describe('the life of mfa-otp-verify', () => {
  let clock: FakeClock;
  let script: ScriptedClient;

  beforeEach(() => {
    clock = fakeClock();
    script = new ScriptedClient();
  });
  afterEach(clearPage);

  function make(challenge: Challenge | undefined = login()): MfaOtpVerify {
    const verify = document.createElement('mfa-otp-verify');
    Object.assign(verify, { clock, client: script.client, id: 'code', challenge });
    return verify;
  }

  async function put(verify: MfaOtpVerify): Promise<MfaOtpVerify> {
    document.body.append(verify);
    await settled(verify);
    return verify;
  }

  it('takes the same challenge in another object for what it is', async () => {
    const verify = await put(make());
    fillCode(verify, '123');
    for (let render = 0; render < 5; render++) {
      verify.challenge = login();
      await settled(verify);
    }
    expect(verify.querySelector('input')!.value).to.equal('123');
    expect(seenIn(verify, 'resend-wait')).to.contain('0:30');
  });

  it('stays with the newest code when the first challenge is rendered again', async () => {
    const verify = await put(make());
    clock.advance(30 * SECOND);
    const sent = verify.resend();
    (await until(() => script.resends[0])).resolve({ ...login(), id: '2' });
    await sent;
    verify.challenge = login();
    await settled(verify);
    expect((verify.challenge as Challenge | undefined)?.id).to.equal('2');
  });

  it('counts a challenge as one send, in however many elements it is shown', async () => {
    const waits: string[] = [];
    for (let element = 0; element < 4; element++) {
      const verify = await put(make());
      waits.push(seenIn(verify, 'resend-wait'));
      verify.remove();
      clock.advance(5 * SECOND);
    }
    expect(waits.map((text) => /\d:\d\d/.exec(text)?.[0])).to.deep.equal(['0:30', '0:25', '0:20', '0:15']);
  });

  const MOVES: Record<string, (verify: MfaOtpVerify, to: HTMLElement) => void> = {
    append: (verify, to) => to.append(verify),
    'remove and insert in one go': (verify, to) => {
      verify.remove();
      to.prepend(verify);
    },
    'replaceChildren around it': (verify, to) => to.replaceChildren(verify),
    moveBefore: (verify, to) => moveBefore(verify, to),
  };
  for (const [how, move] of Object.entries(MOVES)) {
    it(`is not ended by a move: ${how}`, async () => {
      const verify = await put(make());
      const to = document.body.appendChild(document.createElement('section'));
      fillCode(verify, CODE);
      const verified = nextEvent(verify, 'mfa-otp-verified');
      const submitted = verify.submit();
      const check = await until(() => script.checks[0]);
      move(verify, to);
      await aTask();
      expect(check.signal?.aborted).to.equal(false);
      check.resolve({ session: 'mine' });
      expect(await submitted).to.equal(true);
      await verified;
      expect([verify.status, verify.verification]).to.deep.equal(['verified', { session: 'mine' }]);
    });
  }

  it('keeps what is typed over a move', async () => {
    const verify = await put(make());
    fillCode(verify, '123');
    document.body.appendChild(document.createElement('section')).append(verify);
    await aTask();
    await settled(verify);
    expect(verify.querySelector('input')!.value).to.equal('123');
  });

  for (const inner of ['', '<input name="code">'])
    it(`keeps the focus over a move that keeps it, and takes what is typed then, with ${inner || 'its own input'}`, async () => {
      const verify = make();
      verify.innerHTML = inner;
      await put(verify);
      const input = verify.querySelector('input')!;
      verify.focus();
      await type('123');
      const keepsFocus = moveBefore(verify, document.body.appendChild(document.createElement('section')));
      await settled(verify);
      // Firefox drops keys for any input that has not been painted where it was moved to.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      await type('456');
      expect([verify.querySelector('input') === input, input.value]).to.deep.equal([
        true,
        keepsFocus ? '123456' : '123',
      ]);
    });

  it('is over once it is out of the document for a task; later it has its challenge and its wait', async () => {
    const verify = await put(make());
    fillCode(verify, CODE);
    const submitted = verify.submit();
    const check = await until(() => script.checks[0]);
    verify.remove();
    await aTask();
    expect(check.signal?.aborted).to.equal(true);
    expect(await submitted).to.equal(false);
    expect(verify.querySelector('input')?.value ?? '').to.equal('');
    expect(clock.pending).to.equal(0);
    clock.advance(10 * SECOND);
    await put(verify);
    expect([verify.status, verify.challenge?.id]).to.deep.equal(['ready', '1']);
    expect(seenIn(verify, 'resend-wait')).to.contain('0:20');
  });

  it('has one timer for a deadline that no timer can hold', async () => {
    const verify = make({ ...login(), expiresAt: clock.now() + 40 * 86_400 * SECOND, resendAt: clock.now() });
    verify.style.display = 'none';
    await put(verify);
    await until(() => clock.pending <= 1);
    const before = clock.wakeUps;
    clock.advance(10 * SECOND);
    expect(clock.wakeUps - before).to.be.lessThan(11);
  });

  it('tells two unnamed elements of one endpoint apart after a reload', async () => {
    const sandbox = await createTestSandbox();
    const markup = `<mfa-config endpoint="${sandbox.endpoint}">
      <mfa-otp-request device-type="sms"></mfa-otp-request><mfa-otp-request device-type="email"></mfa-otp-request>
    </mfa-config>`;
    const first = await mount<HTMLElement>(markup);
    expect(await first.querySelectorAll('mfa-otp-request')[1]!.submit()).to.equal(true);
    const kept = Object.entries(sessionStorage) as [string, string][];
    first.remove();
    await aTask();
    for (const [key, value] of kept) sessionStorage.setItem(key, value);
    const again = await mount<HTMLElement>(markup);
    const [sms, email] = again.querySelectorAll('mfa-otp-request');
    await until(() => seenIn(email!, 'wait'));
    expect(seenIn(sms!, 'wait')).to.equal('');
  });
});

/** Where something may be moved to, in browsers that can move without taking out, and in others. */
type Place = Pick<Element, 'append'> & Partial<Pick<Element, 'moveBefore'>>;

/** Moves an element in such a way, where the browser can. Says whether it can. */
function moveBefore(element: Element, to: Place): boolean {
  if (to.moveBefore) to.moveBefore(element, null);
  else to.append(element);
  return to.moveBefore !== undefined;
}
