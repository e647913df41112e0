/** A second factor that is needed from some day on: optional until then, and required at that very moment. */
import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Factor, FactorSettings, MfaClient, SecondStep } from '../../src/core/client.js';
import { ChallengeFlow } from '../../src/flows/challenge-flow.js';
import type { ChallengeEvent } from '../../src/flows/challenge-state.js';
import { SettingsFlow } from '../../src/flows/settings-flow.js';
import { actionsOf } from '../../src/flows/factor-actions.js';
import { fakeClock, steadyClock, type FakeClock } from '../support/fake-clock.js';
import { roleClient } from '../support/role-client.js';

const DAY = 86_400_000;
const APP: Factor = { id: 't1', kind: 'totp', name: 'My phone', active: true };

void describe('a second factor that is needed from a day on', () => {
  let clock: FakeClock;

  beforeEach(() => {
    clock = fakeClock();
  });

  async function challenge(
    step: Partial<SecondStep>,
    options: { isOptional?: boolean } = {},
  ): Promise<{ flow: ChallengeFlow; events: ChallengeEvent[] }> {
    const { client } = roleClient({
      secondStep: () => Promise.resolve({ factors: [], enrollable: ['totp'], required: false, ...step }),
      beginTotpEnrollment: 'by hand',
      activateTotp: 'by hand',
    });
    const flow = new ChallengeFlow({ client, clock, ...options });
    const events: ChallengeEvent[] = [];
    flow.subscribe(() => {});
    flow.onEvent((event) => events.push(event));
    await flow.start('ticket');
    return { flow, events };
  }

  async function settings(answer: Partial<FactorSettings>): Promise<SettingsFlow> {
    const { client } = roleClient({
      factorSettings: () => Promise.resolve({ factors: [APP], required: false, ...answer }),
      removeFactor: () => Promise.resolve(),
    });
    const flow = new SettingsFlow({ client, clock });
    flow.subscribe(() => {});
    await flow.load();
    return flow;
  }

  void it('is offered in the second step, and can be put off until then', async () => {
    const { flow, events } = await challenge({ requiredFrom: clock.now() + 5 * DAY });
    expect(flow.state).to.include({ status: 'enrolling', canSkip: true });
    expect(flow.state.requiredFrom?.remainingMs).to.equal(5 * DAY);
    flow.skip();
    expect(flow.state.status).to.equal('skipped');
    expect(events).to.deep.equal([{ type: 'skipped' }]);
    expect(clock.pending).to.equal(0);
  });

  void it('is required at that moment, also while the person looks at it', async () => {
    const { flow } = await challenge({ requiredFrom: clock.now() + 40 * DAY });
    clock.advance(40 * DAY - 1);
    expect(flow.state.canSkip).to.equal(true);
    clock.advance(1);
    expect(flow.state).to.include({ status: 'enrolling', canSkip: false });
    expect(flow.state.requiredFrom?.isPast).to.equal(true);
    flow.skip();
    expect(flow.state.status).to.equal('enrolling');
    expect(clock.pending).to.equal(0);
  });

  void it('is not put off by a clock that is set back', async () => {
    clock = steadyClock();
    const { flow } = await challenge({ requiredFrom: clock.now() + DAY });
    clock.set(clock.now() - 10 * DAY);
    clock.advance(DAY);
    expect(flow.state.canSkip).to.equal(false);
  });

  void it('is required from the first where the day has passed', async () => {
    const { flow } = await challenge({ requiredFrom: clock.now() - 1 });
    expect(flow.state.canSkip).to.equal(false);
  });

  void it('that is required anyway knows no day', async () => {
    const { flow } = await challenge({ required: true, requiredFrom: clock.now() + DAY });
    expect(flow.state).to.include({ canSkip: false, requiredFrom: undefined });
  });

  void it('stays optional where the page says so', async () => {
    const { flow } = await challenge({ requiredFrom: clock.now() - 1 }, { isOptional: true });
    expect(flow.state.canSkip).to.equal(true);
  });

  void it('keeps the last factor from then on, and not before', async () => {
    const flow = await settings({ requiredFrom: clock.now() + DAY });
    const kept = (): unknown =>
      actionsOf({ removeFactor: () => Promise.resolve() }, APP, flow.state.settings!).keptBecause;
    expect(flow.state.requiredFrom?.isPast).to.equal(false);
    expect(kept()).to.equal(undefined);
    clock.advance(DAY);
    expect(flow.state.settings?.required).to.equal(true);
    expect(kept()).to.equal('required');
    expect(clock.pending).to.equal(0);
  });

  void describe('as a client tells it that has no list of what is required', () => {
    const client = (account: MfaClient['account']): MfaClient => ({
      ...roleClient({
        channels: ['sms', 'email', 'totp'],
        takesDestination: false,
        listFactors: () => Promise.resolve([]),
        requestOtp: 'by hand',
        verifyOtp: 'by hand',
        beginTotpEnrollment: 'by hand',
      }).client,
      ...(account && { account }),
    });

    async function begun(account: MfaClient['account']): Promise<ChallengeFlow> {
      const flow = new ChallengeFlow({ client: client(account), clock });
      await flow.start();
      return flow;
    }

    void it('sets up what there is to set up, where no code can go anywhere', async () => {
      const flow = await begun({ reachable: [], requiredFrom: clock.now() + DAY });
      expect(flow.state.ways.map(({ act, kind }) => `${act} ${kind}`)).to.deep.equal(['enroll totp']);
      expect(flow.state.canSkip).to.equal(true);
    });

    void it('uses the channels that reach the person, and no others', async () => {
      const flow = await begun({ reachable: ['sms'] });
      expect(flow.state.ways.map(({ act, kind }) => `${act} ${kind}`)).to.deep.equal(['use sms']);
      expect(flow.state.canSkip).to.equal(false);
    });

    void it('is as before where nothing is told', async () => {
      const flow = await begun(undefined);
      expect(flow.state.ways.map(({ act, kind }) => `${act} ${kind}`)).to.deep.equal([
        'use sms',
        'use email',
      ]);
    });
  });
});
