import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Challenge, MfaClient } from '../../src/core/client.js';
import { MfaError } from '../../src/core/mfa-error.js';
import { OtpRequestFlow, type OtpRequestEvent } from '../../src/flows/otp-request-flow.js';
import { OtpVerifyFlow } from '../../src/flows/otp-verify-flow.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';
import { roleClient, type RoleClient } from '../support/role-client.js';
import { seeded } from '../support/seeded.js';
import { memoryRecords, turn } from '../support/flows.js';

const SECOND = 1000;
const SENT: Challenge = { id: '1', channel: 'sms', destination: '*0406' };

void describe('OtpRequestFlow', () => {
  let clock: FakeClock;
  let backend: RoleClient;
  let flow: OtpRequestFlow;
  let events: OtpRequestEvent[];

  beforeEach(() => {
    clock = fakeClock();
    backend = roleClient({
      channels: ['sms'],
      requestOtp: 'by hand',
      resendOtp: 'by hand',
      verifyOtp: 'by hand',
    });
    flow = make();
  });

  function make(options: Partial<ConstructorParameters<typeof OtpRequestFlow>[0]> = {}): OtpRequestFlow {
    const made = new OtpRequestFlow({ client: backend.client, clock, ...options });
    events = [];
    made.subscribe(() => {});
    made.onEvent((event) => events.push(event));
    return made;
  }

  async function send(answer: Challenge | MfaError = SENT): Promise<boolean> {
    const sending = flow.send({ channel: 'sms' });
    await turn();
    const call = backend.of('requestOtp').at(-1)!;
    if (answer instanceof Error) call.reject(answer);
    else call.resolve(answer);
    return sending;
  }

  void it('sends what is asked for, once, and tells who checks it', async () => {
    const sending = flow.send({ channel: 'sms', destination: '+12025550406' });
    expect(flow.state.status).to.equal('sending');
    expect(await flow.send({ channel: 'sms' }), 'one at a time').to.equal(false);
    await turn();
    expect(backend.of('requestOtp').map(({ args }) => args[0])).to.deep.equal([
      { channel: 'sms', destination: '+12025550406' },
    ]);
    backend.of('requestOtp')[0]!.resolve(SENT);
    expect(await sending).to.equal(true);
    expect(flow.state).to.include({ status: 'sent', challenge: SENT });
    expect(events.map(({ type }) => type)).to.deep.equal(['sent']);
  });

  void it('shares one wait with the flow that checks: the sends count, whoever makes them', async () => {
    const verify = new OtpVerifyFlow({ client: backend.client, clock });
    flow.onEvent((event) => {
      if (event.type === 'sent') verify.adopt(event.challenge, event);
    });
    await send();
    expect([verify.state.sends, verify.state.resendAt?.remainingSeconds]).to.deep.equal([1, 30]);
    clock.advance(30 * SECOND);
    const resent = verify.resend();
    await turn();
    backend.of('resendOtp')[0]!.resolve({ ...SENT, id: '2' });
    await resent;
    flow.again(verify.sends);
    expect(flow.state.resendAt?.remainingSeconds).to.equal(60);
    clock.advance(60 * SECOND);
    await send({ ...SENT, id: '3' });
    expect([verify.state.sends, verify.state.resendAt?.remainingSeconds]).to.deep.equal([3, 120]);
  });

  for (const code of ['network', 'delivery-failed', 'invalid-destination', 'unauthenticated'] as const) {
    void it(`is where it was after ${code}, and says why`, async () => {
      expect(await send(new MfaError(code))).to.equal(false);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['idle', code]);
      flow.forgive();
      expect(flow.state.failure).to.equal(undefined);
    });
  }

  for (const odd of [undefined, null, 'ok', 42, false]) {
    void it(`counts ${String(odd)} as no code, and can be asked again`, async () => {
      const sending = flow.send({ channel: 'sms' });
      await turn();
      backend.calls[0]!.resolve(odd);
      expect(await sending).to.equal(false);
      expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['idle', 'bad-response']);
      expect(await send()).to.equal(true);
    });
  }

  void it('takes a challenge without an id, of a backend that keeps it in a session', async () => {
    expect(await send({} as never)).to.equal(true);
    expect(flow.state.status).to.equal('sent');
  });

  void it('waits as long as the server wants, and no call goes out before', async () => {
    await send(new MfaError('rate-limited', { retryAt: clock.now() + 90 * SECOND }));
    expect(flow.state.resendAt?.remainingSeconds).to.equal(90);
    expect(await flow.send({ channel: 'sms' })).to.equal(false);
    expect(backend.calls).to.have.lengthOf(1);
    clock.advance(90 * SECOND);
    expect(flow.state.resendAt).to.equal(undefined);
  });

  void it('keeps the wait over a reload', async () => {
    const records = memoryRecords();
    flow = make({ records, recordKey: 'page' });
    await send();
    clock.advance(10 * SECOND);
    const later = make({ records, recordKey: 'page' });
    expect([later.state.status, later.state.resendAt?.remainingSeconds]).to.deep.equal(['idle', 20]);
  });

  void it('keeps the wait that the server wants over a reload, and tells no send that was none', async () => {
    const options = { records: memoryRecords(), recordKey: 'page' };
    flow = make(options);
    await send(new MfaError('rate-limited', { retryAt: clock.now() + 120 * SECOND }));
    clock.advance(10 * SECOND);
    flow = make(options);
    expect([flow.state.status, flow.state.resendAt?.remainingSeconds]).to.deep.equal(['idle', 110]);
    clock.advance(110 * SECOND);
    await send();
    expect(flow.state.resendAt?.remainingSeconds).to.equal(30);
  });

  void it('asks for a proof where one is wanted first', async () => {
    const sending = flow.send({ channel: 'sms' });
    await turn();
    backend.calls[0]!.reject(new MfaError('proof-required', { proof: 'password' }));
    await turn();
    expect(flow.state.status).to.equal('proving');
    flow.proof.give({ password: 'p' });
    await turn();
    expect(backend.calls[1]!.args[1]).to.have.deep.property('proof', { password: 'p' });
    backend.calls[1]!.resolve(SENT);
    expect(await sending).to.equal(true);
  });

  void it('gives up when nobody is left, and is ready again', async () => {
    const sending = flow.send({ channel: 'sms' });
    await turn();
    flow.dispose();
    expect(await sending).to.equal(false);
    expect([flow.state.status, clock.pending]).to.deep.equal(['idle', 0]);
  });

  void it('sends nothing any more where it was given up while its client was loaded', async () => {
    let give: (client: MfaClient) => void;
    const client = {
      current: undefined,
      resolve: () => new Promise<MfaClient>((resolve) => (give = resolve)),
    };
    flow = make({ client });
    void flow.send({ channel: 'sms' });
    flow.dispose();
    give!(backend.client);
    await turn();
    expect(backend.calls).to.deep.equal([]);
  });

  void it('is what its model says, over 10,000 random steps', async () => {
    const random = seeded(3);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const answered = new Set<unknown>();
    let isSent = false;
    const steps: readonly (() => void)[] = [
      () => void flow.send({ channel: 'sms' }),
      () => void flow.send({ channel: 'sms' }),
      () => clock.advance(pick([SECOND, 40 * SECOND, 400 * SECOND])),
      () => {
        for (const call of backend.calls.filter((one) => !answered.has(one))) {
          answered.add(call);
          if (random() < 0.6) call.resolve({ ...SENT });
          else
            call.reject(new MfaError(pick(['network', 'rate-limited']), { retryAt: clock.now() + SECOND }));
        }
      },
      () => {
        flow.again();
        isSent = false;
      },
      () => {
        if (random() < 0.3) flow.dispose();
        flow.subscribe(() => {});
      },
    ];
    for (let step = 0; step < 10_000; step++) {
      const { status, resendAt } = flow.state;
      const before = backend.calls.length;
      pick(steps)();
      await Promise.resolve();
      await Promise.resolve();
      if (step % 3 === 0) await turn();
      const { state } = flow;
      isSent ||= state.status === 'sent';
      const note = `step ${step}: ${status} -> ${state.status}`;
      const made = backend.calls.length - before;
      expect(made, note).to.be.lessThan(2);
      if (made)
        expect([status === 'idle' || status === 'sending', resendAt?.isPast ?? true], note).to.deep.equal([
          true,
          true,
        ]);
      if (state.resendAt) expect(state.resendAt.remainingMs, note).to.be.greaterThan(0);
      expect(state.status === 'sent' && !isSent, note).to.equal(false);
    }
  });
});
