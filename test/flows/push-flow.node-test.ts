import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { PushChallenge } from '../../src/core/client.js';
import { MfaError, MFA_ERROR_CODES, type MfaErrorCode } from '../../src/core/mfa-error.js';
import type { Schedule } from '../../src/core/schedule.js';
import { plainSchedule } from '../../src/core/schedule.js';
import { PushFlow } from '../../src/flows/push-flow.js';
import {
  PUSH_STATUSES,
  type PushEvent,
  type PushFlowOptions,
  type PushState,
  type PushStatus,
} from '../../src/flows/push-state.js';
import { fakeClock, steadyClock, type FakeClock } from '../support/fake-clock.js';
import { memoryRecords, turn } from '../support/flows.js';
import { roleClient, type Answers, type RoleCall, type RoleClient } from '../support/role-client.js';
import { seeded } from '../support/seeded.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const TOKEN = 'eyJ-session-token';
const SESSION = { session: TOKEN };

function pushRoom(roles: Answers = {}): RoleClient {
  return roleClient({ sendPush: 'by hand', pollPush: 'by hand', ...roles });
}

void describe('PushFlow', () => {
  let clock: FakeClock;
  let room: RoleClient;
  let events: string[];

  beforeEach(() => {
    clock = fakeClock();
    room = pushRoom();
    events = [];
  });

  const challenge = (more: Partial<PushChallenge> = {}): PushChallenge => ({
    id: 'p1',
    number: '42',
    expiresAt: clock.now() + 5 * MINUTE,
    ...more,
  });

  function make(options: Partial<PushFlowOptions> = {}): PushFlow {
    const flow = new PushFlow({ client: room.client, clock, ...options });
    flow.subscribe(() => {});
    flow.onEvent((event: PushEvent) => events.push(event.type));
    return flow;
  }

  async function reply(what: unknown): Promise<void> {
    await turn();
    const call = room.calls.at(-1)!;
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    await turn();
  }

  async function advance(ms: number): Promise<void> {
    clock.advance(ms);
    await turn();
  }

  /** A flow whose notification was sent, as the backend says. */
  async function waiting(
    more: Partial<PushChallenge> = {},
    options: Partial<PushFlowOptions> = {},
  ): Promise<PushFlow> {
    const flow = make(options);
    void flow.send();
    await reply(challenge(more));
    return flow;
  }

  /** One that was asked about once, with this answer. */
  async function answered(what: unknown): Promise<PushFlow> {
    const flow = await waiting();
    await advance(2 * SECOND);
    await reply(what);
    return flow;
  }

  const polls = (): number => room.of('pollPush').length;

  const REACHED: Record<PushStatus, () => Promise<PushFlow>> = {
    ready: () => Promise.resolve(make()),
    sending: async () => {
      const flow = make();
      void flow.send();
      await turn();
      return flow;
    },
    proving: async () => {
      const flow = make();
      void flow.send();
      await reply(new MfaError('proof-required', { proof: 'password' }));
      return flow;
    },
    waiting: () => waiting(),
    verified: () => answered(SESSION),
    denied: () => answered(new MfaError('push-denied')),
    expired: () => answered(new MfaError('challenge-expired')),
    failed: () => answered(new MfaError('not-enrolled')),
    ended: () => answered(new MfaError('unauthenticated')),
  };
  for (const status of PUSH_STATUSES)
    void it(`reaches ${status}, frozen, and keeps nothing that is secret once nobody is left`, async () => {
      const flow = await REACHED[status]();
      expect(flow.state.status).to.equal(status);
      expect(Object.isFrozen(flow.state)).to.equal(true);
      flow.dispose();
      expect(flow.state.status).to.equal(status === 'verified' ? 'verified' : 'ready');
      expect(flow.state.failure).to.equal(undefined);
      expect(JSON.stringify(flow.state)).to.not.contain(TOKEN);
      expect([clock.pending, room.live.length, flow.proof.state.status]).to.deep.equal([0, 0, 'idle']);
    });

  void it('sends once, at a command, and shows the number that was sent', async () => {
    const flow = make({ deviceName: 'Pixel 9' });
    await advance(MINUTE);
    expect(room.calls).to.have.lengthOf(0);
    const done = flow.send();
    expect(await flow.send(), 'one at a time').to.equal(false);
    await reply(challenge({ number: '07' }));
    expect(await done).to.equal(true);
    expect(flow.state).to.include({ status: 'waiting', number: '07', deviceName: 'Pixel 9', sends: 1 });
    expect(room.of('sendPush')[0]!.args[0]).to.deep.equal({ deviceName: 'Pixel 9' });
    for (let second = 0; second < 290; second++) {
      await advance(SECOND);
      room.live.at(-1)?.resolve(undefined);
      await turn();
    }
    expect(room.of('sendPush'), 'never by itself again').to.have.lengthOf(1);
    expect(events).to.deep.equal(['sent']);
  });

  for (const odd of [NaN, '2030-01-01T00:01:00Z', null] as number[])
    void it(`asks, and ends, where ${odd} is said of the end`, async () => {
      const flow = await waiting({ expiresAt: odd, resendAt: odd });
      await advance(2 * SECOND);
      await reply(undefined);
      expect([polls(), flow.state.resendAt?.remainingSeconds]).to.deep.equal([1, 28]);
      await advance(5 * MINUTE);
      // What was asked before the end, and once more at the end.
      await reply(undefined);
      await reply(undefined);
      expect(flow.state.status).to.equal('expired');
    });

  void it('hands on what the backend gave, and is then done', async () => {
    const flow = await answered(SESSION);
    expect(flow.state).to.deep.include({ status: 'verified', verification: SESSION });
    expect(events).to.deep.equal(['sent', 'verified']);
    expect(await flow.send()).to.equal(false);
    await advance(10 * MINUTE);
    expect([polls(), clock.pending]).to.deep.equal([1, 0]);
  });

  void describe('the pace', () => {
    async function gaps(flow: PushFlow, count: number, answer?: unknown): Promise<number[]> {
      const found: number[] = [];
      let last = clock.now();
      for (let step = 0; step < 2000 && found.length < count; step++) {
        await advance(100);
        const call = room.live.at(-1);
        if (!call) continue;
        found.push(clock.now() - last);
        last = clock.now();
        if (answer instanceof MfaError) call.reject(answer);
        else call.resolve(answer);
        await turn();
      }
      expect(flow.state.status).to.equal('waiting');
      return found;
    }

    void it('is two seconds at first and five later', async () => {
      const found = await gaps(await waiting(), 7);
      expect(found[0]).to.equal(2 * SECOND);
      expect(found.at(-1)).to.equal(5 * SECOND);
      expect(found).to.deep.equal([...found].sort((a, b) => a - b));
    });

    void it('is the backend’s own where it says', async () => {
      expect(await gaps(await waiting({ pollAfterMs: 4000 }), 4)).to.deep.equal([4000, 4000, 4000, 4000]);
    });

    for (const [pollAfterMs, gap] of [
      [1, SECOND],
      [10 * MINUTE, MINUTE],
      [NaN, 2 * SECOND],
      [-5, 2 * SECOND],
      ['4' as unknown as number, 2 * SECOND],
    ] as const)
      void it(`is no slip of the backend: ${pollAfterMs}`, async () => {
        expect((await gaps(await waiting({ pollAfterMs }), 1))[0]).to.equal(gap);
      });

    void it('slows down where the backend is in trouble, and goes on after it', async () => {
      const flow = await waiting({ pollAfterMs: 4000 });
      expect(await gaps(flow, 5, new MfaError('server'))).to.deep.equal([4000, 8000, 16000, 30000, 30000]);
      expect(flow.state).to.have.nested.property('trouble.code', 'server');
      expect(await gaps(flow, 2)).to.deep.equal([30000, 4000]);
      expect(flow.state).to.have.property('trouble', undefined);
      expect(events, 'trouble ends nothing').to.deep.equal(['sent']);
    });

    void it('waits as long as the backend wants', async () => {
      const flow = await waiting();
      await advance(2 * SECOND);
      await reply(new MfaError('rate-limited', { retryAt: clock.now() + 45 * SECOND }));
      await advance(44 * SECOND);
      expect(polls()).to.equal(1);
      await advance(SECOND);
      expect(polls()).to.equal(2);
      expect(flow.state.resendAt, 'the wait before a send is another').to.equal(undefined);
    });

    void it('never has two questions under way', async () => {
      await waiting();
      await advance(4 * MINUTE);
      expect(polls()).to.equal(1);
    });
  });

  void describe('a page that is hidden', () => {
    /** Tells nothing of time while the page is hidden, and what was due meanwhile when it shows. */
    function hiding(): Schedule & { hide(): void; show(): void } {
      const due: (() => void)[] = [];
      const plain = plainSchedule(clock);
      let isHidden = false;
      return {
        when: (deadline, callback) => {
          let isUndone = false;
          const undo = plain.when(deadline, () => {
            const call = (): void => {
              if (!isUndone) callback();
            };
            if (isHidden) due.push(call);
            else call();
          });
          return () => {
            isUndone = true;
            undo();
          };
        },
        hide: () => void (isHidden = true),
        show: () => {
          isHidden = false;
          for (const call of due.splice(0)) call();
        },
      };
    }

    void it('asks nothing until it shows, and then at once', async () => {
      const schedule = hiding();
      await waiting({}, { schedule });
      schedule.hide();
      await advance(MINUTE);
      expect(polls()).to.equal(0);
      schedule.show();
      expect(polls()).to.equal(1);
    });

    void it('asks once more when it shows after the end: the person was in their app', async () => {
      const schedule = hiding();
      const flow = await waiting({}, { schedule });
      schedule.hide();
      await advance(6 * MINUTE);
      schedule.show();
      expect([polls(), flow.state.status]).to.deep.equal([1, 'waiting']);
      await reply(SESSION);
      expect(flow.state.status).to.equal('verified');
    });
  });

  void describe('the end', () => {
    void it('comes with the deadline, after one last question', async () => {
      const flow = await waiting({ pollAfterMs: MINUTE, expiresAt: clock.now() + 90 * SECOND });
      await advance(MINUTE);
      await reply(undefined);
      await advance(30 * SECOND);
      expect(flow.state.status).to.equal('waiting');
      await reply(undefined);
      expect(flow.state.status).to.equal('expired');
      expect(events).to.deep.equal(['sent', 'expired']);
      await advance(10 * MINUTE);
      expect([polls(), clock.pending]).to.deep.equal([2, 0]);
    });

    void it('comes without a connection too', async () => {
      const flow = await waiting({ expiresAt: clock.now() + MINUTE });
      for (let second = 0; second < 61; second++) {
        await advance(SECOND);
        room.live.at(-1)?.reject(new MfaError('network'));
        await turn();
      }
      expect([flow.state.status, flow.state.failure]).to.deep.equal(['expired', undefined]);
    });

    void it('is the page’s where the backend does not say', async () => {
      const flow = await waiting({ expiresAt: undefined as unknown as number }, { expiresIn: 100 });
      expect(flow.state).to.have.nested.property('expiresAt.remainingSeconds', 100);
    });

    void it('is only possible where the clock may have been set: the backend decides', async () => {
      clock = steadyClock();
      const flow = await waiting();
      clock.sleep(10 * MINUTE);
      await turn();
      expect(flow.state).to.include({ status: 'waiting', mayHaveExpired: true });
      await reply(SESSION);
      expect(flow.state.status).to.equal('verified');
    });

    for (const code of MFA_ERROR_CODES)
      void it(`a question that ends with ${code} has a way on`, async () => {
        const flow = await answered(new MfaError(code));
        const goesOn = ['network', 'timeout', 'bad-response', 'server', 'rate-limited'].includes(code);
        const isOverdue = ['challenge-expired', 'code-expired', 'code-used'].includes(code);
        const isDeclined = code === 'proof-required';
        const status = goesOn
          ? 'waiting'
          : isOverdue
            ? 'expired'
            : code === 'push-denied'
              ? 'denied'
              : code === 'unauthenticated'
                ? 'ended'
                : 'failed';
        expect(flow.state.status).to.equal(isDeclined ? 'failed' : status);
        expect(flow.state.failure?.code).to.equal(goesOn || isOverdue ? undefined : code);
        expect(events.slice(1)).to.deep.equal(
          goesOn ? [] : isOverdue ? ['expired'] : [code === 'push-denied' ? 'denied' : 'failed'],
        );
        await advance(MINUTE);
        const sends = room.of('sendPush').length;
        if (!goesOn) void flow.send();
        await turn();
        expect(room.of('sendPush')).to.have.lengthOf(
          goesOn || code === 'unauthenticated' ? sends : sends + 1,
        );
      });

    for (const junk of ['yes', true, 7, 0, false])
      void it(`is no ${JSON.stringify(junk)}`, async () => {
        const flow = await answered(junk);
        expect(flow.state).to.have.nested.property('trouble.code', 'bad-response');
      });
  });

  void describe('another one', () => {
    void it('is sent only after the wait, which grows', async () => {
      const flow = await waiting();
      expect(flow.state.resendAt?.remainingSeconds).to.equal(30);
      expect(await flow.send()).to.equal(false);
      clock.advance(30 * SECOND);
      void flow.send();
      await turn();
      expect(room.calls.at(-1)!.name, 'the question under way comes first').to.equal('pollPush');
      await reply(undefined);
      expect(room.calls.at(-1)!.name).to.equal('sendPush');
      await reply(challenge({ id: 'p2', number: '17' }));
      expect(flow.state).to.include({ status: 'waiting', number: '17', sends: 2 });
      expect(flow.state.resendAt?.remainingSeconds).to.equal(60);
    });

    void it('is not sent where the one before was approved just now', async () => {
      const flow = await waiting();
      clock.advance(30 * SECOND);
      const sent = flow.send();
      await reply(SESSION);
      expect(await sent).to.equal(false);
      expect([flow.state.status, room.of('sendPush').length]).to.deep.equal(['verified', 1]);
    });

    void it('leaves the one before where it cannot be sent', async () => {
      const flow = await waiting({ pollAfterMs: MINUTE });
      clock.advance(30 * SECOND);
      void flow.send();
      await reply(new MfaError('delivery-failed'));
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['waiting', 'delivery-failed']);
      await advance(30 * SECOND);
      await reply(SESSION);
      expect(flow.state.status).to.equal('verified');
    });

    void it('takes the one before back, where the backend can', async () => {
      room = pushRoom({ cancelPush: () => Promise.resolve() });
      const flow = await waiting({ pollAfterMs: MINUTE });
      clock.advance(30 * SECOND);
      void flow.send();
      await turn();
      room.calls.at(-1)!.resolve(challenge({ id: 'p2' }));
      await turn();
      expect(flow.state.status).to.equal('waiting');
      expect(room.of('cancelPush').map(({ args }) => (args[0] as PushChallenge).id)).to.deep.equal(['p1']);
    });

    void it('is limited where the page says so', async () => {
      const flow = await waiting({ pollAfterMs: MINUTE }, { maxResends: 0 });
      expect(flow.state.resendsLeft).to.equal(false);
      clock.advance(30 * SECOND);
      expect(await flow.send()).to.equal(false);
    });

    void it('waits over a reload too', async () => {
      const records = memoryRecords();
      await waiting({}, { records, recordKey: 'push' });
      expect(records.text()).to.not.contain('p1').and.not.contain('42');
      const flow = make({ records, recordKey: 'push' });
      expect(flow.state).to.include({ status: 'ready', sends: 1 });
      expect(await flow.send()).to.equal(false);
      await advance(30 * SECOND);
      void flow.send();
      expect(flow.state.status).to.equal('sending');
    });

    void it('waits as long as the backend wants after a refusal', async () => {
      const flow = make();
      void flow.send();
      await reply(new MfaError('rate-limited', { retryAt: clock.now() + MINUTE }));
      expect([flow.state.status, flow.state.resendAt?.remainingSeconds]).to.deep.equal(['failed', 60]);
      expect(await flow.send()).to.equal(false);
    });
  });

  void describe('leaving', () => {
    for (const how of ['cancel', 'dispose'] as const)
      void it(`takes back what was sent: ${how}`, async () => {
        room = pushRoom({ cancelPush: () => Promise.reject(new MfaError('network')) });
        const flow = await waiting();
        flow[how]();
        expect(room.of('cancelPush')).to.have.lengthOf(1);
        expect(flow.state.status).to.equal('ready');
        expect(flow.state.resendAt, 'the wait goes on').to.not.equal(undefined);
        await advance(10 * MINUTE);
        expect([polls(), events.join()]).to.deep.equal([0, 'sent']);
      });

    void it('in the middle of the send takes back what comes of it', async () => {
      room = pushRoom({ cancelPush: () => Promise.resolve() });
      const flow = make();
      const sent = flow.send();
      await turn();
      flow.dispose();
      room.calls[0]!.resolve(challenge());
      await turn();
      expect([await sent, flow.state.status]).to.deep.equal([false, 'ready']);
      expect(room.of('cancelPush')).to.have.lengthOf(1);
    });

    void it('in the middle of a question gives that up', async () => {
      const flow = await waiting();
      await advance(2 * SECOND);
      const { signal } = room.calls.at(-1)!.args[1] as { signal: AbortSignal };
      flow.dispose();
      expect(signal.aborted).to.equal(true);
      await reply(SESSION);
      expect([flow.state.status, events.join()]).to.deep.equal(['ready', 'sent']);
    });

    void it('takes nothing back that is done', async () => {
      room = pushRoom({ cancelPush: () => Promise.resolve() });
      (await answered(SESSION)).dispose();
      expect(room.of('cancelPush')).to.have.lengthOf(0);
    });

    void it('may be done by who hears of the end', async () => {
      const flow = make();
      flow.subscribe(() => {
        if (flow.state.status === 'verified') flow.dispose();
      });
      void flow.send();
      await reply(challenge());
      await advance(2 * SECOND);
      await reply(SESSION);
      expect(flow.state).to.include({ status: 'verified', verification: undefined });
    });
  });

  void describe('a proof', () => {
    const wanted = new MfaError('proof-required', { proof: 'password' });

    void it('is asked for before the send, and goes along', async () => {
      const flow = await REACHED.proving();
      flow.proof.give({ password: 'open sesame' });
      await turn();
      expect(room.calls.at(-1)!.args.at(-1)).to.have.deep.property('proof', { password: 'open sesame' });
      expect(flow.state.status).to.equal('sending');
    });

    void it('may be declined: then everything is as it was', async () => {
      const flow = await REACHED.proving();
      flow.proof.decline();
      await turn();
      expect([flow.state.status, flow.state.failure, events.length]).to.deep.equal(['ready', undefined, 0]);
    });

    void it('may be wanted with the answer', async () => {
      room = pushRoom();
      const flow = await answered(wanted);
      expect(flow.state).to.include({ status: 'proving', number: '42' });
      flow.proof.give({ password: 'open sesame' });
      await reply(SESSION);
      expect(flow.state.status).to.equal('verified');
    });
  });

  void it('tells the backend that the person wants this device remembered', async () => {
    const flow = await waiting();
    flow.remember(true);
    expect(flow.state.rememberDevice).to.equal(true);
    await advance(2 * SECOND);
    expect(room.calls.at(-1)!.args[1]).to.include({ rememberDevice: true });
    flow.dispose();
    expect(flow.state.rememberDevice).to.equal(false);
  });

  for (const [what, options] of [
    ['cannot', { client: {} }],
    ['is not there', { client: () => undefined }],
  ] as const)
    void it(`is misconfigured where the client ${what}`, async () => {
      const flow = make(options);
      expect(await flow.send()).to.equal(false);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'misconfigured']);
    });

  for (const junk of [null, {}, 'some', { id: 7 }])
    void it(`takes ${JSON.stringify(junk)} for no notification`, async () => {
      const flow = make();
      void flow.send();
      await reply(junk);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'bad-response']);
    });

  void it('asks the client that has sent it, whatever the page has by then', async () => {
    const other = pushRoom();
    let client = room.client;
    await waiting({}, { client: () => client });
    client = other.client;
    await advance(2 * SECOND);
    expect([polls(), other.calls.length]).to.deep.equal([1, 0]);
  });

  void it('is the same state for a question that tells nothing new', async () => {
    const flow = await waiting();
    await advance(2 * SECOND);
    const before: PushState = flow.state;
    await reply(undefined);
    expect(flow.state === before).to.equal(true);
  });

  void it('is what its model says, over 10,000 random steps', async () => {
    const random = seeded(17);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    room = pushRoom({ cancelPush: () => Promise.resolve() });
    let flow = make();
    const model = {
      status: 'ready' as PushStatus,
      failure: undefined as MfaErrorCode | undefined,
      /** Whether one is on the person's device, and until when. */
      isOut: false,
      end: 0,
      resendAt: 0,
      sends: 0,
    };
    const answeredCalls = new Set<RoleCall>();
    const waits = (): boolean => clock.now() < model.resendAt;
    const isOver = (): boolean => clock.now() >= model.end;
    /** Where it is when nothing is being sent. */
    const rest = (status: PushStatus, failure?: MfaErrorCode): void =>
      void Object.assign(model, { status, failure, isOut: status === 'waiting' });
    const answer = async (one: RoleCall): Promise<void> => {
      answeredCalls.add(one);
      const isLive = room.live.includes(one);
      const kind = random();
      if (one.name === 'sendPush') {
        if (kind < 0.3) {
          const code = pick(['network', 'rate-limited', 'unauthenticated', 'delivery-failed'] as const);
          const wait = pick([0, MINUTE]);
          one.reject(new MfaError(code, wait ? { retryAt: clock.now() + wait } : {}));
          await turn();
          if (!isLive) return;
          if (wait) model.resendAt = clock.now() + wait;
          if (code === 'unauthenticated') rest('ended', code);
          else if (model.isOut) rest('waiting', code);
          else rest('failed', code);
          return;
        }
        const lasts = pick([10 * SECOND, MINUTE, 5 * MINUTE]);
        const end = clock.now() + lasts;
        one.resolve(challenge({ id: `p${room.calls.length}`, expiresAt: end }));
        await turn();
        if (!isLive) return;
        model.end = end;
        model.sends++;
        model.resendAt = clock.now() + Math.min(30 * 2 ** (model.sends - 1), 300) * SECOND;
        rest('waiting');
        return;
      }
      const outcome = pick([
        undefined,
        undefined,
        undefined,
        SESSION,
        'network',
        'push-denied',
        'locked',
      ] as const);
      if (typeof outcome === 'string') one.reject(new MfaError(outcome));
      else one.resolve(outcome);
      await turn();
      if (!isLive) return;
      if (outcome === SESSION) {
        rest('verified');
        Object.assign(model, { sends: 0, resendAt: 0 });
      } else if (outcome === 'push-denied') rest('denied', outcome);
      else if (outcome === 'locked') rest('failed', outcome);
    };
    const leave = (): void => {
      if (model.status === 'verified') rest('verified');
      else rest('ready');
    };
    const steps: readonly (() => void | Promise<void>)[] = [
      async () => {
        const canSend = !['verified', 'ended', 'sending'].includes(model.status) && !waits();
        const before = room.of('sendPush').length;
        void flow.send();
        if (canSend) {
          model.status = 'sending';
          model.failure = undefined;
        }
        await turn();
        expect(room.of('sendPush').length - before).to.be.at.most(canSend ? 1 : 0);
      },
      async () => {
        for (const one of [...room.calls])
          if (!answeredCalls.has(one) && one.name !== 'cancelPush') await answer(one);
      },
      () => {
        if (random() < 0.9) return;
        leave();
        flow.cancel();
      },
      () => {
        if (random() < 0.9) return;
        leave();
        flow.dispose();
        flow.subscribe(() => {});
      },
      () => advance(pick([SECOND, 3 * SECOND, 20 * SECOND, 2 * MINUTE])),
    ];
    const seen = new Set<PushStatus>();
    for (let step = 0; step < 10_000; step++) {
      const index = Math.floor(random() * steps.length);
      await steps[index]!();
      await turn();
      // Past its end, it is over once the backend has been asked since.
      if (model.status === 'waiting' && isOver() && flow.state.status === 'expired') rest('expired');
      seen.add(model.status);
      expect(
        [flow.state.status, flow.state.failure?.code, flow.state.resendAt !== undefined, flow.state.sends],
        `step ${step}, command ${index}`,
      ).to.deep.equal([model.status, model.failure, waits(), model.sends]);
      const open = room.live.filter(({ name }) => name !== 'cancelPush');
      expect(open.length, `one call at a time, step ${step}`).to.be.at.most(1);
      if (model.status === 'waiting' && isOver())
        expect(open.length, `asked a last time, step ${step}`).to.equal(1);
      if (!['waiting', 'sending'].includes(model.status))
        expect(open.length, `nobody asks, step ${step}`).to.equal(0);
      if (model.status === 'verified' || model.status === 'ended') {
        flow.dispose();
        flow = make();
        rest('ready');
        Object.assign(model, { sends: 0, resendAt: 0 });
      }
    }
    expect(PUSH_STATUSES.filter((status) => !seen.has(status))).to.have.members(['proving']);
  });
});
