import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Challenge, Factor, FactorSettings, MfaClient } from '../../src/core/client.js';
import { MfaError } from '../../src/core/mfa-error.js';
import { actionsOf } from '../../src/flows/factor-actions.js';
import type { Panel } from '../../src/flows/panels.js';
import { SettingsFlow } from '../../src/flows/settings-flow.js';
import {
  SETTINGS_STATUSES,
  type SettingsEvent,
  type SettingsOptions,
  type SettingsStatus,
} from '../../src/flows/settings-state.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';
import { turn } from '../support/flows.js';
import { passkeyRoom } from '../support/hand-ceremony.js';
import { roleClient, type RoleCall } from '../support/role-client.js';
import { seeded } from '../support/seeded.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const CODE = '135790';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const RECOVERY = ['aaaa-bbbb', 'cccc-dddd'];
const PHONE: Factor = { id: 'p1', kind: 'sms', destination: '*0406', active: true };
const APP: Factor = { id: 't1', kind: 'totp', name: 'My phone', active: true };
const CODES: Factor = { id: 'r1', kind: 'recovery-code', active: true };
const SENT: Challenge = { id: 'c1', channel: 'sms', destination: '*0417' };
const PROOF = new MfaError('proof-required', { proof: 'password' });

type PanelOf<Type extends Panel['type']> = Extract<Panel, { type: Type }>;

void describe('SettingsFlow', () => {
  let clock: FakeClock;
  let backend: ReturnType<typeof passkeyRoom>;
  let events: SettingsEvent[];

  beforeEach(() => {
    clock = fakeClock();
    backend = passkeyRoom({
      enrollableChannels: ['sms', 'email'],
      factorSettings: 'by hand',
      renameFactor: 'by hand',
      removeFactor: 'by hand',
      enrollDestination: 'by hand',
      confirmDestination: 'by hand',
      beginTotpEnrollment: 'by hand',
      activateTotp: 'by hand',
      cancelTotpEnrollment: () => Promise.resolve(),
    });
    events = [];
  });

  function make(options: Partial<SettingsOptions> = {}): SettingsFlow {
    const flow = new SettingsFlow({ client: backend.client, clock, ...options });
    flow.subscribe(() => {});
    flow.onEvent((event) => events.push(event));
    return flow;
  }

  function listOf(...factors: readonly Factor[]): FactorSettings {
    return { factors, addable: ['totp', 'sms'], required: false };
  }

  /** Has the last call of this name answered. */
  async function answer(name: keyof MfaClient, what?: unknown): Promise<void> {
    await turn();
    const call = backend.of(name).at(-1)!;
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    await turn();
  }

  async function loaded(...factors: readonly Factor[]): Promise<SettingsFlow> {
    const flow = make();
    void flow.load();
    await answer('factorSettings', listOf(...factors));
    return flow;
  }

  async function removing(): Promise<{ flow: SettingsFlow; removed: Promise<boolean> }> {
    const flow = await loaded(PHONE, APP);
    flow.askToRemove(APP);
    return { flow, removed: flow.remove() };
  }

  function panel<Type extends Panel['type']>({ state }: SettingsFlow, type: Type): PanelOf<Type> {
    const { task } = state;
    const held = task && 'panel' in task ? task.panel : undefined;
    expect(held?.type).to.equal(type);
    return held as PanelOf<Type>;
  }

  /** Pairs an app, up to the answer to its first code. */
  async function paired(flow: SettingsFlow, recoveryCodes?: readonly string[]): Promise<void> {
    flow.add('totp');
    const { enroll } = panel(flow, 'pairing');
    void enroll.begin();
    await answer('beginTotpEnrollment', {
      id: 'e1',
      secret: SECRET,
      ...(recoveryCodes && { recoveryCodes }),
    });
    void enroll.activate(CODE);
    await answer('activateTotp', {});
  }

  const REACHED: Record<SettingsStatus, () => Promise<SettingsFlow>> = {
    idle: () => Promise.resolve(make()),
    loading: async () => {
      const flow = make();
      void flow.load();
      await turn();
      return flow;
    },
    ready: () => loaded(PHONE, APP),
    empty: () => loaded(CODES),
    failed: async () => {
      const flow = make();
      void flow.load();
      await answer('factorSettings', new MfaError('network'));
      return flow;
    },
    adding: async () => {
      const flow = await loaded();
      flow.add('totp');
      return flow;
    },
    changing: async () => {
      const flow = await loaded(PHONE);
      flow.change(PHONE);
      return flow;
    },
    renaming: async () => {
      const flow = await loaded(APP);
      flow.askForName(APP);
      return flow;
    },
    removing: async () => {
      const flow = await loaded(APP);
      flow.askToRemove(APP);
      return flow;
    },
    proving: async () => {
      const { flow } = await removing();
      await answer('removeFactor', PROOF);
      return flow;
    },
    saving: async () => {
      const { flow } = await removing();
      await turn();
      return flow;
    },
    codes: async () => {
      const flow = await loaded();
      await paired(flow, RECOVERY);
      return flow;
    },
  };
  for (const status of SETTINGS_STATUSES) {
    void it(`reaches ${status}, frozen, and forgets everything once nobody is left`, async () => {
      const flow = await REACHED[status]();
      expect(flow.state.status).to.equal(status);
      expect(Object.isFrozen(flow.state)).to.equal(true);
      flow.dispose();
      await turn();
      expect(flow.state).to.deep.include({ status: 'idle', factors: [], task: undefined });
      expect([clock.pending, backend.live.length]).to.deep.equal([0, 0]);
      expect(JSON.stringify(flow.state)).to.not.contain(RECOVERY[0]);
    });

    void it(`takes in ${status} no command that means nothing there`, async () => {
      const flow = await REACHED[status]();
      const { state } = flow;
      const calls = backend.calls.length;
      if (status !== 'ready' && status !== 'empty') {
        flow.add('totp');
        flow.change(PHONE);
        flow.askForName(APP);
        flow.askToRemove(APP);
      }
      if (status !== 'renaming') expect(await flow.rename('Mine')).to.equal(false);
      if (status !== 'removing') expect(await flow.remove()).to.equal(false);
      if (status !== 'codes') flow.saved();
      expect([flow.state === state, backend.calls.length]).to.deep.equal([true, calls]);
    });
  }

  void describe('the list', () => {
    void it('is what the backend says; recovery codes have a place of their own', async () => {
      const flow = await loaded(PHONE, CODES, APP);
      expect(flow.state).to.deep.include({ status: 'ready', factors: [PHONE, APP] });
      expect(flow.state.settings?.factors).to.deep.equal([PHONE, CODES, APP]);
    });

    void it('comes from a client that only lists, with what that can set up', async () => {
      const client = {
        listFactors: () => Promise.resolve([APP]),
        setSecurityQuestions: () => Promise.resolve({}),
      };
      const flow = make({ client });
      expect(await flow.load()).to.equal(true);
      expect(flow.state.settings).to.deep.equal({
        factors: [APP],
        addable: ['security-questions'],
        required: false,
      });
    });

    for (const junk of [
      { factors: 'all', addable: [] },
      { factors: [], addable: null },
    ])
      void it(`does not believe ${JSON.stringify(junk)}`, async () => {
        const flow = make();
        void flow.load();
        await answer('factorSettings', junk);
        expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'bad-response']);
      });

    for (const name of ['factorSettings', 'listFactors'] as const)
      void it(`leaves out of ${name} what cannot be shown`, async () => {
        const junk = [
          null,
          undefined,
          {},
          { id: 'x' },
          { kind: 'totp' },
          { id: 'x', kind: 'fax', active: true },
        ];
        const factors = [...junk, APP] as Factor[];
        const flow = make({
          client: {
            [name]: () =>
              Promise.resolve(name === 'listFactors' ? factors : { factors, addable: [null, 'fax'] }),
          },
        });
        expect(await flow.load()).to.equal(true);
        expect([flow.state.status, flow.state.factors]).to.deep.equal(['ready', [APP]]);
      });

    void it('stays while it is asked for anew, and is asked for once at a time', async () => {
      const flow = await loaded(PHONE);
      const again = flow.load();
      expect(await flow.load()).to.equal(false);
      expect(flow.state).to.deep.include({ status: 'ready', isReloading: true, factors: [PHONE] });
      await answer('factorSettings', listOf(APP));
      expect(await again).to.equal(true);
      expect(flow.state).to.deep.include({ isReloading: false, factors: [APP] });
    });

    void it('is tried again, not before the server wants that', async () => {
      const flow = make();
      void flow.load();
      await answer('factorSettings', new MfaError('rate-limited', { retryAt: clock.now() + MINUTE }));
      expect(flow.state.waitUntil?.remainingSeconds).to.equal(60);
      expect(await flow.retry()).to.equal(false);
      expect([backend.calls.length, flow.state.failure?.code]).to.deep.equal([1, 'rate-limited']);
      clock.advance(MINUTE);
      const again = flow.retry();
      await answer('factorSettings', listOf(APP));
      expect([await again, flow.state.status, flow.state.failure]).to.deep.equal([true, 'ready', undefined]);
    });

    void it('comes from the client that the page has now, however late one from before comes', async () => {
      const other = roleClient({ factorSettings: 'by hand' });
      const gives: ((client: MfaClient) => void)[] = [];
      const client = {
        current: undefined,
        resolve: () => new Promise<MfaClient>((resolve) => gives.push(resolve)),
      };
      const flow = make({ client });
      void flow.load();
      flow.reset();
      void flow.load();
      gives[1]!(backend.client);
      await answer('factorSettings', listOf(APP));
      gives[0]!(other.client);
      await turn();
      expect([flow.client === backend.client, other.calls.length]).to.deep.equal([true, 0]);
    });
  });

  void describe('removing', () => {
    void it('asks first, is done once, and shows what the backend then says', async () => {
      const { flow, removed } = await removing();
      expect(await flow.remove(), 'once').to.equal(false);
      await answer('removeFactor');
      expect(flow.state).to.deep.include({ factors: [PHONE, APP], isReloading: true, task: undefined });
      expect(flow.state.done).to.deep.equal({ kind: 'totp', change: 'removed', factor: APP });
      expect(events).to.deep.equal([]);
      await answer('factorSettings', listOf(PHONE));
      expect([await removed, flow.state.status, flow.state.factors]).to.deep.equal([true, 'ready', [PHONE]]);
      expect(events).to.deep.equal([{ type: 'changed', kind: 'totp', change: 'removed' }]);
      expect(backend.of('removeFactor').map(({ args }) => args[0])).to.deep.equal([APP]);
    });

    for (const [listed, wait] of [
      [new MfaError('network'), 60],
      [new MfaError('rate-limited', { retryAt: Date.parse('2030-01-01T00:00:30Z') }), 60],
      [new MfaError('rate-limited', { retryAt: Date.parse('2030-01-01T00:02:00Z') }), 120],
      [{ factors: [PHONE, APP], required: false }, 60],
    ] as const)
      void it(`waits for as long as any answer says: the list then gives ${'code' in listed ? listed.message : 'itself'}, ${wait}`, async () => {
        const { flow, removed } = await removing();
        await answer('removeFactor', new MfaError('rate-limited', { retryAt: clock.now() + MINUTE }));
        await answer('factorSettings', listed);
        expect([await removed, flow.state.waitUntil?.remainingSeconds]).to.deep.equal([false, wait]);
      });

    void it('is kept where the person thinks better of it', async () => {
      const flow = await REACHED.removing();
      flow.cancel();
      expect([flow.state.status, await flow.remove(), events]).to.deep.equal(['ready', false, []]);
    });

    void it('shows no list from before it', async () => {
      const flow = await loaded(PHONE, APP);
      flow.askToRemove(APP);
      void flow.load();
      await turn();
      const before = backend.of('factorSettings').at(-1)!;
      void flow.remove();
      await answer('removeFactor');
      before.resolve(listOf(PHONE, APP));
      await answer('factorSettings', listOf(PHONE));
      expect(flow.state.factors).to.deep.equal([PHONE]);
    });

    void it('asks the list where nobody knows whether it was made', async () => {
      const { flow, removed } = await removing();
      await answer('removeFactor', new MfaError('timeout'));
      expect(flow.state).to.deep.include({ status: 'removing', isReloading: true });
      expect(events.map(({ type }) => type)).to.deep.equal(['failed']);
      await answer('factorSettings', listOf(PHONE));
      expect([await removed, flow.state.status, flow.state.factors]).to.deep.equal([false, 'ready', [PHONE]]);
    });

    void it('waits where the server says so, and the list is asked for all the same', async () => {
      const { flow } = await removing();
      await answer('removeFactor', new MfaError('rate-limited', { retryAt: clock.now() + MINUTE }));
      await answer('factorSettings', listOf(PHONE, APP));
      expect(flow.state.status).to.equal('removing');
      expect([await flow.remove(), backend.of('removeFactor').length]).to.deep.equal([false, 1]);
      clock.advance(MINUTE);
      void flow.remove();
      await turn();
      expect(backend.of('removeFactor')).to.have.lengthOf(2);
    });

    void it('goes on with a proof, and changes nothing without one', async () => {
      for (const isGiven of [true, false]) {
        const { flow, removed } = await removing();
        await answer('removeFactor', PROOF);
        expect([flow.state.status, flow.proof.state.status]).to.deep.equal(['proving', 'asking']);
        if (!isGiven) {
          flow.proof.decline();
          expect(await removed).to.equal(false);
          expect(flow.state).to.deep.include({ status: 'ready', task: undefined, failure: undefined });
          continue;
        }
        flow.proof.give({ password: 'open sesame' });
        await turn();
        expect(backend.of('removeFactor').at(-1)!.args[1]).to.have.deep.property('proof', {
          password: 'open sesame',
        });
        await answer('removeFactor');
        await answer('factorSettings', listOf(PHONE));
        expect(await removed).to.equal(true);
        expect(JSON.stringify([flow.state, events])).to.not.contain('sesame');
      }
    });

    void it('says so where the client cannot', async () => {
      const client = { listFactors: () => Promise.resolve([APP]) };
      for (const [ask, act] of [
        [(flow: SettingsFlow) => flow.askToRemove(APP), (flow: SettingsFlow) => flow.remove()],
        [(flow: SettingsFlow) => flow.askForName(APP), (flow: SettingsFlow) => flow.rename('Mine')],
      ] as const) {
        const flow = make({ client });
        await flow.load();
        ask(flow);
        expect([await act(flow), flow.state.failure?.code]).to.deep.equal([false, 'misconfigured']);
      }
    });
  });

  void it('renames', async () => {
    const flow = await REACHED.renaming();
    const renamed = flow.rename('Old phone');
    await answer('renameFactor');
    await answer('factorSettings', listOf({ ...APP, name: 'Old phone' }));
    expect([await renamed, flow.state.factors[0]!.name]).to.deep.equal([true, 'Old phone']);
    expect(backend.of('renameFactor')[0]!.args.slice(0, 2)).to.deep.equal([APP, 'Old phone']);
    expect(events).to.deep.equal([{ type: 'changed', kind: 'totp', change: 'renamed' }]);
  });

  void it('changes a number: the new one is confirmed before the list is asked again', async () => {
    const flow = await REACHED.changing();
    const { request, verify } = panel(flow, 'code');
    void request!.send({ channel: 'sms', destination: '+12025550417' });
    await answer('enrollDestination', SENT);
    expect(verify.state.status).to.equal('ready');
    expect(backend.of('factorSettings')).to.have.lengthOf(1);
    void verify.verify(CODE);
    await answer('confirmDestination', {});
    await answer('factorSettings', listOf({ ...PHONE, destination: '*0417' }));
    expect(flow.state).to.deep.include({ status: 'ready', task: undefined });
    expect(flow.state.done).to.deep.equal({ kind: 'sms', change: 'changed', factor: PHONE });
    expect(events).to.deep.equal([{ type: 'changed', kind: 'sms', change: 'changed' }]);
  });

  void describe('passkeys', () => {
    const KEY: Factor = { id: 'k1', kind: 'passkey', name: 'Blue key', active: true };

    void it('are added one after another, where the browser can', async () => {
      const flow = make({ ceremony: backend.ceremony });
      void flow.load();
      await answer('factorSettings', { factors: [KEY], required: false });
      expect(flow.state.settings?.addable).to.include('passkey');
      flow.add('passkey');
      const { mode, passkey } = panel(flow, 'passkey');
      expect([mode, backend.live.length]).to.deep.equal(['create', 0]);
      void passkey.begin();
      await answer('beginPasskeyEnrollment', { id: 'c', options: {} });
      await answer('create' as keyof MfaClient, {});
      await answer('activatePasskey', {});
      expect(flow.state.done).to.deep.include({ change: 'added', kind: 'passkey' });
      await answer('factorSettings', listOf(KEY, { ...KEY, id: 'k2' }));
      expect(flow.state).to.deep.include({ status: 'ready' });
      expect(events).to.deep.equal([{ type: 'changed', kind: 'passkey', change: 'added' }]);
    });

    void it('are not offered where the browser cannot', async () => {
      const flow = make();
      void flow.load();
      await answer('factorSettings', { factors: [], addable: ['passkey', 'totp'], required: false });
      expect(flow.state.settings?.addable).to.deep.equal(['totp']);
    });

    void it('close their dialog when the person leaves', async () => {
      const flow = make({ ceremony: backend.ceremony });
      void flow.load();
      await answer('factorSettings', { factors: [], required: false });
      flow.add('passkey');
      void panel(flow, 'passkey').passkey.begin();
      await answer('beginPasskeyEnrollment', { id: 'c', options: {} });
      expect(backend.live.map(({ name }) => name)).to.deep.equal(['create']);
      flow.cancel();
      expect(backend.live).to.have.lengthOf(0);
    });

    void it('get other names, but for those without one', () => {
      const rename = (factor: Factor): boolean =>
        actionsOf(backend.client, factor, { factors: [], required: false }).rename;
      expect([rename(KEY), rename({ ...KEY, all: true })]).to.deep.equal([true, false]);
    });
  });

  void describe('adding', () => {
    void it('shows recovery codes that came along until they are saved', async () => {
      const flow = await loaded();
      await paired(flow, RECOVERY);
      await answer('factorSettings', listOf(APP));
      expect(flow.state).to.deep.include({ status: 'codes', recoveryCodes: RECOVERY });
      flow.saved();
      expect(flow.state).to.deep.include({ status: 'ready', factors: [APP] });
      expect(JSON.stringify([flow.state, events])).to.not.contain(RECOVERY[0]);
      expect(events).to.deep.equal([{ type: 'changed', kind: 'totp', change: 'added' }]);
    });

    void it('takes a half-made app back where the person thinks better of it', async () => {
      const flow = await REACHED.adding();
      void panel(flow, 'pairing').enroll.begin();
      await answer('beginTotpEnrollment', { id: 'e1', secret: SECRET });
      flow.cancel();
      await turn();
      expect(backend.of('cancelTotpEnrollment')).to.have.lengthOf(1);
      expect(flow.state).to.deep.include({ status: 'empty', task: undefined });
    });

    void it('is one thing at a time, and what was given up counts no more', async () => {
      const flow = await REACHED.adding();
      const { enroll } = panel(flow, 'pairing');
      flow.add('sms');
      expect(flow.state.task).to.deep.include({ kind: 'totp' });
      flow.cancel();
      void enroll.begin();
      await answer('beginTotpEnrollment', { id: 'e1', secret: SECRET });
      void enroll.activate(CODE);
      await answer('activateTotp', {});
      expect([flow.state.status, events]).to.deep.equal(['empty', []]);
    });
  });

  void it('tells of a change that was made also where the list after it cannot be had', async () => {
    const { flow, removed } = await removing();
    await answer('removeFactor');
    await answer('factorSettings', new MfaError('network'));
    expect(await removed).to.equal(true);
    expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'network']);
    expect(events.map(({ type }) => type)).to.deep.equal(['failed', 'changed']);
  });

  void it('is what its model says, over 10,000 random steps', async (test) => {
    const seed = 21;
    test.diagnostic(`seed ${seed}`);
    const random = seeded(seed);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const flow = make();
    const seen = new Set<SettingsStatus>();
    type Task = 'adding' | 'changing' | 'renaming' | 'removing';
    // What there is, as one would tell it.
    const model = {
      /** What the backend really has. */
      server: [PHONE, APP] as readonly Factor[],
      list: undefined as readonly Factor[] | undefined,
      isLoading: false,
      isFailed: false,
      task: undefined as Task | undefined,
      factor: undefined as Factor | undefined,
      isSaving: false,
      hasCodes: false,
      wait: 0,
      told: [] as string[],
      /** Changes that are told when the list after them has come. */
      untold: undefined as string | undefined,
    };
    const endTask = (): void => {
      model.task = model.factor = undefined;
    };
    const forget = (): void => {
      if (model.untold) model.told.push(model.untold);
      Object.assign(model, { list: undefined, isLoading: false, isFailed: false, isSaving: false });
      Object.assign(model, { hasCodes: false, wait: 0, untold: undefined });
      endTask();
    };
    /** What is left of a change once the list is there. */
    const tell = (): void => {
      if (model.untold) model.told.push(model.untold);
      model.untold = undefined;
    };
    const changed = (change: string): void => {
      tell();
      endTask();
      model.isLoading = true;
      model.untold = change;
    };
    const statusOf = (): SettingsStatus => {
      if (flow.proof.isAsking) return 'proving';
      if (model.isSaving) return 'saving';
      if (model.task) return model.task;
      if (model.hasCodes) return 'codes';
      if (model.isFailed) return 'failed';
      if (!model.list) return model.isLoading ? 'loading' : 'idle';
      return model.list.length > 0 ? 'ready' : 'empty';
    };
    const begin = (task: Task, factor?: Factor): void => {
      if (!['ready', 'empty'].includes(statusOf())) return;
      model.task = task;
      model.factor = factor;
    };
    const failure = (isWaiting = random() < 0.3): MfaError => {
      if (!isWaiting) return new MfaError(pick(['network', 'server', 'unauthenticated']));
      return new MfaError('rate-limited', { retryAt: clock.now() + MINUTE });
    };
    const namesOf = (factors: readonly Factor[]): string =>
      factors.map(({ id, name, destination }) => [id, name, destination].join()).join(';');
    let step = 0;
    const good = (call: RoleCall): unknown => {
      if (call.name === 'enrollDestination') return { ...SENT, id: `c${step}` };
      if (call.name !== 'beginTotpEnrollment') return {};
      return { id: `e${step}`, secret: SECRET, ...(step % 2 && { recoveryCodes: RECOVERY }) };
    };
    const set = (factor: Factor): void => {
      model.server = [...model.server.filter(({ kind }) => kind !== factor.kind), factor];
    };
    const reply = (call: RoleCall): void => {
      const { name } = call;
      const isGood = random() < 0.7;
      if (name === 'factorSettings') {
        model.isLoading = false;
        if (isGood) {
          call.resolve(listOf(...model.server));
          model.list = model.server;
          model.isFailed = false;
          if (model.factor && !model.list.some(({ id }) => id === model.factor!.id)) endTask();
        } else {
          const error = failure();
          call.reject(error);
          model.isFailed = true;
          model.wait = Math.max(model.wait, error.retryAt ?? 0);
          endTask();
          model.told.push('failed');
        }
        tell();
      } else if (!isGood && random() < 0.4) call.reject(PROOF);
      else if (name === 'removeFactor' || name === 'renameFactor') {
        const factor = call.args[0] as Factor;
        const isMade = isGood || random() < 0.5;
        if (isMade)
          model.server =
            name === 'removeFactor'
              ? model.server.filter(({ id }) => id !== factor.id)
              : model.server.map((one) => (one.id === factor.id ? { ...one, name: `${step}` } : one));
        model.isSaving = false;
        if (isGood) {
          call.resolve(undefined);
          changed(name === 'removeFactor' ? 'removed' : 'renamed');
        } else {
          const error = failure();
          call.reject(error);
          model.wait = Math.max(model.wait, error.retryAt ?? 0);
          model.told.push('failed');
          tell();
          model.isLoading = true;
        }
      } else if (!isGood) call.reject(failure(false));
      else {
        call.resolve(good(call));
        if (name === 'confirmDestination') {
          set({ ...PHONE, destination: `*${step}` });
          changed(model.task === 'adding' ? 'added' : 'changed');
        } else if (name === 'activateTotp') {
          set({ ...APP, id: 't1' });
          if ((call.args[0] as { recoveryCodes?: unknown }).recoveryCodes) model.hasCodes = true;
          changed(model.task === 'adding' ? 'added' : 'changed');
        }
      }
    };
    const act = (): void => {
      const { task } = flow.state;
      if (!task || !('panel' in task)) return;
      const one = task.panel;
      if (one.type === 'pairing')
        void (one.enroll.state.status === 'pairing' ? one.enroll.activate(CODE) : one.enroll.begin());
      else if (one.type === 'code')
        void (one.verify.state.status === 'ready'
          ? one.verify.verify(`${CODE}${step}`)
          : one.request!.send({ channel: 'sms', destination: '+12025550417' }));
    };
    const save = (task: Task): void => {
      if (statusOf() === task && clock.now() >= model.wait) model.isSaving = true;
    };
    const load = (): void => void (model.isLoading = true);
    const steps: readonly (() => void)[] = [
      () => {
        void flow.load();
        load();
      },
      () => {
        void flow.retry();
        if (clock.now() >= model.wait) {
          load();
          model.isFailed = false;
        }
      },
      () => {
        flow.add(pick(['totp', 'sms']));
        begin('adding');
      },
      () => {
        const factor = pick([PHONE, APP]);
        flow.change(factor);
        begin('changing', factor);
      },
      () => {
        flow.askForName(APP);
        begin('renaming', APP);
      },
      () => {
        const factor = pick([PHONE, APP]);
        flow.askToRemove(factor);
        begin('removing', factor);
      },
      () => {
        void flow.rename('Mine');
        save('renaming');
      },
      () => {
        void flow.remove();
        save('removing');
      },
      () => {
        if (random() < 0.6) return;
        const isProvingSave = flow.proof.isAsking && model.isSaving;
        flow.cancel();
        if (isProvingSave) model.isSaving = false;
        endTask();
      },
      () => {
        flow.saved();
        model.hasCodes = false;
      },
      act,
      act,
      () => clock.advance(pick([SECOND, 20 * SECOND, 2 * MINUTE])),
      ...[0, 1, 2].map(() => () => {
        const call = pick(backend.live);
        if (backend.live.length > 0) reply(call);
      }),
      () => flow.proof.give({ password: 'p' }),
      () => {
        const isProvingSave = flow.proof.isAsking && model.isSaving;
        flow.proof.decline();
        if (!isProvingSave) return;
        model.isSaving = false;
        endTask();
      },
      () => {
        if (random() < 0.7) return;
        if (random() < 0.5) flow.reset();
        else flow.dispose();
        forget();
        flow.subscribe(() => {});
      },
      () => {
        // Somebody changes something elsewhere.
        if (random() < 0.8) return;
        model.server = [PHONE, APP].filter(() => random() < 0.6);
      },
    ];
    for (; step < 10_000; step++) {
      const before = flow.state.status;
      pick(steps)();
      await turn();
      const { state } = flow;
      seen.add(state.status);
      const note = `step ${step}: ${before} -> ${state.status}`;
      expect(state.status, note).to.equal(statusOf());
      expect(namesOf(state.factors), note).to.equal(namesOf(model.list ?? []));
      expect(state.isReloading, note).to.equal(model.isLoading && model.list !== undefined);
      expect(state.waitUntil !== undefined, note).to.equal(clock.now() < model.wait);
      const heard = events.map((event) => (event.type === 'failed' ? 'failed' : event.change));
      expect(heard.join(), note).to.equal(model.told.join());
      expect(backend.live.filter(({ name }) => name === 'factorSettings').length, note).to.equal(
        model.isLoading ? 1 : 0,
      );
      const text = JSON.stringify([state, events.slice(-1)]);
      expect(text, note).to.not.contain(CODE).and.not.contain(SECRET);
      if (state.status !== 'codes') expect(text, note).to.not.contain(RECOVERY[0]);
      events.length = model.told.length = 0;
    }
    expect(SETTINGS_STATUSES.filter((status) => !seen.has(status))).to.deep.equal([]);
  });
});
