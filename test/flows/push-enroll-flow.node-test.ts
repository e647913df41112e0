import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { PushEnrollment } from '../../src/core/client.js';
import { MfaError, MFA_ERROR_CODES } from '../../src/core/mfa-error.js';
import { PushEnrollFlow } from '../../src/flows/push-enroll-flow.js';
import {
  PUSH_ENROLL_STATUSES,
  type PushEnrollOptions,
  type PushEnrollStatus,
} from '../../src/flows/push-enroll-state.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';
import { turn } from '../support/flows.js';
import { roleClient, type RoleCall, type RoleClient } from '../support/role-client.js';
import { seeded } from '../support/seeded.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const URI = 'acmepush://add?secret=JBSWY3DP';
const SESSION = { session: 'eyJ-session-token' };

void describe('PushEnrollFlow', () => {
  let clock: FakeClock;
  let room: RoleClient;
  let events: string[];

  beforeEach(() => {
    clock = fakeClock();
    room = roleClient({ beginPushEnrollment: 'by hand', pollPushEnrollment: 'by hand' });
    events = [];
  });

  const enrollment = (more: Partial<PushEnrollment> = {}): PushEnrollment => ({
    id: 'e1',
    uri: URI,
    expiresAt: clock.now() + 5 * MINUTE,
    ...more,
  });

  function make(options: Partial<PushEnrollOptions> = {}): PushEnrollFlow {
    const flow = new PushEnrollFlow({ client: room.client, clock, ...options });
    flow.subscribe(() => {});
    flow.onEvent((event) => events.push(event.type));
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

  async function begun(what?: unknown): Promise<PushEnrollFlow> {
    const flow = make();
    void flow.begin();
    await turn();
    if (what) await reply(what);
    return flow;
  }

  async function answered(what: unknown): Promise<PushEnrollFlow> {
    const flow = await begun(enrollment());
    await advance(2 * SECOND);
    await reply(what);
    return flow;
  }

  const REACHED: Record<PushEnrollStatus, () => Promise<PushEnrollFlow>> = {
    idle: () => Promise.resolve(make()),
    creating: () => begun(),
    proving: () => begun(new MfaError('proof-required', { proof: 'password' })),
    scanning: () => begun(enrollment()),
    enrolled: () => answered(SESSION),
    failed: () => answered(new MfaError('limit-reached')),
    ended: () => answered(new MfaError('unauthenticated')),
  };
  for (const status of PUSH_ENROLL_STATUSES)
    void it(`reaches ${status}, frozen, and keeps nothing that is secret once nobody is left`, async () => {
      const flow = await REACHED[status]();
      expect(flow.state.status).to.equal(status);
      expect(Object.isFrozen(flow.state)).to.equal(true);
      flow.dispose();
      expect(flow.state.status).to.equal(status === 'enrolled' ? status : 'idle');
      expect(JSON.stringify(flow.state)).to.not.contain('JBSWY3DP').and.not.contain(SESSION.session);
      expect([clock.pending, room.live.length, flow.proof.state.status]).to.deep.equal([0, 0, 'idle']);
    });

  void it('prepares one device, and is done when it was scanned', async () => {
    const flow = make();
    const done = flow.begin();
    expect(await flow.begin(), 'one at a time').to.equal(false);
    await reply(enrollment());
    expect(await done).to.equal(true);
    expect(await flow.begin(), 'only once').to.equal(false);
    expect(flow.state).to.include({ status: 'scanning', uri: URI });
    for (let count = 0; count < 3; count++) {
      await advance(5 * SECOND);
      await reply(undefined);
    }
    await advance(5 * SECOND);
    await reply(SESSION);
    expect(flow.state).to.deep.include({ status: 'enrolled', verification: SESSION });
    expect(room.calls.map(({ name }) => name.slice(0, 4)).join(' ')).to.equal('begi poll poll poll poll');
    expect(events).to.deep.equal(['enrolled']);
  });

  for (const code of MFA_ERROR_CODES)
    void it(`a question that ends with ${code} has a way on`, async () => {
      const flow = await answered(new MfaError(code));
      const goesOn = ['network', 'timeout', 'bad-response', 'server', 'rate-limited'].includes(code);
      const isEnd = code === 'unauthenticated';
      expect(flow.state.status).to.equal(goesOn ? 'scanning' : isEnd ? 'ended' : 'failed');
      expect(events).to.deep.equal(goesOn ? [] : ['failed']);
      if (isEnd || goesOn) return;
      void flow.begin();
      await turn();
      expect([room.of('beginPushEnrollment').length, flow.state.status]).to.deep.equal([2, 'creating']);
    });

  void it('ends at its end, after one last question', async () => {
    const flow = await begun(enrollment({ pollAfterMs: MINUTE, expiresAt: clock.now() + 90 * SECOND }));
    await advance(MINUTE);
    await reply(undefined);
    await advance(30 * SECOND);
    expect(flow.state.status).to.equal('scanning');
    await reply(undefined);
    expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'challenge-expired']);
    expect(clock.pending).to.equal(0);
  });

  void it('starts over with another code, and forgets the one before', async () => {
    const flow = await begun(enrollment());
    void flow.startOver();
    await turn();
    expect(flow.state.status).to.equal('creating');
    await reply(enrollment({ id: 'e2', uri: 'acmepush://other' }));
    expect(flow.state).to.include({ status: 'scanning', uri: 'acmepush://other' });
  });

  void it('makes the person wait where the backend wants that', async () => {
    const flow = await begun(new MfaError('rate-limited', { retryAt: clock.now() + MINUTE }));
    expect([await flow.begin(), await flow.startOver()]).to.deep.equal([false, false]);
    await advance(MINUTE);
    expect(flow.state.waitUntil).to.equal(undefined);
    void flow.begin();
    expect(flow.state.status).to.equal('creating');
  });

  void it('may be declined where a proof is wanted: then everything is as it was', async () => {
    const flow = await REACHED.proving();
    flow.proof.decline();
    await turn();
    expect([flow.state.status, flow.state.failure, events.length]).to.deep.equal(['idle', undefined, 0]);
  });

  for (const client of [{}, () => undefined])
    void it(`is misconfigured where the client is ${typeof client}`, async () => {
      const flow = make({ client });
      expect(await flow.begin()).to.equal(false);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'misconfigured']);
    });

  for (const junk of [{}, 'some', { id: 'e1' }, { id: 'e1', uri: '' }])
    void it(`takes ${JSON.stringify(junk)} for nothing to scan`, async () => {
      const flow = await begun(junk);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'bad-response']);
    });

  void it('holds to its rules over 10,000 random steps', async () => {
    const random = seeded(5);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const flow = make();
    const answered = new Set<RoleCall>();
    const seen = new Set<PushEnrollStatus>();
    const answer = async (one: RoleCall): Promise<void> => {
      answered.add(one);
      const isLive = room.live.includes(one);
      const before = flow.state;
      const outcome = pick([
        undefined,
        undefined,
        undefined,
        SESSION,
        'network',
        'locked',
        'unauthenticated',
      ] as const);
      if (typeof outcome === 'string') one.reject(new MfaError(outcome));
      else if (one.name === 'beginPushEnrollment')
        one.resolve(enrollment({ expiresAt: clock.now() + pick([SECOND, 5 * MINUTE]) }));
      else one.resolve(outcome);
      await turn();
      if (!isLive) expect(flow.state === before, 'what was given up changes nothing').to.equal(true);
    };
    const steps: readonly (() => unknown)[] = [
      () => void flow.begin(),
      () => void (random() < 0.2 && flow.startOver()),
      async () => {
        for (const one of [...room.calls]) if (!answered.has(one)) await answer(one);
      },
      () => {
        if (random() < 0.1) flow.cancel();
      },
      () => {
        if (random() < 0.7 && flow.state.status !== 'enrolled' && flow.state.status !== 'ended') return;
        flow.dispose();
        expect([clock.pending, room.live.length]).to.deep.equal([0, 0]);
        flow.subscribe(() => {});
        void flow.startOver();
      },
      () => advance(pick([SECOND, 3 * SECOND, MINUTE])),
    ];
    for (let step = 0; step < 10_000; step++) {
      await steps[Math.floor(random() * steps.length)]!();
      await turn();
      const { state } = flow;
      seen.add(state.status);
      expect(room.live.length, `one call at a time, step ${step}`).to.be.at.most(1);
      const asked = room.live[0]?.name;
      if (state.status === 'creating') expect(asked, `step ${step}`).to.equal('beginPushEnrollment');
      else if (state.status !== 'scanning') expect(asked, `step ${step}`).to.equal(undefined);
      else if (state.expiresAt?.isPast) expect(asked, `step ${step}`).to.equal('pollPushEnrollment');
    }
    expect(PUSH_ENROLL_STATUSES.filter((status) => !seen.has(status))).to.have.members(['proving']);
  });
});
