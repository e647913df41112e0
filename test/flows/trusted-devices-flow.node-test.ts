import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { MfaClient, TrustedDevice } from '../../src/core/client.js';
import { MfaError } from '../../src/core/mfa-error.js';
import { SettingsFlow } from '../../src/flows/settings-flow.js';
import { TrustedDevicesFlow } from '../../src/flows/trusted-devices-flow.js';
import {
  TRUSTED_DEVICES_STATUSES,
  type TrustedDevicesEvent,
  type TrustedDevicesStatus,
} from '../../src/flows/trusted-devices-state.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';
import { turn } from '../support/flows.js';
import { roleClient, type RoleClient } from '../support/role-client.js';

const LAPTOP: TrustedDevice = { id: 'd1', name: 'Firefox on Linux', isThis: true };
const PHONE: TrustedDevice = { id: 'd2', name: 'Safari on iPhone', isThis: false };
const PROOF = new MfaError('proof-required', { proof: 'password' });

void describe('TrustedDevicesFlow', () => {
  let clock: FakeClock;
  let backend: RoleClient;
  let events: TrustedDevicesEvent[];

  beforeEach(() => {
    clock = fakeClock();
    backend = roleClient({
      listTrustedDevices: 'by hand',
      forgetTrustedDevice: 'by hand',
      forgetAllTrustedDevices: 'by hand',
    });
    events = [];
  });

  function make(client = backend.client): TrustedDevicesFlow {
    const flow = new TrustedDevicesFlow({ client, clock });
    flow.subscribe(() => {});
    flow.onEvent((event) => events.push(event));
    return flow;
  }

  /** Has the last call of this name answered. */
  async function answer(name: keyof MfaClient, what?: unknown): Promise<void> {
    await turn();
    const call = backend.of(name).at(-1)!;
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    await turn();
  }

  async function loaded(...devices: readonly TrustedDevice[]): Promise<TrustedDevicesFlow> {
    const flow = make();
    void flow.load();
    await answer('listTrustedDevices', devices);
    return flow;
  }

  async function asking(task: TrustedDevice | 'all' = PHONE): Promise<TrustedDevicesFlow> {
    const flow = await loaded(LAPTOP, PHONE);
    flow.ask(task);
    return flow;
  }

  const REACHED: Record<TrustedDevicesStatus, () => Promise<TrustedDevicesFlow>> = {
    idle: () => Promise.resolve(make()),
    loading: () => {
      const flow = make();
      void flow.load();
      return Promise.resolve(flow);
    },
    ready: () => loaded(LAPTOP),
    empty: () => loaded(),
    failed: async () => {
      const flow = make();
      void flow.load();
      await answer('listTrustedDevices', new MfaError('timeout'));
      return flow;
    },
    asking: () => asking(),
    saving: async () => {
      const flow = await asking();
      void flow.forget();
      return flow;
    },
    proving: async () => {
      const flow = await asking();
      void flow.forget();
      await answer('forgetTrustedDevice', PROOF);
      return flow;
    },
  };

  for (const status of TRUSTED_DEVICES_STATUSES)
    void it(`comes to ${status}, and forgets everything when it is disposed of`, async () => {
      const flow = await REACHED[status]();
      expect(flow.state.status).to.equal(status);
      expect(Object.isFrozen(flow.state)).to.equal(true);
      flow.dispose();
      expect(flow.state.status).to.equal('idle');
      expect([backend.live.length, clock.pending]).to.deep.equal([0, 0]);
    });

  void it('removes one after the person was asked, and shows what the backend then says', async () => {
    const flow = await asking();
    const forgotten = flow.forget();
    expect(flow.state.devices).to.deep.equal([LAPTOP, PHONE]);
    await answer('forgetTrustedDevice');
    expect(backend.of('forgetTrustedDevice')[0]!.args[0]).to.equal(PHONE);
    expect(flow.state.devices).to.deep.equal([LAPTOP, PHONE]);
    await answer('listTrustedDevices', [LAPTOP]);
    expect(await forgotten).to.equal(true);
    expect(flow.state).to.include({ status: 'ready', done: PHONE });
    expect(flow.state.devices).to.deep.equal([LAPTOP]);
    expect(events).to.deep.equal([{ type: 'forgotten', all: false }]);
  });

  void it('removes them all', async () => {
    const flow = await asking('all');
    void flow.forget();
    await answer('forgetAllTrustedDevices');
    await answer('listTrustedDevices', []);
    expect(flow.state).to.include({ status: 'empty', done: 'all', task: undefined });
    expect(events).to.deep.equal([{ type: 'forgotten', all: true }]);
  });

  void it('removes nothing that nobody was asked about', async () => {
    const flow = await loaded(LAPTOP);
    expect(await flow.forget()).to.equal(false);
    flow.ask(LAPTOP);
    flow.cancel();
    expect(await flow.forget()).to.equal(false);
    expect(backend.of('forgetTrustedDevice')).to.have.lengthOf(0);
  });

  void it('asks for a proof, and makes the call again with it', async () => {
    const flow = await REACHED.proving();
    flow.proof.give({ password: 'correct horse' });
    await answer('forgetTrustedDevice');
    const [, again] = backend.of('forgetTrustedDevice');
    expect(again!.args[1]).to.deep.include({ proof: { password: 'correct horse' } });
    await answer('listTrustedDevices', [LAPTOP]);
    expect(flow.state.status).to.equal('ready');
  });

  void it('leaves everything as it is where the proof is declined', async () => {
    const flow = await REACHED.proving();
    flow.proof.decline();
    await turn();
    expect(flow.state).to.include({ status: 'ready', task: undefined, failure: undefined });
    expect(events).to.deep.equal([]);
  });

  void it('says what failed, and asks the backend whether it was done', async () => {
    const flow = await asking();
    const forgotten = flow.forget();
    await answer('forgetTrustedDevice', new MfaError('timeout'));
    await answer('listTrustedDevices', [LAPTOP, PHONE]);
    expect(await forgotten).to.equal(false);
    expect(flow.state.status).to.equal('asking');
    expect(flow.state.failure?.code).to.equal('timeout');
    void flow.forget();
    await answer('forgetTrustedDevice', new MfaError('timeout'));
    // It was: the question has no object any more.
    await answer('listTrustedDevices', [LAPTOP]);
    expect(flow.state).to.include({ status: 'ready', task: undefined });
  });

  void it('waits as long as the server wants', async () => {
    const flow = await asking();
    void flow.forget();
    await answer('forgetTrustedDevice', new MfaError('rate-limited', { retryAt: clock.now() + 60_000 }));
    await answer('listTrustedDevices', [LAPTOP, PHONE]);
    expect(await flow.forget()).to.equal(false);
    clock.advance(60_000);
    expect(flow.state.waitUntil).to.equal(undefined);
    void flow.forget();
    await answer('forgetTrustedDevice');
    expect(backend.of('forgetTrustedDevice')).to.have.lengthOf(2);
  });

  void it('leaves out of the list what cannot be told apart', async () => {
    const junk = [null, undefined, 'laptop', {}, { name: 'Laptop' }] as unknown as TrustedDevice[];
    expect((await loaded(...junk, LAPTOP)).state.devices).to.deep.equal([LAPTOP]);
    expect((await loaded(...junk)).state.status).to.equal('empty');
  });

  void it('offers what the client can, and takes no list that is none', async () => {
    const flow = make(roleClient({ listTrustedDevices: () => Promise.resolve([PHONE]) }).client);
    await flow.load();
    expect(flow.state).to.include({ canForget: false, canForgetAll: false });
    const odd = make(roleClient({ listTrustedDevices: () => Promise.resolve('all' as never) }).client);
    expect(await odd.load()).to.equal(false);
    expect(odd.state.failure?.code).to.equal('bad-response');
    const none = make({});
    expect(await none.load()).to.equal(false);
    expect(none.state.failure?.code).to.equal('misconfigured');
  });

  void it('asks a client that learns what its backend can', async () => {
    const client: MfaClient = roleClient({
      listFactors: () => {
        client.listTrustedDevices = () => Promise.resolve([PHONE]);
        return Promise.resolve([]);
      },
    }).client;
    const flow = make(client);
    expect(await flow.load()).to.equal(true);
    expect(flow.state.devices).to.deep.equal([PHONE]);
  });

  void describe('held by the account page', () => {
    void it('is loaded along with its list, where the client knows such devices', async () => {
      const { client, of } = roleClient({
        listFactors: () => Promise.resolve([]),
        listTrustedDevices: () => Promise.resolve([LAPTOP]),
      });
      const settings = new SettingsFlow({ client, clock });
      await settings.load();
      await turn();
      expect(settings.trustedDevices.state.devices).to.deep.equal([LAPTOP]);
      expect(of('listTrustedDevices')).to.have.lengthOf(1);
      settings.reset();
      expect(settings.trustedDevices.state.status).to.equal('idle');
    });

    void it('is left alone where it does not', async () => {
      const { client } = roleClient({ listFactors: () => Promise.resolve([]) });
      const settings = new SettingsFlow({ client, clock });
      await settings.load();
      await turn();
      expect(settings.trustedDevices.state).to.include({ status: 'idle', failure: undefined });
    });
  });
});
