import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { MfaClient, PasskeyAnswer, PasskeyChallenge } from '../../src/core/client.js';
import { MfaError, MFA_ERROR_CODES, type MfaErrorCode } from '../../src/core/mfa-error.js';
import { noCeremony } from '../../src/core/passkey-ceremony.js';
import { authenticatorOf } from '../../src/flows/passkey-calls.js';
import { PasskeyFlow } from '../../src/flows/passkey-flow.js';
import {
  PASSKEY_STATUSES,
  type PasskeyEvent,
  type PasskeyFlowOptions,
  type PasskeyMode,
  type PasskeyStatus,
} from '../../src/flows/passkey-state.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';
import { turn } from '../support/flows.js';
import { passkeyRoom } from '../support/hand-ceremony.js';
import type { RoleCall } from '../support/role-client.js';
import { seeded } from '../support/seeded.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const OPTIONS = { challenge: 'AAAA', rpId: 'acme.example' };
const ANSWER: PasskeyAnswer = { id: 'cred', response: {} };
const TOKEN = 'eyJ-session-token';

void describe('PasskeyFlow', () => {
  let clock: FakeClock;
  let room: ReturnType<typeof passkeyRoom>;
  let events: PasskeyEvent[];

  beforeEach(() => {
    clock = fakeClock();
    room = passkeyRoom();
    events = [];
  });

  const challenge = (more: Partial<PasskeyChallenge> = {}): PasskeyChallenge => ({
    id: 'c1',
    options: OPTIONS,
    expiresAt: clock.now() + 5 * MINUTE,
    ...more,
  });

  function make(options: Partial<PasskeyFlowOptions> = {}): PasskeyFlow {
    const flow = new PasskeyFlow({ client: room.client, ceremony: room.ceremony, clock, ...options });
    flow.subscribe(() => {});
    flow.onEvent((event) => events.push(event));
    return flow;
  }

  /** Has the call that was made last answered like this. */
  async function reply(what: unknown): Promise<void> {
    await turn();
    const call = room.calls.at(-1)!;
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    await turn();
  }

  /** A flow that has been led through these answers. */
  async function led(mode: PasskeyMode, ...answers: readonly unknown[]): Promise<PasskeyFlow> {
    const flow = make({ mode });
    void flow.begin();
    for (const answer of answers) await reply(answer);
    return flow;
  }

  const naming = (): Promise<PasskeyFlow> => {
    room = passkeyRoom({ namesPasskeys: 'activate' });
    return led('create', challenge(), ANSWER);
  };

  const REACHED: Record<PasskeyStatus, () => Promise<PasskeyFlow>> = {
    ready: () => Promise.resolve(make()),
    unavailable: () => Promise.resolve(make({ ceremony: noCeremony })),
    preparing: () => led('use'),
    asking: () => led('use', challenge()),
    naming,
    proving: () => led('create', new MfaError('proof-required', { proof: 'password' })),
    checking: () => led('use', challenge(), ANSWER),
    verified: () => led('use', challenge(), ANSWER, { session: TOKEN }),
    created: () => led('create', challenge(), ANSWER, { session: TOKEN }),
    failed: () => led('use', challenge(), new MfaError('passkey-cancelled')),
    ended: () => led('use', new MfaError('unauthenticated')),
  };
  for (const status of PASSKEY_STATUSES)
    void it(`reaches ${status}, frozen, and keeps nothing that is secret once nobody is left`, async () => {
      const flow = await REACHED[status]();
      expect(flow.state.status).to.equal(status);
      expect(Object.isFrozen(flow.state)).to.equal(true);
      flow.dispose();
      const stays = status === 'verified' || status === 'created' || status === 'unavailable';
      expect(flow.state.status).to.equal(stays ? status : 'ready');
      expect(flow.state.failure).to.equal(undefined);
      expect(JSON.stringify(flow.state)).to.not.contain(TOKEN);
      expect([clock.pending, room.live.length, flow.proof.state.status]).to.deep.equal([0, 0, 'idle']);
    });

  void it('asks the backend, the browser and the backend again, at a command and not before', async () => {
    const flow = make();
    await turn();
    expect(room.calls).to.have.lengthOf(0);
    const done = flow.begin({ rememberDevice: true });
    expect(flow.state.status).to.equal('preparing');
    expect(await flow.begin(), 'one at a time').to.equal(false);
    await reply(challenge());
    expect(flow.state.status).to.equal('asking');
    expect(room.of('get' as keyof MfaClient)[0]!.args[0]).to.equal(OPTIONS);
    expect(await flow.begin()).to.equal(false);
    await reply(ANSWER);
    expect(flow.state.status).to.equal('checking');
    await reply({ session: TOKEN });
    expect(await done).to.equal(true);
    expect(flow.state).to.deep.include({ status: 'verified', verification: { session: TOKEN } });
    expect(room.calls.map(({ name }) => name)).to.deep.equal(['beginPasskey', 'get', 'verifyPasskey']);
    expect(room.calls[2]!.args.slice(0, 2)).to.deep.equal([challenge(), ANSWER]);
    expect(room.calls[2]!.args[2]).to.include({ rememberDevice: true });
    expect(events).to.deep.equal([{ type: 'verified' }]);
    expect(await flow.begin(), 'done is done').to.equal(false);
  });

  void describe('a name', () => {
    void it('goes with the begin, where the backend takes it there', async () => {
      room = passkeyRoom({ namesPasskeys: 'begin' });
      const flow = make({ mode: 'create' });
      void flow.begin({ name: '  My laptop ' });
      for (const answer of [challenge(), ANSWER, {}]) await reply(answer);
      expect(flow.state.status).to.equal('created');
      expect(room.calls[0]!.args[0]).to.deep.equal({ name: 'My laptop' });
      expect(room.calls[2]!.args[2]).to.deep.equal({});
    });

    void it('is asked for afterwards, where the backend takes it with the answer', async () => {
      const flow = await naming();
      expect(flow.state).to.deep.include({ status: 'naming', authenticator: undefined });
      const done = flow.name(' Blue key ');
      await reply(new MfaError('name-taken'));
      expect(await done).to.equal(false);
      expect(flow.state).to.deep.include({ status: 'naming' });
      expect(flow.state.failure?.code).to.equal('name-taken');
      const again = flow.name('Red key');
      await reply({});
      expect(await again).to.equal(true);
      expect(room.of('activatePasskey').map(({ args }) => args[2])).to.deep.equal([
        { name: 'Blue key' },
        { name: 'Red key' },
      ]);
      expect(room.of('create' as keyof MfaClient), 'one passkey').to.have.lengthOf(1);
      expect(flow.state.status).to.equal('created');
    });

    void it('may be left out', async () => {
      const flow = await naming();
      void flow.name('  ');
      await turn();
      expect(room.of('activatePasskey')[0]!.args[2]).to.deep.equal({});
    });

    void it('is no matter of a backend that takes none', async () => {
      const flow = make({ mode: 'create' });
      void flow.begin({ name: 'Mine' });
      for (const answer of [challenge(), ANSWER, {}]) await reply(answer);
      expect([room.calls[0]!.args[0], room.calls[2]!.args[2]]).to.deep.equal([{}, {}]);
      expect(await flow.name('Mine')).to.equal(false);
    });

    void it('can be suggested by the kind of authenticator', () => {
      const bytes = Uint8Array.from({ length: 60 }, (_, at) => (at >= 37 && at < 53 ? at : 0));
      const authenticatorData = Buffer.from(bytes).toString('base64url');
      expect(authenticatorOf({ response: { authenticatorData } })).to.equal(
        '25262728-292a-2b2c-2d2e-2f3031323334',
      );
      const zeros = Buffer.alloc(60).toString('base64url');
      for (const data of [zeros, 'AAAA', '%%', 7, undefined])
        expect(authenticatorOf({ response: { authenticatorData: data } })).to.equal(undefined);
      expect(authenticatorOf({})).to.equal(undefined);
    });
  });

  void describe('a failure', () => {
    const steps = {
      'of the begin': [],
      'of the browser': [challenge0()],
      'of the check': [challenge0(), ANSWER],
    };
    for (const code of MFA_ERROR_CODES)
      for (const mode of ['use', 'create'] as const)
        for (const [name, before] of Object.entries(steps))
          void it(`${name} (${mode}): ${code} has a way on`, async () => {
            const flow = await led(mode, ...before, new MfaError(code));
            const isEnd = code === 'unauthenticated';
            expect([flow.state.status, flow.state.failure?.code]).to.deep.equal([
              isEnd ? 'ended' : 'failed',
              code,
            ]);
            expect(events.map(({ type }) => type)).to.deep.equal(['failed']);
            const made = room.calls.length;
            void flow.begin();
            expect(flow.state.failure?.code).to.equal(isEnd ? code : undefined);
            await turn();
            expect(room.calls.length).to.equal(isEnd ? made : made + 1);
          });

    void it('after a passkey was made offers the same again, and makes no second one', async () => {
      const flow = await led('create', challenge(), ANSWER, new MfaError('network'));
      void flow.begin();
      expect(flow.state.status).to.equal('checking');
      await reply({});
      expect(flow.state.status).to.equal('created');
      expect(room.of('activatePasskey').map(({ args }) => args[1])).to.deep.equal([ANSWER, ANSWER]);
    });

    void it('of a used passkey begins anew: an answer counts once', async () => {
      const flow = await led('use', challenge(), ANSWER, new MfaError('network'));
      void flow.begin();
      await turn();
      expect(room.calls.at(-1)!.name).to.equal('beginPasskey');
    });

    void it('makes the person wait where the backend wants that', async () => {
      const flow = await led('use', new MfaError('rate-limited', { retryAt: clock.now() + MINUTE }));
      expect(await flow.begin()).to.equal(false);
      flow.dispose();
      flow.subscribe(() => {});
      expect(flow.state.status).to.equal('failed');
      expect(flow.state.waitUntil?.remainingSeconds).to.equal(60);
      clock.advance(MINUTE);
      expect(flow.state).to.include({ status: 'failed', waitUntil: undefined });
      void flow.begin();
      expect(flow.state.status).to.equal('preparing');
    });

    void it('is misconfigured where the client cannot, or is not there', async () => {
      for (const client of [{}, () => undefined])
        for (const mode of ['use', 'create'] as const) {
          const flow = make({ client, mode });
          expect(await flow.begin()).to.equal(false);
          expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'misconfigured']);
        }
    });

    for (const junk of [null, {}, 'some', { id: 'x', options: 'none' }])
      void it(`comes of ${JSON.stringify(junk)}`, async () => {
        const flow = await led('use', junk);
        expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'bad-response']);
      });
  });

  function challenge0(): PasskeyChallenge {
    return { id: 'c1', options: OPTIONS };
  }

  void describe('time', () => {
    void it('closes the dialog when the backend waits no longer', async () => {
      const flow = await led('use', challenge());
      const { signal } = room.calls.at(-1)!.args[1] as { signal: AbortSignal };
      clock.advance(5 * MINUTE);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'challenge-expired']);
      expect(signal.aborted).to.equal(true);
      expect(events.map(({ type }) => type)).to.deep.equal(['failed']);
      await reply(ANSWER);
      expect(room.of('verifyPasskey')).to.have.lengthOf(0);
    });

    void it('ends the question for a name', async () => {
      const flow = await naming();
      clock.advance(5 * MINUTE);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'challenge-expired']);
    });

    void it('does not end a check', async () => {
      const flow = await led('use', challenge(), ANSWER);
      clock.advance(HOUR);
      expect(flow.state.status).to.equal('checking');
    });
  });

  void describe('leaving', () => {
    const cancels = (): Partial<MfaClient> => ({ cancelPasskeyEnrollment: () => Promise.resolve() });

    for (const step of ['preparing', 'asking', 'naming', 'checking'] as const)
      void it(`closes what is open and takes back what was begun: ${step}`, async () => {
        const names = step === 'naming' ? { namesPasskeys: 'activate' as const } : {};
        room = passkeyRoom({ ...cancels(), ...names });
        const answers = step === 'preparing' ? [] : step === 'asking' ? [challenge()] : [challenge(), ANSWER];
        const flow = await led('create', ...answers);
        expect(flow.state.status).to.equal(step);
        const last = room.calls.at(-1)!;
        flow.cancel();
        expect(flow.state.status).to.equal('ready');
        expect(room.live.filter(({ name }) => name !== 'cancelPasskeyEnrollment')).to.have.lengthOf(0);
        if (step === 'preparing') last.resolve(challenge());
        await turn();
        // One that the backend may have taken is worse to take back than to leave.
        const isTakenBack = step !== 'checking';
        expect(room.of('cancelPasskeyEnrollment')).to.have.lengthOf(isTakenBack ? 1 : 0);
        expect(events).to.deep.equal([]);
      });

    void it('does not take back what a failed call may have made active', async () => {
      room = passkeyRoom(cancels());
      const flow = await led('create', challenge(), ANSWER, new MfaError('timeout'));
      flow.dispose();
      await turn();
      expect(room.of('cancelPasskeyEnrollment')).to.have.lengthOf(0);
    });

    void it('takes back what the person declined to make', async () => {
      room = passkeyRoom(cancels());
      await led('create', challenge(), new MfaError('passkey-cancelled'));
      expect(room.of('cancelPasskeyEnrollment').map(({ args }) => args[0])).to.deep.equal([challenge()]);
    });

    void it('takes nothing back of a passkey that was only used', async () => {
      room = passkeyRoom(cancels());
      (await led('use', challenge())).dispose();
      expect(room.of('cancelPasskeyEnrollment')).to.have.lengthOf(0);
    });
  });

  void describe('a proof', () => {
    const wanted = new MfaError('proof-required', { proof: 'password' });

    for (const [name, before] of [
      ['before', []],
      ['with the answer', [challenge0(), ANSWER]],
    ] as const)
      void it(`is asked for ${name}, and goes along`, async () => {
        const flow = await led('create', ...before, wanted);
        expect(flow.state.status).to.equal('proving');
        flow.proof.give({ password: 'open sesame' });
        await turn();
        expect(room.calls.at(-1)!.args.at(-1)).to.have.deep.property('proof', { password: 'open sesame' });
        expect(flow.state.status).to.equal(before.length ? 'checking' : 'preparing');
      });

    void it('may be declined: then everything is as it was', async () => {
      const flow = await led('create', wanted);
      flow.proof.decline();
      await turn();
      expect([flow.state.status, flow.state.failure, events]).to.deep.equal(['ready', undefined, []]);
    });

    void it('may be declined with a passkey made, which is offered again', async () => {
      const flow = await led('create', challenge(), ANSWER, wanted);
      flow.proof.decline();
      await turn();
      expect(flow.state.status).to.equal('ready');
      void flow.begin();
      expect(flow.state.status).to.equal('checking');
    });

    void it('is shown by the flow around, where that asks', async () => {
      const outer = make({ mode: 'create' });
      const flow = make({ mode: 'create', proof: outer.proof });
      void flow.begin();
      await reply(wanted);
      expect(flow.state.status).to.equal('preparing');
      expect(outer.proof.isAsking).to.equal(true);
    });
  });

  void it('begins anew in another mode, whatever is under way', async () => {
    let mode: PasskeyMode = 'use';
    const flow = make({ mode: () => mode });
    const done = flow.begin();
    await reply(challenge());
    mode = 'create';
    flow.refresh();
    expect(await done).to.equal(false);
    expect(flow.state).to.deep.equal({
      status: 'ready',
      mode: 'create',
      failure: undefined,
      waitUntil: undefined,
    });
    void flow.begin();
    await turn();
    expect(room.calls.at(-1)!.name).to.equal('beginPasskeyEnrollment');
  });

  void it('may be ended by who hears of its end', async () => {
    const flow = make();
    flow.subscribe(() => {
      if (flow.state.status === 'verified') flow.dispose();
    });
    void flow.begin();
    for (const answer of [challenge(), ANSWER, { session: TOKEN }]) await reply(answer);
    expect(flow.state).to.deep.include({ status: 'verified', verification: undefined });
    expect(events).to.deep.equal([{ type: 'verified' }]);
  });

  void it('shows nothing that ends at the very moment when nobody is left', async () => {
    for (let ticks = 0; ticks < 20; ticks++) {
      events = [];
      const flow = await led('use', challenge(), ANSWER);
      room.calls.at(-1)!.resolve({ session: TOKEN });
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      const isDone = flow.state.status === 'verified';
      flow.dispose();
      await turn();
      expect(flow.state.status, `${ticks}`).to.equal(isDone ? 'verified' : 'ready');
      expect(events, `${ticks}`).to.have.lengthOf(isDone ? 1 : 0);
    }
  });

  void it('is what its model says, over 10,000 random steps', async () => {
    const random = seeded(11);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    room = passkeyRoom({ namesPasskeys: 'activate', cancelPasskeyEnrollment: () => Promise.resolve() });
    let mode: PasskeyMode = 'use';
    const flow = make({ mode: () => mode });
    // What there is, as one would tell it.
    const model = {
      status: 'ready' as PasskeyStatus,
      mode: 'use' as PasskeyMode,
      failure: undefined as MfaErrorCode | undefined,
      waitEnd: 0,
      isMade: false,
      /** When the backend waits no longer: counts while the dialog is open and while the passkey is named. */
      end: 0,
      call: undefined as RoleCall | undefined,
    };
    const answered = new Set<RoleCall>();
    const waits = (): boolean => clock.now() < model.waitEnd;
    const settle = (): void => {
      if (model.waitEnd && !waits()) {
        model.waitEnd = 0;
        if (model.status === 'naming') model.failure = undefined;
      }
      if ((model.status === 'asking' || model.status === 'naming') && clock.now() >= model.end) {
        Object.assign(model, { status: 'failed', failure: 'challenge-expired', waitEnd: 0, isMade: false });
        model.call = undefined;
      }
    };
    const leave = (): void => {
      model.isMade = false;
      model.call = undefined;
      if (model.status === 'verified' || model.status === 'created') return;
      const stays = model.failure !== undefined && waits();
      model.status = stays ? 'failed' : 'ready';
      if (!stays) model.failure = undefined;
    };
    const made = async (act: () => unknown): Promise<RoleCall | undefined> => {
      const before = room.calls.length;
      void act();
      await turn();
      return room.calls.slice(before).find(({ name }) => name !== 'cancelPasskeyEnrollment');
    };
    const next = async (one: RoleCall, answer: unknown, status: PasskeyStatus): Promise<void> => {
      model.call = await made(() => one.resolve(answer));
      model.status = status;
    };
    const reply = async (one: RoleCall): Promise<void> => {
      answered.add(one);
      const isLive = one === model.call;
      const kind = random();
      const code = pick([
        'network',
        'passkey-cancelled',
        'rate-limited',
        'unauthenticated',
        'name-taken',
      ] as const);
      const wait = pick([0, 0, MINUTE]);
      if (kind < 0.3) {
        one.reject(new MfaError(code, wait ? { retryAt: clock.now() + wait } : {}));
        await turn();
        if (!isLive) return;
        const keeps = model.isMade && ['network', 'rate-limited', 'name-taken'].includes(code);
        model.isMade = keeps;
        model.call = undefined;
        model.failure = code;
        model.waitEnd = wait ? clock.now() + wait : 0;
        model.status = code === 'unauthenticated' ? 'ended' : keeps ? 'naming' : 'failed';
      } else if (!isLive) {
        one.resolve(challenge());
        await turn();
      } else if (model.status === 'preparing') {
        const lasts = pick([SECOND, 5 * MINUTE]);
        model.end = clock.now() + lasts;
        await next(one, challenge({ expiresAt: model.end }), 'asking');
      } else if (model.status === 'asking') {
        model.isMade = model.mode === 'create';
        await next(one, ANSWER, model.isMade ? 'naming' : 'checking');
      } else {
        one.resolve({ session: TOKEN });
        await turn();
        Object.assign(model, { status: model.mode === 'use' ? 'verified' : 'created', isMade: false });
        model.call = undefined;
      }
    };
    const begin = async (): Promise<void> => {
      settle();
      const can = (model.status === 'ready' || model.status === 'failed') && !waits();
      const one = await made(() => flow.begin());
      if (!can) {
        expect(one).to.equal(undefined);
        return;
      }
      model.failure = undefined;
      model.status = model.isMade ? 'checking' : 'preparing';
      model.call = one;
      expect(one, model.status).to.not.equal(undefined);
    };
    const steps: readonly (() => void | Promise<void>)[] = [
      begin,
      begin,
      async () => {
        settle();
        const can = model.status === 'naming' && !waits();
        const one = await made(() => flow.name(pick(['', 'Mine'])));
        expect(one !== undefined).to.equal(can);
        if (!can) return;
        model.failure = undefined;
        model.status = 'checking';
        model.call = one;
      },
      async () => {
        for (const one of [...room.calls]) if (!answered.has(one)) await reply(one);
      },
      async () => {
        for (const one of [...room.calls]) if (!answered.has(one)) await reply(one);
      },
      () => {
        if (random() < 0.7) return;
        settle();
        leave();
        flow.cancel();
      },
      () => {
        if (random() < 0.8) return;
        settle();
        leave();
        flow.dispose();
        flow.subscribe(() => {});
      },
      () => {
        if (random() < 0.5) return;
        settle();
        mode = pick(['use', 'create']);
        if (mode !== model.mode) {
          leave();
          model.mode = mode;
          if (!(model.status === 'failed')) model.status = 'ready';
        }
        flow.refresh();
      },
      () => {
        clock.advance(pick([SECOND, MINUTE, 3 * MINUTE]));
        settle();
      },
    ];
    const seen = new Set<PasskeyStatus>();
    for (let step = 0; step < 10_000; step++) {
      const index = Math.floor(random() * steps.length);
      await steps[index]!();
      settle();
      seen.add(model.status);
      expect(
        [flow.state.status, flow.state.mode, flow.state.failure?.code, flow.state.waitUntil !== undefined],
        `step ${step}, command ${index}`,
      ).to.deep.equal([model.status, model.mode, model.failure, waits()]);
      const open = room.live.filter(({ name }) => name !== 'cancelPasskeyEnrollment');
      expect(open.length, `one call at a time, step ${step}`).to.be.at.most(1);
    }
    const unreachable: PasskeyStatus[] = ['unavailable', 'proving'];
    expect(PASSKEY_STATUSES.filter((status) => !seen.has(status))).to.have.members(unreachable);
  });
});
