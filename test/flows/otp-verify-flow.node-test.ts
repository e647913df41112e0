import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Challenge, MfaClient } from '../../src/core/client.js';
import { MfaError, type MfaErrorOptions, type MfaErrorCode } from '../../src/core/mfa-error.js';
import { OtpVerifyFlow } from '../../src/flows/otp-verify-flow.js';
import type { OtpVerifyEvent, OtpVerifyOptions, OtpVerifyState } from '../../src/flows/otp-verify-state.js';
import { memoryRecords, turn } from '../support/flows.js';
import { fakeClock, steadyClock, type FakeClock } from '../support/fake-clock.js';
import { roleClient, type RoleClient } from '../support/role-client.js';
import { seeded } from '../support/seeded.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const CODE = '135790';

void describe('OtpVerifyFlow', () => {
  let clock: FakeClock;
  let backend: RoleClient;
  let events: OtpVerifyEvent[];

  beforeEach(() => {
    clock = steadyClock();
    backend = roleClient({
      channels: ['sms', 'email'],
      requestOtp: 'by hand',
      resendOtp: 'by hand',
      verifyOtp: 'by hand',
      verifyRecoveryCode: 'by hand',
    });
    events = [];
  });

  function make(options: Partial<OtpVerifyOptions> = {}): OtpVerifyFlow {
    const flow = new OtpVerifyFlow({ client: backend.client, clock, ...options });
    flow.subscribe(() => {});
    flow.onEvent((event) => events.push(event));
    return flow;
  }

  function challenge(more: Partial<Challenge> = {}): Challenge {
    return { id: '1', channel: 'sms', destination: '*0406', expiresAt: clock.now() + 5 * MINUTE, ...more };
  }

  function adopted(more: Partial<Challenge> = {}, options: Partial<OtpVerifyOptions> = {}): OtpVerifyFlow {
    const flow = make(options);
    flow.adopt(challenge(more));
    return flow;
  }

  /** Has a code checked, and refused like this. */
  async function refuse(
    flow: OtpVerifyFlow,
    code: MfaErrorCode,
    options: MfaErrorOptions = {},
  ): Promise<void> {
    const checked = flow.verify(CODE);
    await turn();
    backend.of('verifyOtp').at(-1)!.reject(new MfaError(code, options));
    expect(await checked).to.equal(false);
  }

  void it('is a store: frozen, the same object until something changes, and told of each change once', () => {
    const flow = make();
    const { state } = flow;
    expect(Object.isFrozen(state)).to.equal(true);
    flow.refresh();
    expect(flow.state === state).to.equal(true);
    let told = 0;
    const end = flow.subscribe(() => told++);
    flow.adopt(challenge());
    expect([told, flow.state.status]).to.deep.equal([1, 'ready']);
    end();
    flow.reset();
    expect([told, flow.state.status]).to.deep.equal([1, 'idle']);
  });

  void it('checks a code: right', async () => {
    const flow = adopted();
    const checked = flow.verify(CODE);
    expect(flow.state.status).to.equal('verifying');
    await turn();
    const [call] = backend.of('verifyOtp');
    expect((call!.args[0] as Challenge).id).to.equal('1');
    call!.resolve({ session: 'mine' });
    expect(await checked).to.equal(true);
    expect(flow.state).to.deep.include({ status: 'verified', by: 'sms', verification: { session: 'mine' } });
    expect(events).to.deep.equal([{ type: 'verified', by: 'sms' }]);
  });

  const REFUSALS: readonly [MfaErrorCode, MfaErrorOptions, OtpVerifyState['status']][] = [
    ['invalid-code', { attemptsLeft: 2 }, 'ready'],
    ['code-used', {}, 'expired'],
    ['code-expired', {}, 'expired'],
    ['challenge-expired', {}, 'expired'],
    ['too-many-attempts', {}, 'expired'],
    ['locked', { retryAt: Date.parse('2030-01-01T00:02:00Z') }, 'blocked'],
    ['rate-limited', { retryAt: Date.parse('2030-01-01T00:02:00Z') }, 'blocked'],
    ['locked', {}, 'ready'],
    ['unauthenticated', {}, 'ended'],
    ['network', {}, 'ready'],
    ['timeout', {}, 'ready'],
    ['server', {}, 'ready'],
    ['bad-response', {}, 'ready'],
    ['misconfigured', {}, 'ready'],
  ];
  for (const [code, options, status] of REFUSALS) {
    void it(`is ${status} after ${code}${options.retryAt ? ' with a time' : ''}`, async () => {
      const flow = adopted();
      await refuse(flow, code, options);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal([status, code]);
      expect(events.map(({ type }) => type)).to.deep.equal(['failed']);
    });
  }

  void it('sends what was refused no second time, and something else at once', async () => {
    const flow = adopted();
    await refuse(flow, 'invalid-code');
    expect(flow.state).to.include({ isRefused: true, refusals: 1 });
    expect(await flow.verify(CODE)).to.equal(false);
    expect(backend.of('verifyOtp')).to.have.lengthOf(1);
    flow.typed();
    expect(flow.state.failure).to.equal(undefined);
    void flow.verify('246802');
    await turn();
    expect(backend.of('verifyOtp')).to.have.lengthOf(2);
  });

  void it('takes what is typed while a check runs for another code', async () => {
    const flow = adopted();
    const checked = flow.verify(CODE);
    await turn();
    flow.typed();
    backend.of('verifyOtp')[0]!.reject(new MfaError('invalid-code'));
    await checked;
    expect(flow.state).to.include({ isRefused: false });
    void flow.verify('246802');
    await turn();
    expect(backend.of('verifyOtp')).to.have.lengthOf(2);
  });

  void it('makes one call at a time', async () => {
    const flow = adopted({ resendAt: clock.now() });
    const first = flow.verify(CODE);
    expect([await flow.verify(CODE), await flow.resend(), await flow.recover('abc')]).to.deep.equal([
      false,
      false,
      false,
    ]);
    await turn();
    expect(backend.calls).to.have.lengthOf(1);
    backend.calls[0]!.resolve({});
    expect(await first).to.equal(true);
    expect(await flow.resend(), 'and none after success').to.equal(false);
  });

  void it('believes no wait of years: there is a way on at once', async () => {
    const flow = adopted();
    await refuse(flow, 'rate-limited', { retryAt: clock.now() + 99_999_999_999 * SECOND });
    expect([flow.state.status, flow.state.resendAt?.remainingSeconds]).to.deep.equal(['ready', 30]);
  });

  void it('opens again when a lock ends', async () => {
    const flow = adopted({ expiresAt: clock.now() + HOUR });
    await refuse(flow, 'locked', { retryAt: clock.now() + 2 * MINUTE });
    expect(await flow.verify(CODE)).to.equal(false);
    clock.advance(2 * MINUTE);
    expect([flow.state.status, flow.state.failure]).to.deep.equal(['ready', undefined]);
  });

  for (const [what, ends] of [
    ['that has run out', () => clock.advance(HOUR)],
    ['with no attempts left', (flow: OtpVerifyFlow) => refuse(flow, 'too-many-attempts')],
  ] as const) {
    void it(`stays closed for a code ${what} when the wait for another one is over`, async () => {
      const flow = adopted({ resendAt: clock.now() });
      await ends(flow);
      const sent = flow.resend();
      await turn();
      backend.of('resendOtp')[0]!.reject(new MfaError('rate-limited', { retryAt: clock.now() + MINUTE }));
      await sent;
      expect([flow.state.status, flow.canResend]).to.deep.equal(['blocked', false]);
      clock.advance(MINUTE);
      expect([flow.state.status, flow.state.failure, flow.canResend]).to.deep.equal([
        'expired',
        undefined,
        true,
      ]);
    });
  }

  void describe('another code', () => {
    void it('waits, and longer each time: 30 s, 60 s, 120 s', async () => {
      const flow = adopted({ expiresAt: clock.now() + HOUR });
      const waits: number[] = [];
      for (const id of ['2', '3', '4']) {
        waits.push(flow.state.resendAt!.remainingMs / SECOND);
        expect(await flow.resend(), 'too early').to.equal(false);
        clock.advance(flow.state.resendAt!.remainingMs);
        const sent = flow.resend();
        await turn();
        backend
          .of('resendOtp')
          .at(-1)!
          .resolve(challenge({ id, expiresAt: clock.now() + HOUR }));
        expect(await sent).to.equal(true);
      }
      expect(waits).to.deep.equal([30, 60, 120]);
      expect([flow.state.sends, flow.state.challenge?.id]).to.deep.equal([4, '4']);
    });

    void it('goes over another channel as a request of its own, to the client that sent the first', async () => {
      const flow = make();
      const other = roleClient({ requestOtp: 'by hand', verifyOtp: 'by hand' });
      flow.adopt(challenge({ resendAt: clock.now() }), { client: other.client });
      const sent = flow.resend('email');
      await turn();
      expect(other.of('requestOtp')[0]!.args[0]).to.deep.equal({ channel: 'email' });
      other.of('requestOtp')[0]!.resolve({ id: 'e', channel: 'email' });
      expect(await sent).to.equal(true);
      expect(flow.state.channel).to.equal('email');
      void flow.verify(CODE);
      await turn();
      expect([other.of('verifyOtp').length, backend.calls.length]).to.deep.equal([1, 0]);
    });

    void it('is not sent more often than it may be', async () => {
      const flow = adopted({ resendAt: clock.now() }, { maxResends: 1 });
      const sent = flow.resend();
      await turn();
      backend.of('resendOtp')[0]!.resolve(challenge({ id: '2', resendAt: clock.now() }));
      await sent;
      expect(flow.state.resendsLeft).to.equal(false);
      expect(await flow.resend()).to.equal(false);
    });

    for (const odd of [undefined, null, 'ok', 42, false]) {
      void it(`is none where a client answers ${String(odd)}, and can be asked for again`, async () => {
        const flow = adopted({ resendAt: clock.now() });
        for (const channel of ['sms', 'email'] as const) {
          const sent = flow.resend(channel);
          await turn();
          backend.calls.at(-1)!.resolve(odd);
          expect(await sent).to.equal(false);
          expect(flow.state).to.include({ status: 'ready', channel: 'sms' });
          expect(flow.state.failure?.code).to.equal('bad-response');
        }
      });
    }

    void it('is not sent any more where it was given up while its client was loaded', async () => {
      let give: (client: MfaClient) => void;
      const client = {
        current: undefined,
        resolve: () => new Promise<MfaClient>((resolve) => (give = resolve)),
      };
      const flow = adopted({ resendAt: clock.now() }, { client });
      void flow.resend();
      flow.dispose();
      give!(backend.client);
      await turn();
      expect(backend.calls).to.deep.equal([]);
    });

    void it('leaves everything as it is where it could not be sent', async () => {
      const flow = adopted({ resendAt: clock.now() });
      const sent = flow.resend();
      await turn();
      backend.of('resendOtp')[0]!.reject(new MfaError('network'));
      expect(await sent).to.equal(false);
      expect(flow.state).to.deep.include({ status: 'ready', isRefused: false });
      expect(flow.state.challenge?.id).to.equal('1');
    });
  });

  void describe('the same again', () => {
    const again = (): Challenge => ({ id: '1', channel: 'sms', destination: '*0406' });

    void it('is no other challenge, however often it is set', () => {
      const flow = make();
      flow.show(again());
      const { state } = flow;
      for (let render = 0; render < 5; render++) flow.show(again());
      expect(flow.state === state).to.equal(true);
    });

    void it('does not undo a newer code', async () => {
      const flow = make({ resendDelay: 0 });
      flow.show(again());
      const sent = flow.resend();
      await turn();
      backend.of('resendOtp')[0]!.resolve(challenge({ id: '2' }));
      await sent;
      flow.show(again());
      expect(flow.state.challenge?.id).to.equal('2');
    });

    void it('is another where anything of it is another', () => {
      const flow = make();
      flow.show(again());
      flow.show({ ...again(), expiresAt: clock.now() + MINUTE });
      expect(flow.state.expiresAt?.remainingMs).to.equal(MINUTE);
    });

    void it('counts as one send, in however many elements it is shown', () => {
      const records = memoryRecords();
      const options = { records, recordKey: 'page' };
      const waits: number[] = [];
      for (let element = 0; element < 4; element++) {
        const flow = make(options);
        flow.show(again());
        waits.push(flow.state.resendAt!.remainingMs / SECOND);
        expect(flow.state.expiresAt!.remainingMs / SECOND).to.equal(300 - element * 5);
        flow.dispose();
        clock.advance(5 * SECOND);
      }
      expect(waits).to.deep.equal([30, 25, 20, 15]);
    });

    void it('counts each time it is adopted, for a backend that uses one id for all', () => {
      const flow = make();
      for (const wait of [30, 60, 120]) {
        flow.adopt(again());
        expect(flow.state.resendAt!.remainingMs / SECOND).to.equal(wait);
      }
    });
  });

  void describe('time', () => {
    void it('is over at the end, by both clocks, and says so once', () => {
      const flow = adopted();
      clock.advance(5 * MINUTE - 1);
      expect(flow.state.status).to.equal('ready');
      clock.advance(1);
      expect([flow.state.status, flow.state.failure]).to.deep.equal(['expired', undefined]);
      expect(events).to.deep.equal([{ type: 'expired', channel: 'sms' }]);
    });

    for (const odd of [NaN, Infinity, '2030-01-01T00:01:00Z', null] as number[]) {
      for (const by of ['adopt', 'show'] as const) {
        void it(`is not known where ${String(odd)} is said: ${by}`, () => {
          const flow = make();
          flow[by](challenge({ expiresAt: odd, resendAt: odd }));
          const { expiresAt, expiryIsCertain, resendAt } = flow.state;
          expect([expiresAt?.remainingSeconds, expiryIsCertain, resendAt?.remainingSeconds]).to.deep.equal([
            300,
            false,
            30,
          ]);
        });
      }
    }

    void it('is only likely where nobody knows', () => {
      const flow = make();
      flow.adopt({ id: '1', channel: 'sms' });
      expect(flow.state.expiryIsCertain).to.equal(false);
      clock.advance(5 * MINUTE);
      expect(flow.state).to.include({ status: 'ready', mayHaveExpired: true });
    });

    void it('moves with a clock that is set back: the same seconds as before', () => {
      const flow = adopted({ resendAt: clock.now() + 30 * SECOND });
      clock.advance(10 * SECOND);
      clock.set(clock.now() - HOUR);
      const { expiresAt, resendAt } = flow.state;
      expect([expiresAt!.remainingSeconds, resendAt!.remainingSeconds]).to.deep.equal([290, 20]);
      expect(resendAt!.at).to.equal(clock.now() + 20 * SECOND);
      clock.advance(20 * SECOND);
      expect(flow.state.resendAt).to.equal(undefined);
      clock.advance(270 * SECOND);
      expect(flow.state.status).to.equal('expired');
    });

    void it('is over where the two clocks of a machine are read in steps, and one lags by less than a second', () => {
      const { monotonic } = clock;
      const inSteps = { value: () => Math.floor(monotonic!() / 100) * 100 - 0.4 };
      clock = Object.create(clock, { monotonic: inSteps }) as FakeClock;
      const flow = adopted({ expiresAt: clock.now() + 5 * MINUTE + 50 });
      clock.advance(5 * MINUTE + 50);
      expect(flow.state).to.include({ status: 'expired', mayHaveExpired: false });
    });

    for (const [what, jump] of [
      ['sleep', () => clock.sleep(HOUR)],
      [
        'a clock that is set forward',
        () => {
          clock.set(clock.now() + HOUR);
          clock.advance(5 * MINUTE - 1);
        },
      ],
    ] as const) {
      void it(`may have run out after ${what}, and the server decides`, async () => {
        const flow = adopted();
        jump();
        expect(flow.state).to.include({ status: 'ready', mayHaveExpired: true, resendAt: undefined });
        const checked = flow.verify(CODE);
        await turn();
        backend.of('verifyOtp')[0]!.resolve({});
        expect(await checked).to.equal(true);
      });
    }

    void it('does not end a check that is under way', async () => {
      const flow = adopted();
      const checked = flow.verify(CODE);
      await turn();
      clock.advance(6 * MINUTE);
      expect(flow.state.status).to.equal('verifying');
      backend.of('verifyOtp')[0]!.reject(new MfaError('network'));
      await checked;
      expect(flow.state.status).to.equal('expired');
    });

    void it('takes one timer for a deadline beyond what a timer can hold', () => {
      clock = fakeClock();
      const flow = adopted({ expiresAt: clock.now() + 40 * 24 * HOUR, resendAt: clock.now() });
      clock.advance(MINUTE);
      expect(clock.wakeUps).to.equal(0);
      clock.advance(40 * 24 * HOUR);
      expect([flow.state.status, clock.wakeUps]).to.deep.equal(['expired', 2]);
    });
  });

  void describe('leaving', () => {
    void it('gives the call up, forgets, and keeps challenge and wait', async () => {
      const flow = adopted();
      const checked = flow.verify(CODE);
      await turn();
      flow.dispose();
      expect(await checked).to.equal(false);
      expect((backend.of('verifyOtp')[0]!.args[2] as { signal: AbortSignal }).signal.aborted).to.equal(true);
      expect(clock.pending).to.equal(0);
      flow.subscribe(() => {});
      expect(flow.state.status).to.equal('ready');
      expect(flow.state.resendAt?.remainingSeconds).to.equal(30);
      clock.advance(5 * MINUTE);
      expect(flow.state.status).to.equal('expired');
    });

    void it('sees at once what has run out meanwhile', () => {
      const flow = adopted();
      flow.dispose();
      clock.advance(HOUR);
      expect(flow.state.status).to.equal('ready');
      flow.subscribe(() => {});
      expect(flow.state.status).to.equal('expired');
    });

    void it('keeps over a reload the wait that the server wants, and what it had kept before', async () => {
      const options = { records: memoryRecords(), recordKey: 'page' };
      const flow = adopted({ resumable: true }, options);
      clock.advance(30 * SECOND);
      const sent = flow.resend();
      await turn();
      backend.of('resendOtp')[0]!.reject(new MfaError('rate-limited', { retryAt: clock.now() + 2 * MINUTE }));
      await sent;
      clock.advance(10 * SECOND);
      const { state } = make(options);
      expect([state.status, state.challenge?.id, state.sends]).to.deep.equal(['ready', '1', 1]);
      expect([state.resendAt?.remainingSeconds, state.expiresAt?.remainingSeconds]).to.deep.equal([110, 260]);
    });

    void it('keeps over a reload what is no secret, and nothing else', async () => {
      const records = memoryRecords();
      const options = { records, recordKey: 'page' };
      const flow = make(options);
      flow.adopt(challenge({ id: 'ticket-7', request: { channel: 'sms', destination: '+12025550406' } }));
      await refuse(flow, 'network');
      expect(records.text()).to.not.contain('ticket-7').and.not.contain('2025550406').and.not.contain(CODE);
      const later = make(options);
      expect([later.state.status, later.state.resendAt?.remainingSeconds]).to.deep.equal(['idle', 30]);
      const resumable = make(options);
      resumable.adopt(challenge({ resumable: true }));
      clock.advance(10 * SECOND);
      const again = make(options);
      expect([again.state.status, again.state.challenge?.id]).to.deep.equal(['ready', '1']);
      expect(again.state.expiresAt?.remainingSeconds).to.equal(290);
    });
  });

  void describe('an authenticator app', () => {
    void it('needs no request, starts its challenge itself, and never voids', async () => {
      const flow = make({ channel: 'totp', deviceName: 'Phone' });
      expect(flow.state.status).to.equal('ready');
      const checked = flow.verify(CODE);
      await turn();
      expect(backend.of('requestOtp')[0]!.args[0]).to.deep.equal({ channel: 'totp', deviceName: 'Phone' });
      backend.of('requestOtp')[0]!.resolve({ id: 't', channel: 'totp' });
      await turn();
      backend.of('verifyOtp')[0]!.reject(new MfaError('code-used'));
      await checked;
      expect(flow.state).to.include({ status: 'ready', isRefused: true, resendAt: undefined });
    });

    for (const by of ['adopt', 'show'] as const) {
      void it(`has codes for ever, whatever its challenge says, and another challenge where that is over: ${by}`, async () => {
        const flow = make();
        flow[by](challenge());
        flow[by](challenge({ id: 't', channel: 'totp' }));
        expect(flow.state.expiresAt).to.equal(undefined);
        clock.advance(HOUR);
        expect(flow.state).to.include({ status: 'ready', mayHaveExpired: false });
        const checked = flow.verify(CODE);
        await turn();
        backend.of('verifyOtp')[0]!.reject(new MfaError('challenge-expired'));
        await turn();
        backend.of('requestOtp')[0]!.resolve(challenge({ id: 't2', channel: 'totp' }));
        await turn();
        expect((backend.of('verifyOtp')[1]!.args[0] as Challenge).id).to.equal('t2');
        backend.of('verifyOtp')[1]!.resolve({});
        expect(await checked).to.equal(true);
      });
    }

    for (const isStarted of [false, true]) {
      const what = isStarted ? 'though a challenge of it is there' : 'before anything was checked';
      void it(`is left for a message that is yet to be sent, ${what}`, async () => {
        let channel: 'sms' | 'totp' = 'totp';
        const flow = make({ channel: () => channel });
        if (isStarted) {
          const checked = flow.verify(CODE);
          await turn();
          backend.of('requestOtp')[0]!.resolve({ id: 't', channel: 'totp' });
          await turn();
          backend.of('verifyOtp')[0]!.reject(new MfaError('invalid-code'));
          await checked;
        }
        channel = 'sms';
        flow.refresh();
        expect(flow.state).to.include({ status: 'idle', channel: 'sms', challenge: undefined, refusals: 0 });
        channel = 'totp';
        flow.refresh();
        expect(flow.state).to.include({ status: 'ready', channel: 'totp' });
      });
    }

    void it('is not asked for while a code that was sent can be entered, nor in place of what is over', async () => {
      let channel: 'sms' | 'totp' = 'sms';
      const flow = adopted({}, { channel: () => channel });
      channel = 'totp';
      flow.refresh();
      expect(flow.state).to.include({ status: 'ready', channel: 'sms' });
      await refuse(flow, 'unauthenticated');
      channel = 'sms';
      flow.refresh();
      expect(flow.state.status).to.equal('ended');
    });

    for (const [what, end] of [
      ['has left', (flow: OtpVerifyFlow) => flow.dispose()],
      ['has another challenge', (flow: OtpVerifyFlow) => flow.adopt(challenge())],
    ] as const) {
      void it(`is not checked any more for who ${what} when its challenge comes late`, async () => {
        const flow = make({ channel: 'totp' });
        void flow.verify(CODE);
        await turn();
        end(flow);
        const { state } = flow;
        backend.of('requestOtp')[0]!.resolve({ id: 't', channel: 'totp' });
        await turn();
        expect(backend.of('verifyOtp')).to.deep.equal([]);
        flow.refresh();
        expect(flow.state === state).to.equal(true);
      });
    }

    void it('is checked against no challenge where a client starts none', async () => {
      const flow = make({ channel: 'totp' });
      const checked = flow.verify(CODE);
      await turn();
      backend.of('requestOtp')[0]!.resolve(null);
      expect(await checked).to.equal(false);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['ready', 'bad-response']);
      expect(backend.of('verifyOtp')).to.deep.equal([]);
    });

    void it('takes a recovery code', async () => {
      const flow = make({ channel: 'totp' });
      const checked = flow.recover('abcd-efgh');
      await turn();
      backend.of('verifyRecoveryCode')[0]!.resolve({});
      expect(await checked).to.equal(true);
      expect(events).to.deep.equal([{ type: 'verified', by: 'recovery-code' }]);
    });
  });

  void it('asks for a proof in the middle of a check, and goes on with it', async () => {
    const flow = adopted();
    const checked = flow.verify(CODE);
    await turn();
    backend.of('verifyOtp')[0]!.reject(new MfaError('proof-required', { proof: 'password' }));
    await turn();
    expect([flow.state.status, flow.proof.state.status]).to.deep.equal(['proving', 'asking']);
    flow.proof.give({ password: 'secret' });
    await turn();
    expect(backend.of('verifyOtp')[1]!.args[2]).to.have.deep.property('proof', { password: 'secret' });
    backend.of('verifyOtp')[1]!.resolve({});
    expect(await checked).to.equal(true);
  });

  void it('keeps neither code nor proof in what can be seen of it', async () => {
    const flow = adopted();
    await refuse(flow, 'invalid-code');
    const text = JSON.stringify([flow.state, flow.proof.state, events, Object.values(flow)]);
    expect(text).to.not.contain(CODE);
  });

  void it('is what its model says, over 10,000 random steps', async () => {
    const random = seeded(8);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const CODES: readonly MfaErrorCode[] = [
      'invalid-code',
      'code-expired',
      'locked',
      'unauthenticated',
      'network',
    ];
    let flow = make({ resendDelay: 30 });
    let ids = 0;
    const openCalls = (): RoleClient['calls'] => backend.calls.filter((call) => !answered.has(call));
    const answered = new Set<unknown>();
    const next = (): Challenge =>
      challenge({ id: `${++ids}`, expiresAt: clock.now() + pick([MINUTE, 10 * MINUTE]) });
    const steps: readonly (() => void)[] = [
      () => flow.adopt(next()),
      () => flow.show(pick([flow.state.challenge, next()])),
      () => void flow.verify(CODE),
      () => void flow.verify(CODE),
      () => void flow.resend(pick(['sms', 'email'])),
      () => flow.typed(),
      () => clock.advance(pick([SECOND, 20 * SECOND, 5 * MINUTE])),
      () => clock.set(clock.now() - pick([MINUTE, HOUR])),
      () => flow.refresh(),
      () => {
        for (const call of openCalls()) {
          answered.add(call);
          if (random() < 0.5) call.reject(new MfaError(pick(CODES), { retryAt: clock.now() + MINUTE }));
          else call.resolve(call.name === 'verifyOtp' ? {} : next());
        }
      },
      () => {
        if (random() < 0.2) flow.dispose();
        flow.subscribe(() => {});
      },
      () => {
        if (random() < 0.1) flow.reset();
      },
      () => {
        if (random() < 0.2) flow = make({ resendDelay: 30 });
      },
    ];
    for (let step = 0; step < 10_000; step++) {
      const before = backend.calls.length;
      const { status, resendAt } = flow.state;
      pick(steps)();
      await Promise.resolve();
      await Promise.resolve();
      if (step % 4 === 0) await turn();
      const { state } = flow;
      const made = backend.calls.slice(before);
      const note = `step ${step}: ${status} -> ${state.status}`;
      expect(made.length, `one call at a time, ${note}`).to.be.lessThan(2);
      if (made[0] && made[0].name !== 'verifyOtp')
        expect(resendAt?.isPast ?? true, `no send before its time, ${note}`).to.equal(true);
      if (state.status === 'verified') expect(state.failure, note).to.equal(undefined);
      if (state.status === 'idle') expect(state.challenge, note).to.equal(undefined);
      if (state.status === 'ready') expect(state.expiresAt?.isSurelyPast ?? false, note).to.equal(false);
      if (state.status === 'blocked') expect(state.blockedUntil.isPast, note).to.equal(false);
      if (state.resendAt) expect(state.resendAt.remainingMs, note).to.be.greaterThan(0);
      expect(JSON.stringify(state), note).to.not.contain(CODE);
    }
  });
});
