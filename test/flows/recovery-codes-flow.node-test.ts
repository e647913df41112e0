import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { MfaClient, RecoveryCodes } from '../../src/core/client.js';
import {
  MfaError,
  type MfaErrorOptions,
  MFA_ERROR_CODES,
  type MfaErrorCode,
} from '../../src/core/mfa-error.js';
import { RecoveryCodesFlow } from '../../src/flows/recovery-codes-flow.js';
import {
  RECOVERY_CODES_STATUSES,
  type RecoveryCodesEvent,
  type RecoveryCodesOptions,
  type RecoveryCodesStatus,
} from '../../src/flows/recovery-codes-state.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';
import { turn } from '../support/flows.js';
import { roleClient, type RoleCall, type RoleClient } from '../support/role-client.js';
import { seeded } from '../support/seeded.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const CODES = ['02ea0-de2bd', '7c1f9-04aa1', '9b8e2-77c3d'];
const OTHER = ['11111-aaaaa', '22222-bbbbb'];

void describe('RecoveryCodesFlow', () => {
  let clock: FakeClock;
  let backend: RoleClient;
  let events: RecoveryCodesEvent[];

  beforeEach(() => {
    clock = fakeClock();
    backend = roleClient({ recoveryCodes: 'by hand', regenerateRecoveryCodes: 'by hand' });
    events = [];
  });

  function make(options: Partial<RecoveryCodesOptions> = {}): RecoveryCodesFlow {
    const flow = new RecoveryCodesFlow({ client: backend.client, clock, ...options });
    flow.subscribe(() => {});
    flow.onEvent((event) => events.push(event));
    return flow;
  }

  /** Has a call made, and answered like this. */
  async function answer(
    called: Promise<boolean>,
    what: RecoveryCodes | MfaError | null | object,
  ): Promise<boolean> {
    await turn();
    const call = backend.calls.at(-1)!;
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    return called;
  }

  async function shown(options: Partial<RecoveryCodesOptions> = {}): Promise<RecoveryCodesFlow> {
    const flow = make(options);
    expect(await answer(flow.show(), { codes: CODES, used: [CODES[1]!] })).to.equal(true);
    return flow;
  }

  async function failed(code: MfaErrorCode, options: MfaErrorOptions = {}): Promise<RecoveryCodesFlow> {
    const flow = make();
    expect(await answer(flow.show(), new MfaError(code, options))).to.equal(false);
    return flow;
  }

  const REACHED: Record<RecoveryCodesStatus, () => Promise<RecoveryCodesFlow>> = {
    idle: () => Promise.resolve(make()),
    asking: () => {
      const flow = make();
      flow.ask();
      return Promise.resolve(flow);
    },
    proving: async () => {
      const flow = make();
      void answer(flow.show(), new MfaError('proof-required', { proof: 'password' }));
      await turn();
      return flow;
    },
    loading: () => {
      const flow = make();
      void flow.show();
      return Promise.resolve(flow);
    },
    shown,
    acknowledged: async () => {
      const flow = await shown();
      flow.acknowledge();
      return flow;
    },
    empty: () => failed('not-enrolled'),
    failed: () => failed('network'),
  };
  for (const status of RECOVERY_CODES_STATUSES)
    void it(`reaches ${status}, frozen, and is idle once nobody is left`, async () => {
      const flow = await REACHED[status]();
      await turn();
      expect(flow.state.status).to.equal(status);
      expect(Object.isFrozen(flow.state)).to.equal(true);
      flow.dispose();
      await turn();
      // What was sent goes on; nobody is told.
      expect(flow.state.status).to.equal(status === 'loading' ? 'loading' : 'idle');
      expect(clock.pending).to.equal(0);
    });

  void it('asks the backend only when it is told to', async () => {
    const flow = make();
    flow.refresh();
    flow.ask();
    flow.keep();
    expect(await flow.retry()).to.equal(false);
    expect(backend.calls).to.have.lengthOf(0);
  });

  void it('shows codes, tells how many, and forgets them once they are saved', async () => {
    const flow = await shown();
    expect(flow.state).to.deep.include({ status: 'shown', codes: CODES, used: [CODES[1]] });
    flow.acknowledge();
    flow.acknowledge();
    expect(flow.state).to.deep.equal({ status: 'acknowledged', waitUntil: undefined });
    expect(events).to.deep.equal([{ type: 'shown', count: 3, regenerated: false }, { type: 'acknowledged' }]);
  });

  void it('keeps the old ones, or makes new ones, as the person says', async () => {
    const flow = await shown();
    flow.ask();
    expect(flow.state).to.deep.equal({ status: 'asking', waitUntil: undefined });
    flow.ask();
    flow.keep();
    expect(flow.state).to.deep.include({ status: 'shown', codes: CODES });
    flow.ask();
    expect(await answer(flow.regenerate(), { codes: OTHER })).to.equal(true);
    expect(flow.state).to.deep.include({ status: 'shown', codes: OTHER, used: [] });
    expect(backend.of('regenerateRecoveryCodes')).to.have.lengthOf(1);
    expect(events.at(-1)).to.deep.equal({ type: 'shown', count: 2, regenerated: true });
  });

  void it('takes codes that came along with something else', () => {
    const flow = make();
    flow.take(CODES);
    expect(flow.state).to.deep.include({ status: 'shown', codes: CODES });
    expect(events).to.deep.equal([{ type: 'shown', count: 3, regenerated: true }]);
    flow.take([]);
    expect(flow.state.status).to.equal('empty');
  });

  void it('goes back to codes that it took during a call, where that comes to nothing', async () => {
    const flow = make();
    const called = flow.show();
    flow.take(CODES);
    expect(flow.state.status).to.equal('loading');
    await answer(called, new MfaError('network'));
    expect(flow.state).to.include({ status: 'failed', canKeep: true });
    flow.keep();
    expect(flow.state).to.deep.include({ status: 'shown', codes: CODES });
  });

  for (const code of MFA_ERROR_CODES) {
    const isNone = code === 'recovery-codes-shown' || code === 'not-enrolled';
    void it(`is ${isNone ? 'empty' : 'failed'} after ${code}, and makes the same call again`, async () => {
      const flow = await failed(code);
      expect(flow.state).to.deep.include({ status: isNone ? 'empty' : 'failed' });
      expect('failure' in flow.state && flow.state.failure?.code).to.equal(code);
      expect(events.map(({ type }) => type)).to.deep.equal(['failed']);
      expect(await answer(flow.retry(), { codes: CODES })).to.equal(true);
      expect(backend.calls.map(({ name }) => name)).to.deep.equal(['recoveryCodes', 'recoveryCodes']);
    });
  }

  void it('makes new ones again, where that is what failed, and shows those from before on demand', async () => {
    const flow = await shown();
    flow.ask();
    await answer(flow.regenerate(), new MfaError('server'));
    expect(flow.state).to.include({ status: 'failed', canKeep: true });
    await answer(flow.retry(), new MfaError('timeout'));
    expect(backend.of('regenerateRecoveryCodes')).to.have.lengthOf(2);
    expect(JSON.stringify(flow.state)).to.not.contain(CODES[0]);
    flow.keep();
    expect(flow.state).to.deep.include({ status: 'shown', codes: CODES, used: [CODES[1]] });
  });

  for (const junk of [null, {}, { codes: 'all' }, { codes: [1] }])
    void it(`does not believe ${JSON.stringify(junk)}`, async () => {
      const flow = make();
      expect(await answer(flow.show(), junk)).to.equal(false);
      expect(flow.state.status === 'failed' && flow.state.failure.code).to.equal('bad-response');
    });

  void it('is empty where there are none, and forgets what makes no sense of those that are used', async () => {
    const flow = make();
    expect(await answer(flow.show(), { codes: [] })).to.equal(false);
    expect(flow.state).to.include({ status: 'empty', failure: undefined });
    await answer(flow.retry(), { codes: CODES, used: 'some' });
    expect(flow.state).to.deep.include({ status: 'shown', used: [] });
  });

  void it('says so where the client cannot, or is not there', async () => {
    for (const client of [{}, () => undefined]) {
      const flow = make({ client });
      await flow.regenerate();
      expect(flow.state.status === 'failed' && flow.state.failure.code).to.equal('misconfigured');
    }
  });

  void describe('a wait', () => {
    void it('is kept to by every call, and ends by itself', async () => {
      const flow = await failed('rate-limited', { retryAt: clock.now() + 90 * SECOND });
      expect(flow.state.waitUntil?.remainingSeconds).to.equal(90);
      for (const called of [flow.retry(), flow.show(), flow.regenerate()])
        expect(await called).to.equal(false);
      flow.ask();
      expect(flow.state.waitUntil?.remainingSeconds).to.equal(90);
      flow.keep();
      expect(backend.calls).to.have.lengthOf(1);
      clock.advance(90 * SECOND);
      expect(flow.state).to.include({ status: 'failed', waitUntil: undefined });
      void flow.retry();
      await turn();
      expect(backend.calls).to.have.lengthOf(2);
    });

    void it('is not believed where nobody can mean it', async () => {
      const flow = await failed('rate-limited', { retryAt: clock.now() + 2 * DAY });
      expect(flow.state.waitUntil).to.equal(undefined);
    });

    void it('goes on while nobody looks', async () => {
      const flow = await failed('rate-limited', { retryAt: clock.now() + 90 * SECOND });
      flow.dispose();
      expect(clock.pending).to.equal(0);
      clock.advance(30 * SECOND);
      flow.subscribe(() => {});
      expect(flow.state).to.include({ status: 'idle' });
      expect(flow.state.waitUntil?.remainingSeconds).to.equal(60);
      expect(await flow.show()).to.equal(false);
      clock.advance(60 * SECOND);
      expect(flow.state.waitUntil).to.equal(undefined);
    });
  });

  void describe('a call that cannot be taken back', () => {
    void it('is made once for who asks twice', async () => {
      const flow = make();
      void flow.show();
      expect(await flow.show()).to.equal(false);
      expect(await flow.regenerate()).to.equal(false);
      flow.ask();
      expect(flow.state.status).to.equal('loading');
      await turn();
      expect(backend.calls).to.have.lengthOf(1);
    });

    void it('is made once for two flows with one client, or with one name for two', async () => {
      const other = roleClient({ recoveryCodes: 'by hand' });
      const pairs = [
        [make(), make()],
        [make({ sharedBy: 'mfa' }), make({ sharedBy: () => 'mfa', client: other.client })],
      ] as const;
      for (const [first, second] of pairs) {
        const before = backend.calls.length;
        const calls = [first.show(), second.show()];
        await turn();
        expect(backend.calls.length - before).to.equal(1);
        backend.calls.at(-1)!.resolve({ codes: CODES });
        expect(await Promise.all(calls)).to.deep.equal([true, true]);
        for (const { state } of [first, second]) expect(state).to.deep.include({ codes: CODES });
      }
      expect(other.calls).to.have.lengthOf(0);
    });

    void it('carries no signal, goes on when nobody is left, and gives nothing to nobody', async () => {
      const flow = make();
      const called = flow.show();
      await turn();
      expect(backend.calls[0]!.args).to.deep.equal([{}]);
      flow.dispose();
      expect(flow.state.status).to.equal('loading');
      backend.calls[0]!.resolve({ codes: CODES });
      expect(await called).to.equal(false);
      expect([flow.state.status, events]).to.deep.equal(['idle', []]);
      flow.subscribe(() => {});
      expect(flow.state.status).to.equal('idle');
    });

    void it('shows what it gave to who comes back before its end', async () => {
      const flow = make();
      const called = flow.show();
      await turn();
      flow.dispose();
      flow.subscribe(() => {});
      expect(await flow.show()).to.equal(false);
      expect(await answer(called, { codes: CODES })).to.equal(true);
      expect(flow.state).to.deep.include({ status: 'shown', codes: CODES });
      expect(backend.calls).to.have.lengthOf(1);
    });

    void it('shows nothing that comes at the very moment when nobody is left', async () => {
      for (let ticks = 0; ticks < 20; ticks++) {
        events = [];
        const flow = make();
        const called = flow.show();
        await turn();
        backend.calls.at(-1)!.resolve({ codes: CODES });
        for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
        const isShown = flow.state.status === 'shown';
        flow.dispose();
        expect(await called, `${ticks}`).to.equal(isShown);
        expect(flow.state.status, `${ticks}`).to.equal('idle');
        expect(events, `${ticks}`).to.have.lengthOf(isShown ? 1 : 0);
      }
    });

    void it('is not sent any more where nobody is left before that', async () => {
      let give: (client: MfaClient) => void = () => {};
      const client = {
        current: undefined,
        resolve: () => new Promise<MfaClient>((resolve) => (give = resolve)),
      };
      const flow = make({ client });
      const called = flow.show();
      flow.dispose();
      give(backend.client);
      expect(await called).to.equal(false);
      expect(backend.calls).to.have.lengthOf(0);
      expect(flow.state.status).to.equal('idle');
    });
  });

  void describe('a proof', () => {
    const wanted = new MfaError('proof-required', { proof: 'password' });

    void it('is asked for, and goes along with the same call', async () => {
      const flow = make();
      const called = flow.regenerate();
      await turn();
      backend.calls[0]!.reject(wanted);
      await turn();
      expect([flow.state.status, flow.proof.state.status]).to.deep.equal(['proving', 'asking']);
      flow.proof.give({ password: 'open sesame' });
      await turn();
      expect(backend.calls[1]!.args).to.deep.equal([{ proof: { password: 'open sesame' } }]);
      expect(await answer(called, { codes: CODES })).to.equal(true);
      expect(JSON.stringify([flow.state, flow.proof.state, events])).to.not.contain('sesame');
    });

    void it('may be declined: then everything is as it was', async () => {
      const flow = await shown();
      flow.ask();
      const called = flow.regenerate();
      await turn();
      backend.calls[1]!.reject(wanted);
      await turn();
      flow.proof.decline();
      expect(await called).to.equal(false);
      expect(flow.state).to.deep.include({ status: 'shown', codes: CODES });
      expect(events).to.have.lengthOf(1);
    });

    void it('is declined for who has left, whenever it is wanted', async () => {
      const flow = make();
      for (const leavesFirst of [true, false]) {
        const called = flow.show();
        await turn();
        if (leavesFirst) flow.dispose();
        backend.calls.at(-1)!.reject(wanted);
        await turn();
        flow.dispose();
        expect(await called).to.equal(false);
        expect([flow.state.status, flow.proof.state.status]).to.deep.equal(['idle', 'idle']);
      }
      expect(events).to.have.lengthOf(0);
    });
  });

  void it('keeps codes nowhere but in the state that shows them', async () => {
    const flow = await shown();
    const written = (): string => JSON.stringify([flow.state, events, Object.entries(flow)]);
    for (const step of [() => flow.ask(), () => flow.keep(), () => flow.dispose()]) {
      step();
      const { status } = flow.state;
      if (status === 'shown') expect(written()).to.contain(CODES[0]);
      else expect(written(), status).to.not.contain(CODES[0]);
    }
  });

  void it('is what its model says, over 10,000 random steps', async () => {
    type CallName = 'recoveryCodes' | 'regenerateRecoveryCodes';
    interface Place {
      status: RecoveryCodesStatus;
      codes?: readonly string[];
      before?: Place | undefined;
    }
    const random = seeded(11);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const flow = make();
    // What there is, as one would tell it.
    const model = {
      place: { status: 'idle' } as Place,
      call: undefined as CallName | undefined,
      last: 'recoveryCodes' as CallName,
      isProving: false,
      isLeft: false,
      isWatched: true,
      waitEnd: 0,
    };
    const answered = new Set<RoleCall>();
    const holdsCodes = (what: unknown): boolean =>
      [...CODES, ...OTHER].some((code) => JSON.stringify(what).includes(code));
    const shownIn = (one: Place | undefined): Place | undefined =>
      one && (one.status === 'shown' ? one : shownIn(one.before));
    const made = (codes: readonly string[]): Place =>
      codes.length > 0 ? { status: 'shown', codes } : { status: 'empty' };
    const begin = (name: CallName): void => {
      if (model.call || clock.now() < model.waitEnd) return;
      if (model.place.status === 'asking') model.place = model.place.before!;
      model.call = model.last = name;
      model.isLeft = false;
    };
    const end = (to: Place | undefined): void => {
      model.call = undefined;
      model.isProving = false;
      if (to && !model.isLeft) model.place = to;
    };
    const reply = (one: RoleCall): void => {
      answered.add(one);
      const kind = random();
      if (kind < 0.4) {
        const codes = pick([CODES, OTHER, CODES, []]);
        one.resolve({ codes });
        end(made(codes));
      } else if (kind < 0.7) {
        one.reject(new MfaError('proof-required', { proof: 'password' }));
        if (model.isLeft) end(undefined);
        else model.isProving = true;
      } else {
        const code = pick(['network', 'rate-limited', 'recovery-codes-shown', 'unauthenticated'] as const);
        const wait = pick([0, 0, MINUTE, 3 * DAY]);
        one.reject(new MfaError(code, wait ? { retryAt: clock.now() + wait } : {}));
        model.waitEnd = wait === MINUTE ? clock.now() + wait : 0;
        const isNone = code === 'recovery-codes-shown';
        end(isNone ? { status: 'empty' } : { status: 'failed', before: shownIn(model.place) });
      }
    };
    const steps: readonly (() => void)[] = [
      () => {
        void flow.show();
        begin('recoveryCodes');
      },
      () => {
        void flow.regenerate();
        begin('regenerateRecoveryCodes');
      },
      () => {
        void flow.retry();
        if (model.place.status === 'failed' || model.place.status === 'empty') begin(model.last);
      },
      () => {
        flow.ask();
        if (!model.call && model.place.status !== 'asking')
          model.place = { status: 'asking', before: model.place };
      },
      () => {
        flow.keep();
        if (!model.call && model.place.before) model.place = model.place.before;
      },
      () => {
        if (random() < 0.5) return;
        const codes = pick([OTHER, []]);
        flow.take(codes);
        model.isLeft = false;
        model.place = made(codes);
      },
      () => {
        flow.acknowledge();
        if (!model.call && model.place.status === 'shown') model.place = { status: 'acknowledged' };
      },
      () => flow.refresh(),
      () => clock.advance(pick([SECOND, 20 * SECOND, 2 * MINUTE])),
      () => {
        for (const one of backend.calls) if (!answered.has(one)) reply(one);
      },
      () => {
        for (const one of backend.calls) if (!answered.has(one)) reply(one);
      },
      () => {
        flow.proof.give({ password: 'p' });
        model.isProving = false;
      },
      () => {
        flow.proof.decline();
        if (model.isProving) end(undefined);
      },
      () => {
        if (random() < 0.5) return;
        flow.dispose();
        if (model.isProving) end(undefined);
        model.isLeft = true;
        model.isWatched = false;
        model.place = { status: 'idle' };
      },
      () => {
        flow.subscribe(() => {})();
        model.isLeft = false;
        model.isWatched = true;
      },
    ];
    for (let step = 0; step < 10_000; step++) {
      const before = flow.state.status;
      pick(steps)();
      await turn();
      const { state } = flow;
      const note = `step ${step}: ${before} -> ${state.status}`;
      expect(state.status, note).to.equal(
        model.call ? (model.isProving ? 'proving' : 'loading') : model.place.status,
      );
      if (state.status === 'shown') expect(state.codes, note).to.deep.equal(model.place.codes);
      else expect(holdsCodes(state), note).to.equal(false);
      if (state.status === 'failed') expect(state.canKeep, note).to.equal(model.place.before !== undefined);
      if (model.isWatched) expect(state.waitUntil !== undefined, note).to.equal(clock.now() < model.waitEnd);
      expect(backend.calls.length - answered.size, note).to.equal(model.call && !model.isProving ? 1 : 0);
    }
    expect(holdsCodes(events)).to.equal(false);
  });
});
