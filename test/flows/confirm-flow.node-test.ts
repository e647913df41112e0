import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Challenge, Factor, MfaClient, SecondStep } from '../../src/core/client.js';
import { MfaError } from '../../src/core/mfa-error.js';
import { ConfirmFlow } from '../../src/flows/confirm-flow.js';
import type { ConfirmEvent } from '../../src/flows/confirm-state.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';
import { turn } from '../support/flows.js';
import { roleClient, type Answers, type RoleClient } from '../support/role-client.js';

const MINUTE = 60_000;
const CODE = '135790';
const SMS: Factor = { id: 'p1', kind: 'sms', destination: '*0406', active: true };
const TOTP: Factor = { id: 't1', kind: 'totp', active: true };
const SENT: Challenge = { id: 'c1', channel: 'sms', destination: '*0406' };
const WITH_SMS: SecondStep = { factors: [SMS], enrollable: [], required: true, challenge: SENT };

void describe('ConfirmFlow', () => {
  let clock: FakeClock;
  let events: ConfirmEvent[];

  beforeEach(() => {
    clock = fakeClock();
    events = [];
  });

  function make(client: MfaClient): ConfirmFlow {
    const flow = new ConfirmFlow({ client, clock });
    flow.subscribe(() => {});
    flow.challenge.subscribe(() => {});
    flow.onEvent((event) => events.push(event));
    return flow;
  }

  function room(more: Answers = {}): RoleClient {
    return roleClient({
      channels: ['sms', 'email', 'totp'],
      takesDestination: false,
      secondStep: () => Promise.resolve(WITH_SMS),
      requestOtp: 'by hand',
      verifyOtp: 'by hand',
      beginTotpEnrollment: 'by hand',
      ...more,
    });
  }

  /** Types the code into what is open. */
  function type(flow: ConfirmFlow): void {
    const panel = flow.challenge.state.current?.panel;
    if (panel?.type !== 'code') throw new Error(`no code is asked for: ${panel?.type}`);
    void panel.verify.verify(CODE);
  }

  const statusOf = (flow: ConfirmFlow): string => `${flow.state.status}, ${flow.challenge.state.status}`;

  void it('asks with the step-up of the client, and gives what that gave', async () => {
    const stepUp = room({ verifyOtp: () => Promise.resolve({ proof: { stepUp: 'token' } }) });
    const own = room();
    const flow = make({ ...own.client, stepUp: () => stepUp.client });
    const asked = flow.ask();
    await turn();
    expect(statusOf(flow)).to.equal('asking, answering');
    type(flow);
    expect(await asked).to.deep.equal({ proof: { stepUp: 'token' } });
    expect(events).to.deep.equal([{ type: 'confirmed', kind: 'sms' }]);
    expect(own.calls).to.have.length(0);
  });

  void it('asks with the own second step of a client that has no step-up', async () => {
    const own = room({ verifyOtp: () => Promise.resolve({}) });
    const flow = make(own.client);
    const asked = flow.ask();
    await turn();
    type(flow);
    expect(await asked).to.deep.equal({});
    expect(statusOf(flow)).to.equal('confirmed, idle');
  });

  void it('asks once, however often it is told to', async () => {
    const own = room();
    const flow = make(own.client);
    const asked = [flow.ask(), flow.ask()] as const;
    await turn();
    expect(asked[0] === flow.ask() && asked[0] === asked[1]).to.equal(true);
    expect(own.of('secondStep')).to.have.length(1);
    flow.cancel();
    expect(await asked[1]).to.equal(undefined);
    expect(flow.ask() === asked[0], 'asked anew').to.equal(false);
  });

  void it('takes no word for it: not that nothing is left to do, not that nothing is required', async () => {
    for (const step of [
      { factors: [], enrollable: [], required: false, verification: {} },
      { factors: [], enrollable: [], required: false },
      { factors: [], enrollable: ['totp'], required: true },
    ] satisfies SecondStep[]) {
      const flow = make(room({ secondStep: () => Promise.resolve(step) }).client);
      void flow.ask();
      await turn();
      expect(statusOf(flow)).to.equal('asking, unusable');
      expect(flow.state).to.have.property('hasNothing', true);
      expect(flow.challenge.state.canSkip).to.equal(false);
      expect(flow.challenge.state.ways).to.deep.equal([]);
    }
    expect(events).to.deep.equal([]);
  });

  void it('tells what this page cannot ask for from having nothing', async () => {
    const passkey: Factor = { id: 'k', kind: 'passkey', active: true };
    const step = { factors: [passkey], enrollable: [], required: true };
    const flow = make(room({ secondStep: () => Promise.resolve(step) }).client);
    void flow.ask();
    await turn();
    expect(statusOf(flow)).to.equal('asking, unusable');
    expect(flow.state).to.have.property('hasNothing', false);
  });

  void describe('the password of who has nothing else', () => {
    const NOTHING: SecondStep = { factors: [], enrollable: [], required: true };
    const PASSWORD = 'open sesame 42';

    function own(more: Answers = {}): RoleClient {
      return room({ secondStep: () => Promise.resolve(NOTHING), verifyPassword: 'by hand', ...more });
    }

    async function askedOf(asker: RoleClient): Promise<[ConfirmFlow, Promise<unknown>]> {
      const flow = make({ stepUp: () => asker.client });
      const asked = flow.ask();
      await turn();
      return [flow, asked];
    }

    void it('is asked for, and gives what the backend gave for it', async () => {
      const asker = own();
      const [flow, asked] = await askedOf(asker);
      expect(flow.state).to.deep.equal({ status: 'asking', hasNothing: true, byPassword: true });
      flow.proof.give({ password: PASSWORD });
      await turn();
      expect(flow.state).to.have.property('byPassword', false);
      expect(asker.of('verifyPassword')[0]!.args[0]).to.equal(PASSWORD);
      asker.of('verifyPassword')[0]!.resolve({ proof: { stepUp: 'token' } });
      expect(await asked).to.deep.equal({ proof: { stepUp: 'token' } });
      expect(events).to.deep.equal([{ type: 'confirmed', kind: undefined }]);
    });

    void it('is asked for again where it was wrong', async () => {
      const asker = own();
      const [flow, asked] = await askedOf(asker);
      flow.proof.give({ password: 'another' });
      await turn();
      asker.of('verifyPassword')[0]!.reject(new MfaError('invalid-proof'));
      await turn();
      expect(flow.proof.state).to.have.nested.property('failure.code', 'invalid-proof');
      flow.proof.give({ password: PASSWORD });
      await turn();
      asker.of('verifyPassword')[1]!.resolve({});
      expect(await asked).to.deep.equal({});
    });

    void it('may be declined: then nothing is confirmed', async () => {
      const asker = own();
      const [flow, asked] = await askedOf(asker);
      flow.proof.decline();
      expect(await asked).to.equal(undefined);
      expect(flow.state.status).to.equal('cancelled');
      expect(asker.of('verifyPassword')).to.have.length(0);
    });

    void it('is asked for no more where the person cancels', async () => {
      const asker = own();
      const [flow, asked] = await askedOf(asker);
      flow.cancel();
      expect(await asked).to.equal(undefined);
      expect(flow.proof.isAsking).to.equal(false);
      expect(events).to.deep.equal([{ type: 'cancelled' }]);
    });

    for (const [code, ends] of [
      ['network', 'asking, failed'],
      ['locked', 'asking, failed'],
      ['unauthenticated', 'asking, ended'],
      ['proof-required', 'asking, failed'],
    ] as const)
      void it(`that fails with ${code} has a way on, and is asked for anew`, async () => {
        const asker = own();
        const [flow] = await askedOf(asker);
        flow.proof.give({ password: PASSWORD });
        await turn();
        asker.of('verifyPassword')[0]!.reject(new MfaError(code, { proof: 'captcha' }));
        await turn();
        expect(statusOf(flow)).to.equal(ends);
        flow.retry();
        await turn();
        expect(flow.proof.isAsking).to.equal(true);
        flow.cancel();
      });

    void it('is asked of nobody who has a factor, nor where the backend takes none', async () => {
      for (const asker of [
        own({ secondStep: () => Promise.resolve(WITH_SMS) }),
        room({ secondStep: () => Promise.resolve(NOTHING) }),
      ]) {
        const [flow] = await askedOf(asker);
        expect(flow.proof.isAsking).to.equal(false);
        flow.cancel();
      }
    });
  });

  void it('offers neither to set up nor to remember, though the client can', async () => {
    const own = room({ remembersDevices: true, activateTotp: 'by hand', listFactors: 'by hand' });
    const flow = make(own.client);
    void flow.ask();
    await turn();
    const { client } = flow.challenge;
    expect(client?.remembersDevices).to.equal(undefined);
    expect(client?.beginTotpEnrollment).to.equal(undefined);
    expect('activateTotp' in client!).to.equal(false);
  });

  void it('gives nothing where the person cancels, also in the middle of a check', async () => {
    const own = room();
    const flow = make(own.client);
    const asked = flow.ask();
    await turn();
    type(flow);
    await turn();
    flow.cancel();
    own.of('verifyOtp')[0]!.resolve({});
    expect(await asked).to.equal(undefined);
    await turn();
    expect(flow.state.status).to.equal('cancelled');
    expect(events).to.deep.equal([{ type: 'cancelled' }]);
  });

  void it('says what kept it from asking, and asks again', async () => {
    const own = room({ secondStep: 'by hand' });
    const flow = make(own.client);
    const asked = flow.ask();
    await turn();
    own.of('secondStep')[0]!.reject(new MfaError('network'));
    await turn();
    const { state } = flow.challenge;
    expect(state.status === 'failed' && state.failure.code).to.equal('network');
    flow.retry();
    await turn();
    own.of('secondStep')[1]!.resolve(WITH_SMS);
    await turn();
    expect(statusOf(flow)).to.equal('asking, answering');
    flow.cancel();
    await asked;
  });

  void it('says so where the client has nothing to ask with', async () => {
    const flow = make({});
    void flow.ask();
    await turn();
    const { state } = flow.challenge;
    expect(state.status === 'failed' && state.failure.code).to.equal('misconfigured');
  });

  void it('ends when its time is over, and begins anew', async () => {
    const step = (): Promise<SecondStep> =>
      Promise.resolve({ ...WITH_SMS, factors: [TOTP], expiresAt: clock.now() + MINUTE });
    const flow = make(room({ secondStep: step }).client);
    const asked = flow.ask();
    await turn();
    clock.advance(2 * MINUTE);
    expect(statusOf(flow)).to.equal('asking, ended');
    flow.retry();
    await turn();
    expect(statusOf(flow)).to.equal('asking, answering');
    flow.cancel();
    expect(await asked).to.equal(undefined);
  });

  void it('forgets what it was given when it is left, and answers who waits', async () => {
    const own = room({ verifyOtp: () => Promise.resolve({ proof: { stepUp: 'token' } }) });
    const flow = make(own.client);
    const first = flow.ask();
    await turn();
    type(flow);
    await first;
    flow.dispose();
    expect(flow.state).to.deep.equal({ status: 'idle' });
    const second = flow.ask();
    flow.dispose();
    expect(await second).to.equal(undefined);
  });
});
