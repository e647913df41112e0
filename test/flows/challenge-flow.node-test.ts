import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { Challenge, Factor, MfaClient, SecondStep, TotpEnrollment } from '../../src/core/client.js';
import { MfaError } from '../../src/core/mfa-error.js';
import { ChallengeFlow } from '../../src/flows/challenge-flow.js';
import {
  CHALLENGE_STATUSES,
  type ChallengeEvent,
  type ChallengeOptions,
  type ChallengeStatus,
} from '../../src/flows/challenge-state.js';
import { flowsOf, type Panel } from '../../src/flows/panels.js';
import type { Way } from '../../src/flows/ways.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';
import { memoryRecords, turn } from '../support/flows.js';
import { passkeyRoom } from '../support/hand-ceremony.js';
import { roleClient, type RoleCall } from '../support/role-client.js';
import { seeded } from '../support/seeded.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const CODE = '135790';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const RECOVERY = ['aaaa-bbbb', 'cccc-dddd'];
const SMS: Factor = { id: 'p1', kind: 'sms', destination: '*0406', active: true };
const EMAIL: Factor = { id: 'm1', kind: 'email', destination: 'a***@example.com', active: true };
const TOTP: Factor = { id: 't1', kind: 'totp', active: true };
const QUESTIONS: Factor = { id: 's1', kind: 'security-questions', active: true };
const PASSKEY: Factor = { id: 'k1', kind: 'passkey', name: 'Mine', active: true };
const FAX = { id: 'x', kind: 'fax', active: true };
const SENT: Challenge = { id: 'c1', channel: 'sms', destination: '*0406' };
const PAIRING: TotpEnrollment = { id: 'e1', secret: SECRET };
const PROOF = new MfaError('proof-required', { proof: 'password' });

type PanelOf<Type extends Panel['type']> = Extract<Panel, { type: Type }>;

void describe('ChallengeFlow', () => {
  let clock: FakeClock;
  let backend: ReturnType<typeof passkeyRoom>;
  let events: ChallengeEvent[];

  beforeEach(() => {
    clock = fakeClock();
    backend = passkeyRoom({
      channels: ['sms', 'email'],
      enrollableChannels: ['sms', 'email'],
      takesDestination: false,
      secondStep: 'by hand',
      requestOtp: 'by hand',
      verifyOtp: 'by hand',
      securityQuestions: 'by hand',
      answerSecurityQuestions: 'by hand',
      beginTotpEnrollment: 'by hand',
      activateTotp: 'by hand',
      enrollDestination: 'by hand',
      confirmDestination: 'by hand',
    });
    events = [];
  });

  function make(options: Partial<ChallengeOptions> = {}): ChallengeFlow {
    const flow = new ChallengeFlow({ client: backend.client, clock, ...options });
    flow.subscribe(() => {});
    flow.onEvent((event) => events.push(event));
    return flow;
  }

  function stepOf(more: Partial<SecondStep>): SecondStep {
    return { factors: [], enrollable: [], required: true, ...more };
  }

  /** Has the last call of this name answered. */
  async function answer(name: keyof MfaClient, what: unknown): Promise<void> {
    await turn();
    const call = backend.of(name).at(-1)!;
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    await turn();
  }

  async function begun(
    step: Partial<SecondStep> | MfaError,
    options: Partial<ChallengeOptions> = {},
  ): Promise<ChallengeFlow> {
    const flow = make(options);
    void flow.start('ticket');
    await answer('secondStep', step instanceof MfaError ? step : stepOf(step));
    return flow;
  }

  function kinds({ state }: ChallengeFlow): string[] {
    return state.ways.map(({ kind }) => kind);
  }

  function panel<Type extends Panel['type']>({ state }: ChallengeFlow, type: Type): PanelOf<Type> {
    expect(state.current?.panel.type).to.equal(type);
    return state.current!.panel as PanelOf<Type>;
  }

  /** Pairs an app, up to the answer to its first code. */
  async function paired(flow: ChallengeFlow, recoveryCodes?: readonly string[]): Promise<void> {
    const { enroll } = panel(flow, 'pairing');
    void enroll.begin();
    await answer('beginTotpEnrollment', { ...PAIRING, ...(recoveryCodes && { recoveryCodes }) });
    void enroll.activate(CODE);
    await answer('activateTotp', { session: 'mine' });
  }

  const REACHED: Record<ChallengeStatus, () => Promise<ChallengeFlow>> = {
    idle: () => Promise.resolve(make()),
    loading: async () => {
      const flow = make();
      void flow.start('ticket');
      await turn();
      return flow;
    },
    choosing: () => begun({ factors: [SMS, TOTP] }),
    answering: () => begun({ factors: [SMS] }),
    enrolling: () => begun({ enrollable: ['totp'] }),
    proving: async () => {
      const flow = await begun({ factors: [SMS] });
      void panel(flow, 'code').request!.send({ channel: 'sms' });
      await answer('requestOtp', PROOF);
      return flow;
    },
    saving: async () => {
      const flow = await begun({ enrollable: ['totp'] });
      await paired(flow, RECOVERY);
      return flow;
    },
    completed: () => begun({ verification: { session: 'mine' } }),
    skipped: async () => {
      const flow = await begun({ enrollable: ['totp'], required: false });
      flow.skip();
      return flow;
    },
    unusable: () => begun({ factors: [PASSKEY] }),
    ended: () => begun(new MfaError('unauthenticated')),
    failed: () => begun(new MfaError('network')),
  };
  const AFTER_LEAVING: Partial<Record<ChallengeStatus, ChallengeStatus>> = {
    loading: 'idle',
    proving: 'answering',
    saving: 'idle',
    completed: 'idle',
  };
  for (const status of CHALLENGE_STATUSES) {
    void it(`reaches ${status}, frozen, and keeps nothing secret once nobody is left`, async () => {
      const flow = await REACHED[status]();
      expect(flow.state.status).to.equal(status);
      expect(Object.isFrozen(flow.state)).to.equal(true);
      flow.dispose();
      await turn();
      expect(flow.state.status).to.equal(AFTER_LEAVING[status] ?? status);
      expect(clock.pending).to.equal(0);
      expect(JSON.stringify(flow.state)).to.not.contain('session').and.not.contain(RECOVERY[0]);
    });

    void it(`takes in ${status} no command that means nothing there`, async () => {
      const flow = await REACHED[status]();
      const foreign: Way = { id: 'x', act: 'use', kind: 'sms' };
      const known = flow.state.ways[0];
      const isOpen = ['choosing', 'answering', 'enrolling', 'proving'].includes(status);
      const told = events.length;
      flow.open(foreign);
      if (!isOpen && known) flow.open(known);
      if (!isOpen) flow.choose();
      if (!flow.state.canSkip) flow.skip();
      if (status !== 'saving') flow.saved();
      expect([flow.state.status, events.length]).to.deep.equal([status, told]);
      if (!isOpen) expect(flow.state.canSkip).to.equal(false);
    });
  }

  void describe('where to begin', () => {
    void it('goes straight to the one way there is, and sends nothing by itself', async () => {
      const flow = await begun({ factors: [SMS] });
      expect(flow.state.status).to.equal('answering');
      expect(panel(flow, 'code').verify.state.status).to.equal('idle');
      expect(backend.calls.map(({ name }) => name)).to.deep.equal(['secondStep']);
    });

    void it('lets the person choose between several: the strongest first, or as the page says', async () => {
      expect(kinds(await begun({ factors: [QUESTIONS, EMAIL, SMS, TOTP] }))).to.deep.equal([
        'totp',
        'sms',
        'email',
        'security-questions',
      ]);
      let order: string[] = ['emailotp', 'googleauth'];
      const flow = await begun({ factors: [SMS, TOTP, EMAIL] }, { order: () => order });
      expect(kinds(flow)).to.deep.equal(['email', 'totp', 'sms']);
      order = ['sms'];
      flow.refresh();
      expect(kinds(flow)).to.deep.equal(['sms', 'totp', 'email']);
    });

    void it('offers what was used last first, and a recovery code never for that', async () => {
      const records = memoryRecords();
      const options = { records, recordKey: 'page' };
      const flow = await begun({ factors: [TOTP, EMAIL], challenge: { ...SENT, channel: 'email' } }, options);
      void panel(flow, 'code').verify.verify(CODE);
      await answer('verifyOtp', {});
      expect(events).to.deep.equal([{ type: 'completed', kind: 'email', enrolled: false }]);
      expect(kinds(await begun({ factors: [TOTP, EMAIL, SMS] }, options))).to.deep.equal([
        'email',
        'totp',
        'sms',
      ]);
      expect(records.text()).to.contain('lastUsed').and.not.contain(CODE).and.not.contain('ticket');
    });

    void it('begins anew with another login, and knows the same one again by its content', async () => {
      const flow = make();
      const login = { ticket: 'of the first step' };
      void flow.start(login);
      await answer('secondStep', stepOf({ factors: [SMS] }));
      expect(backend.of('secondStep')[0]!.args[0]).to.equal(login);
      expect([flow.isTaken({ ...login }), flow.isTaken({ ticket: 'another' })]).to.deep.equal([true, false]);
      expect(JSON.stringify([flow.state, Object.values(flow)])).to.not.contain('first step');
      flow.reset();
      expect(flow.isTaken(login)).to.equal(false);
    });

    void it('waits for the login where the backend needs one', async () => {
      const flow = make();
      const started = flow.start();
      await answer('secondStep', new MfaError('misconfigured'));
      expect([await started, flow.state.status, events]).to.deep.equal([false, 'idle', []]);
    });

    void it('has nothing that works here, and says so', async () => {
      const flow = await begun({ factors: [PASSKEY] });
      expect([flow.state.status, flow.state.ways]).to.deep.equal(['unusable', []]);
      expect(flow.state.unusablePasskey).to.equal('browser');
      const { beginPasskey: _, ...client } = backend.client;
      const other = await begun({ factors: [PASSKEY] }, { client, ceremony: backend.ceremony });
      expect(other.state).to.include({ status: 'unusable', unusablePasskey: 'page' });
    });

    void it('offers a passkey first, and one way for all of them', async () => {
      const factors = [SMS, TOTP, PASSKEY, { ...PASSKEY, id: 'k2' }];
      const flow = await begun({ factors }, { ceremony: backend.ceremony });
      expect(kinds(flow)).to.deep.equal(['passkey', 'totp', 'sms']);
      expect(flow.state.unusablePasskey).to.equal(undefined);
      const without = await begun({ factors });
      expect(kinds(without)).to.deep.equal(['totp', 'sms']);
      expect(without.state).to.include({ status: 'choosing', unusablePasskey: 'browser' });
    });

    void it('offers a recovery code to who has nothing but a passkey that cannot be used here', async () => {
      const client = { ...backend.client, verifyRecoveryCode: () => Promise.resolve({}) };
      const flow = await begun({ factors: [PASSKEY] }, { client });
      expect([flow.state.status, kinds(flow)]).to.deep.equal(['answering', ['recovery-code']]);
      expect(flow.state.unusablePasskey).to.equal('browser');
    });

    void it('is done with a passkey, or with one that was just created', async () => {
      for (const mode of ['use', 'create'] as const) {
        events = [];
        const step = mode === 'use' ? { factors: [PASSKEY] } : { enrollable: ['passkey'] as const };
        const flow = await begun(step, { ceremony: backend.ceremony });
        expect(panel(flow, 'passkey').mode).to.equal(mode);
        expect(backend.live, 'nothing by itself').to.have.lengthOf(0);
        void panel(flow, 'passkey').passkey.begin();
        const isUsed = mode === 'use';
        await answer(isUsed ? 'beginPasskey' : 'beginPasskeyEnrollment', { id: 'c', options: {} });
        await answer((isUsed ? 'get' : 'create') as keyof MfaClient, {});
        await answer(isUsed ? 'verifyPasskey' : 'activatePasskey', { session: 'mine' });
        expect(flow.state).to.deep.include({ status: 'completed', verification: { session: 'mine' } });
        expect(events).to.deep.equal([{ type: 'completed', kind: 'passkey', enrolled: !isUsed }]);
      }
    });

    /** Each way, up to the call that decides. */
    const DECIDED: Partial<Record<keyof MfaClient, () => Promise<ChallengeFlow>>> = {
      verifyOtp: async () => {
        const flow = await begun({ factors: [SMS], challenge: SENT });
        void panel(flow, 'code').verify.verify(CODE);
        return flow;
      },
      answerSecurityQuestions: async () => {
        const flow = await begun({ factors: [QUESTIONS] });
        void panel(flow, 'questions').questions.load();
        await answer('securityQuestions', [{ id: 'q', question: 'Which street?' }]);
        void panel(flow, 'questions').questions.submit([{ questionId: 'q', answer: 'Hill Road' }]);
        return flow;
      },
      verifyPasskey: async () => {
        const flow = await begun({ factors: [PASSKEY] }, { ceremony: backend.ceremony });
        void panel(flow, 'passkey').passkey.begin();
        await answer('beginPasskey', { id: 'c', options: {} });
        await answer('get' as keyof MfaClient, {});
        return flow;
      },
      activatePasskey: async () => {
        const flow = await begun({ enrollable: ['passkey'] }, { ceremony: backend.ceremony });
        void panel(flow, 'passkey').passkey.begin();
        await answer('beginPasskeyEnrollment', { id: 'c', options: {} });
        await answer('create' as keyof MfaClient, {});
        return flow;
      },
      activateTotp: async () => {
        const flow = await begun({ enrollable: ['totp'] });
        void panel(flow, 'pairing').enroll.begin();
        await answer('beginTotpEnrollment', PAIRING);
        void panel(flow, 'pairing').enroll.activate(CODE);
        return flow;
      },
      confirmDestination: async () => {
        const flow = await begun({ enrollable: ['sms'] });
        void panel(flow, 'code').request!.send({ channel: 'sms', destination: '+12025550406' });
        await answer('enrollDestination', SENT);
        void panel(flow, 'code').verify.verify(CODE);
        return flow;
      },
    };
    for (const name of Object.keys(DECIDED) as (keyof MfaClient)[]) {
      for (const nothing of [undefined, null])
        void it(`is done where ${name} has ${String(nothing)} to give`, async () => {
          const flow = await DECIDED[name]!();
          await answer(name, nothing);
          expect(flow.state).to.deep.include({ status: 'completed', verification: {} });
        });

      for (const odd of [false, 'ok'])
        void it(`is not done where ${name} says ${odd}, and goes on`, async () => {
          const flow = await DECIDED[name]!();
          const { status } = flow.state;
          await answer(name, odd);
          expect([flow.state.status, events]).to.deep.equal([status, []]);
          const { failure } = flowsOf(flow.state.current!.panel).at(-1)!.state;
          expect(failure?.code).to.equal('bad-response');
        });
    }

    void it('is done at once where the first step was enough', async () => {
      const flow = await begun({ verification: { session: 'mine' } });
      expect(flow.state).to.deep.include({ status: 'completed', verification: { session: 'mine' } });
      expect(events).to.deep.equal([{ type: 'completed', kind: undefined, enrolled: false }]);
    });

    void it('begins with the client that it was started with, however late another one comes', async () => {
      const other = roleClient({ secondStep: 'by hand', verifyOtp: 'by hand' });
      const gives: ((client: MfaClient) => void)[] = [];
      const client = {
        current: undefined,
        resolve: () => new Promise<MfaClient>((resolve) => gives.push(resolve)),
      };
      const flow = make({ client });
      void flow.start('one');
      void flow.start('two');
      gives[1]!(backend.client);
      await answer('secondStep', stepOf({ factors: [SMS] }));
      gives[0]!(other.client);
      await turn();
      expect([flow.client === backend.client, other.calls.length]).to.deep.equal([true, 0]);
    });

    for (const junk of [
      { factors: 'all', enrollable: [] },
      { factors: [], enrollable: null },
    ])
      void it(`does not believe ${JSON.stringify(junk)}`, async () => {
        const flow = make();
        void flow.start('ticket');
        await answer('secondStep', junk);
        expect(flow.state.status === 'failed' && flow.state.failure.code).to.equal('bad-response');
      });

    /** Beside one that can be used. */
    const JUNK = [null, undefined, 'sms', {}, { id: 'x' }, { kind: 'sms', active: true }, FAX];

    void it('leaves out of a list what cannot be used', async () => {
      const flow = await begun({
        factors: [...JUNK, SMS] as Factor[],
        enrollable: [null, 'fax', 'totp'] as never[],
        known: [null, { channel: 'sms', destination: '+12025550406', masked: '*0406' }] as never[],
      });
      expect(flow.state.ways.map(({ id }) => id)).to.deep.equal(['use-sms-0', 'enroll-totp']);
      const none = await begun({ factors: JUNK as Factor[] });
      expect([none.state.status, none.state.ways]).to.deep.equal(['unusable', []]);
      const other = await begun({
        enrollable: ['sms'],
        known: [null, { channel: 'sms', destination: '+12025550406', masked: '*0406' }] as never[],
      });
      expect(panel(other, 'code').known).to.have.lengthOf(1);
    });

    void it('leaves out of a list of factors what cannot be used', async () => {
      const listFactors = (): Promise<Factor[]> => Promise.resolve([...JUNK, SMS] as Factor[]);
      const flow = make({ client: { listFactors, verifyOtp: () => Promise.resolve({}) } });
      expect(await flow.start()).to.equal(true);
      expect(kinds(flow)).to.deep.equal(['sms']);
    });

    void it('has no end where what is said of it is no time', async () => {
      const flow = await begun({ factors: [SMS], expiresAt: '2030-01-01T00:00:01Z' as never });
      expect([flow.state.status, flow.state.expiresAt]).to.deep.equal(['answering', undefined]);
    });

    void it('waits where the backend makes people wait, and until then only', async () => {
      const retryAt = clock.now() + 45 * SECOND;
      const flow = await begun(new MfaError('rate-limited', { retryAt }));
      const waitOf = ({ state }: ChallengeFlow): number | undefined =>
        state.status === 'failed' ? state.waitUntil?.remainingSeconds : NaN;
      expect(waitOf(flow)).to.equal(45);
      clock.advance(45 * SECOND);
      expect(waitOf(flow)).to.equal(undefined);
      const ages = await begun(new MfaError('rate-limited', { retryAt: clock.now() + 100_000 * MINUTE }));
      expect(waitOf(ages)).to.equal(undefined);
    });
  });

  void describe('a code that the login has sent', () => {
    void it('is not sent again, and is still there after a look at the other ways', async () => {
      const flow = await begun({ factors: [SMS, TOTP], challenge: SENT });
      const { verify, request } = panel(flow, 'code');
      expect([flow.state.status, request, verify.state.status]).to.deep.equal([
        'answering',
        undefined,
        'ready',
      ]);
      const sms = flow.state.current!;
      flow.choose();
      expect([flow.state.status, flow.state.current === sms]).to.deep.equal(['choosing', true]);
      flow.open(flow.state.ways.find(({ kind }) => kind === 'totp')!);
      flow.choose();
      flow.open(sms.way);
      expect(flow.state.current === sms).to.equal(true);
      expect(verify.state).to.deep.include({ status: 'ready', challenge: SENT });
      expect(backend.of('requestOtp')).to.have.lengthOf(0);
    });
  });

  void describe('another way', () => {
    void it('finishes a check that is under way while the person looks at it', async () => {
      const flow = await begun({ factors: [SMS, TOTP], challenge: SENT });
      void panel(flow, 'code').verify.verify(CODE);
      flow.choose();
      await answer('verifyOtp', { session: 'mine' });
      expect(flow.state.status).to.equal('completed');
      expect(events).to.deep.equal([{ type: 'completed', kind: 'sms', enrolled: false }]);
    });

    void it('is done once, where two checks were under way', async () => {
      const flow = await begun({ factors: [SMS, QUESTIONS], challenge: SENT });
      void panel(flow, 'code').verify.verify(CODE);
      flow.open(flow.state.ways.find(({ kind }) => kind === 'security-questions')!);
      void panel(flow, 'questions').questions.load();
      await answer('securityQuestions', [{ id: 'q1', question: 'Where?' }]);
      void panel(flow, 'questions').questions.submit([{ questionId: 'q1', answer: 'Here' }]);
      await turn();
      await answer('verifyOtp', { session: 'one' });
      await answer('answerSecurityQuestions', { session: 'two' });
      expect(flow.state).to.deep.include({ status: 'completed', verification: { session: 'one' } });
      expect(events).to.have.lengthOf(1);
    });

    void it('cannot be taken by what was left over from the sign-in before', async () => {
      const flow = await begun({ factors: [SMS], challenge: SENT });
      const { verify } = panel(flow, 'code');
      void flow.start('another ticket');
      await answer('secondStep', stepOf({ factors: [TOTP] }));
      verify.adopt(SENT);
      void verify.verify(CODE);
      await answer('verifyOtp', new MfaError('unauthenticated'));
      verify.adopt(SENT);
      void verify.verify(CODE);
      await answer('verifyOtp', { session: 'of somebody else' });
      expect([flow.state.status, events]).to.deep.equal(['answering', []]);
    });
  });

  void describe('where nothing is set up', () => {
    void it('sets up one thing, and there is no way around it', async () => {
      const flow = await begun({ enrollable: ['totp'] });
      expect([flow.state.status, flow.state.canSkip]).to.deep.equal(['enrolling', false]);
      await paired(flow);
      expect(flow.state).to.deep.include({ status: 'completed', verification: { session: 'mine' } });
      expect(events).to.deep.equal([{ type: 'completed', kind: 'totp', enrolled: true }]);
    });

    void it('has recovery codes that came along saved before it is done', async () => {
      const flow = await begun({ enrollable: ['totp'], required: false });
      await paired(flow, RECOVERY);
      expect(flow.state).to.deep.include({ status: 'saving', recoveryCodes: RECOVERY });
      expect(events).to.deep.equal([]);
      flow.saved();
      expect(flow.state.status).to.equal('completed');
      expect(JSON.stringify([flow.state, events, Object.values(flow)])).to.not.contain(RECOVERY[0]);
    });

    void it('may be skipped where the backend or the page says so', async () => {
      for (const [step, options] of [
        [{ enrollable: ['totp', 'sms'], required: false }, {}],
        [{ enrollable: ['totp', 'sms'] }, { isOptional: () => true }],
      ] as const) {
        events = [];
        const flow = await begun(step, options);
        expect([flow.state.status, flow.state.canSkip]).to.deep.equal(['choosing', true]);
        flow.skip();
        expect([flow.state.status, events]).to.deep.equal(['skipped', [{ type: 'skipped' }]]);
      }
    });

    void it('is skipped by itself where there is nothing to set up', async () => {
      const flow = await begun({ required: false });
      expect([flow.state.status, events]).to.deep.equal(['skipped', [{ type: 'skipped' }]]);
    });
  });

  void describe('a proof', () => {
    void it('is asked for, and the way that wanted it goes on', async () => {
      const flow = await REACHED.proving();
      expect(flow.proof.state.status).to.equal('asking');
      flow.proof.give({ password: 'open sesame' });
      expect(flow.state.status).to.equal('answering');
      await turn();
      expect(backend.of('requestOtp')[1]!.args[1]).to.have.deep.property('proof', {
        password: 'open sesame',
      });
      await answer('requestOtp', SENT);
      expect(panel(flow, 'code').verify.state.status).to.equal('ready');
      expect(JSON.stringify([flow.state, events])).to.not.contain('sesame');
    });
  });

  void describe('the end of the sign-in', () => {
    const inFive = (): number => clock.now() + 5 * MINUTE;

    void it('comes by time, and nothing is left open', async () => {
      const flow = await begun({ factors: [SMS], challenge: SENT, expiresAt: inFive() });
      clock.advance(5 * MINUTE - 1);
      expect([flow.state.status, flow.state.expiresAt?.remainingMs]).to.deep.equal(['answering', 1]);
      clock.advance(1);
      expect(flow.state).to.deep.include({ status: 'ended', opened: [], expiresAt: undefined });
      expect(flow.state.status === 'ended' && flow.state.failure.code).to.equal('challenge-expired');
      expect(events.map(({ type }) => type)).to.deep.equal(['failed']);
      expect(clock.pending).to.equal(0);
    });

    void it('is decided by a check that is under way', async () => {
      for (const isRight of [true, false]) {
        const flow = await begun({ factors: [SMS], challenge: SENT, expiresAt: inFive() });
        void panel(flow, 'code').verify.verify(CODE);
        await turn();
        clock.advance(5 * MINUTE);
        expect(flow.state.status).to.equal('answering');
        await answer('verifyOtp', isRight ? {} : new MfaError('invalid-code'));
        expect(flow.state.status).to.equal(isRight ? 'completed' : 'ended');
      }
    });

    void it('waits for nobody who is asked for a proof', async () => {
      const flow = await begun({ factors: [SMS], challenge: SENT, expiresAt: inFive() });
      void panel(flow, 'code').verify.verify(CODE);
      await answer('verifyOtp', PROOF);
      expect(flow.state.status).to.equal('proving');
      clock.advance(5 * MINUTE);
      expect([flow.state.status, flow.proof.state.status]).to.deep.equal(['ended', 'idle']);
    });

    void it('is not put off where the check that could decide comes to nothing', async () => {
      const flow = await begun({ factors: [QUESTIONS], expiresAt: inFive() });
      const { questions } = panel(flow, 'questions');
      void questions.load();
      await answer('securityQuestions', [{ id: 'q1', question: 'Where?' }]);
      void questions.submit([{ questionId: 'q1', answer: 'Here' }]);
      await turn();
      clock.advance(5 * MINUTE);
      await answer('answerSecurityQuestions', PROOF);
      flow.proof.decline();
      await turn();
      expect(flow.state.status).to.equal('ended');
    });

    void it('is there for who comes back, also where a check was under way when they left', async () => {
      const flow = await begun({ factors: [SMS], challenge: SENT, expiresAt: inFive() });
      void panel(flow, 'code').verify.verify(CODE);
      await turn();
      clock.advance(5 * MINUTE);
      flow.dispose();
      flow.subscribe(() => {});
      expect(flow.state.status).to.equal('ended');
    });

    void it('comes where it was over before it began, and where the session is', async () => {
      const late = await begun({ factors: [SMS], expiresAt: clock.now() });
      expect(late.state.status).to.equal('ended');
      const flow = await begun({ factors: [SMS], challenge: SENT });
      void panel(flow, 'code').verify.verify(CODE);
      await answer('verifyOtp', new MfaError('unauthenticated'));
      expect([flow.state.status, flow.state.opened]).to.deep.equal(['ended', []]);
    });
  });

  void describe('leaving', () => {
    void it('gives the calls up, and keeps what was begun', async () => {
      const flow = await begun({ factors: [SMS, TOTP], challenge: SENT });
      const { current } = flow.state;
      const checked = panel(flow, 'code').verify.verify(CODE);
      await turn();
      flow.dispose();
      expect([await checked, backend.live.length]).to.deep.equal([false, 0]);
      flow.subscribe(() => {});
      expect([flow.state.status, flow.state.current === current]).to.deep.equal(['answering', true]);
    });

    void it('shows nothing of an answer that comes afterwards', async () => {
      const flow = make();
      const started = flow.start('ticket');
      await turn();
      flow.dispose();
      await answer('secondStep', stepOf({ factors: [SMS] }));
      expect([await started, flow.state.status, flow.state.ways]).to.deep.equal([false, 'idle', []]);
    });
  });

  void it('is what its model says, over 10,000 random steps', async (test) => {
    const seed = 12;
    test.diagnostic(`seed ${seed}`);
    const random = seeded(seed);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const flow = make({ ceremony: backend.ceremony });
    const seen = new Set<ChallengeStatus>();
    const stale: Panel[] = [];
    // What there is, as one would tell it.
    const model = {
      status: 'idle' as ChallengeStatus,
      end: Infinity,
      isLate: false,
      optional: false,
      told: 0,
    };
    const isOpen = (): boolean => ['choosing', 'answering', 'enrolling'].includes(model.status);
    const close = (status: ChallengeStatus): void => {
      model.status = status;
      model.end = Infinity;
      model.isLate = false;
      if (['completed', 'skipped', 'ended', 'failed'].includes(status)) model.told++;
    };
    const take = (step: SecondStep): void => {
      const { factors, enrollable, required, verification, expiresAt, challenge } = step;
      model.optional = !required;
      model.end = expiresAt ?? Infinity;
      const count = factors.length + enrollable.length;
      const isStraight = challenge !== undefined || count === 1;
      if (verification) close('completed');
      else if (expiresAt !== undefined && expiresAt <= clock.now()) close('ended');
      else if (count === 0 && !required) close('skipped');
      else if (count === 0) model.status = 'unusable';
      else model.status = !isStraight ? 'choosing' : factors.length > 0 ? 'answering' : 'enrolling';
    };
    const someStep = (): SecondStep => {
      const factors = [SMS, EMAIL, TOTP, QUESTIONS, PASSKEY].filter(() => random() < 0.3);
      const offered = (['totp', 'sms', 'passkey'] as const).filter(() => random() < 0.6);
      const enrollable = factors.length > 0 || random() < 0.3 ? [] : offered;
      return stepOf({
        factors,
        enrollable,
        required: random() < 0.6,
        ...(random() < 0.5 && { expiresAt: clock.now() + pick([0, MINUTE, 20 * MINUTE]) }),
        ...(factors.includes(SMS) && random() < 0.5 && { challenge: SENT }),
        ...(random() < 0.1 && { verification: { session: 'mine' } }),
      });
    };
    const isDeciding = (panels: readonly Panel[]): boolean =>
      panels.some((one) =>
        ['verifying', 'activating', 'submitting', 'checking'].includes(
          one.type === 'questions'
            ? one.questions.state.status
            : one.type === 'passkey'
              ? one.passkey.state.status
              : one.type === 'push'
                ? one.push.state.status
                : one.type === 'pairing' || one.type === 'push-pairing'
                  ? one.enroll.state.status
                  : one.verify.state.status,
        ),
      );
    const panels = (): Panel[] => flow.state.opened.map((opened) => opened.panel);
    /** The time may be up, and nothing may be under way that decides whether it was in time. */
    const settle = (): void => {
      if (!isOpen() && model.status !== 'unusable') return;
      if (clock.now() >= model.end) model.isLate = true;
      if (model.isLate && !isDeciding(panels())) close('ended');
    };
    const act = (one: Panel): void => {
      if (one.type === 'pairing')
        void (one.enroll.state.status === 'pairing' ? one.enroll.activate(CODE) : one.enroll.begin());
      else if (one.type === 'passkey') void one.passkey.begin();
      else if (one.type === 'push') void one.push.send();
      else if (one.type === 'push-pairing') void one.enroll.begin();
      else if (one.type === 'questions')
        void pick([
          () => one.questions.load(),
          () => one.questions.submit([{ questionId: 'q1', answer: `${step}` }]),
        ])();
      else if (one.type === 'code' && one.request && random() < 0.6)
        void one.request.send({ channel: one.channel });
      else void one.verify.verify(`${CODE}${step}`);
    };
    const good = (call: RoleCall): unknown => {
      switch (call.name) {
        case 'requestOtp':
          return { ...SENT, channel: (call.args[0] as Challenge).channel, id: `c${step}` };
        case 'enrollDestination':
          return { ...SENT, id: `c${step}` };
        case 'securityQuestions':
          return [{ id: 'q1', question: 'Where?' }];
        case 'beginTotpEnrollment':
          return { ...PAIRING, ...(step % 2 && { recoveryCodes: RECOVERY }) };
        case 'beginPasskey':
        case 'beginPasskeyEnrollment':
          return { id: 'k', options: {} };
        default:
          return { session: 'mine' };
      }
    };
    const DECIDES = [
      'verifyPasskey',
      'activatePasskey',
      'verifyOtp',
      'answerSecurityQuestions',
      'confirmDestination',
      'activateTotp',
    ];
    const reply = (call: RoleCall): void => {
      const isStale = staleCalls.has(call);
      stales.step = isStale;
      if (call.name === 'secondStep') {
        if (random() < 0.8) {
          const given = someStep();
          call.resolve(given);
          take(given);
        } else {
          const code = pick(['network', 'unauthenticated', 'challenge-expired'] as const);
          call.reject(new MfaError(code));
          close(code === 'network' ? 'failed' : 'ended');
        }
      } else if (random() < 0.6) {
        call.resolve(good(call));
        if (isStale || !DECIDES.includes(call.name) || !isOpen()) return;
        const hasCodes = call.name === 'activateTotp' && (call.args[0] as TotpEnrollment).recoveryCodes;
        close(hasCodes ? 'saving' : 'completed');
      } else if (random() < 0.3) {
        call.reject(PROOF);
        stales.proof = isStale;
      } else {
        const code = pick(['invalid-code', 'network', 'server', 'unauthenticated'] as const);
        // A look at questions that are there already fails without a word.
        const isQuiet =
          call.name === 'securityQuestions' &&
          !panels().some((one) => one.type === 'questions' && one.questions.state.status === 'loading');
        call.reject(new MfaError(code));
        if (!isQuiet && !isStale && isOpen() && (code === 'unauthenticated' || model.isLate)) close('ended');
      }
    };
    /** Calls of panels that were closed: no answer to them may count. */
    const staleCalls = new Set<RoleCall>();
    const stales = { step: false, proof: false };
    const foreign: Way = { id: 'x', act: 'use', kind: 'sms' };
    let step = 0;
    const steps: readonly (() => void)[] = [
      () => {
        if (isOpen() && random() < 0.7) return;
        stale.push(...panels());
        void flow.start(pick(['ticket', undefined, { ticket: step }]));
        model.status = 'loading';
        model.end = Infinity;
        model.isLate = false;
      },
      () => {
        const way = pick([...flow.state.ways, foreign]);
        const isKnown = flow.state.ways.includes(way);
        flow.open(way);
        if (isOpen() && isKnown) model.status = way.act === 'use' ? 'answering' : 'enrolling';
      },
      () => {
        flow.choose();
        if (isOpen()) model.status = 'choosing';
      },
      () => {
        if (random() < 0.7) return;
        flow.skip();
        if (isOpen() && model.optional) close('skipped');
      },
      () => {
        flow.saved();
        if (model.status === 'saving') close('completed');
      },
      () => flow.refresh(),
      () => clock.advance(pick([SECOND, 20 * SECOND, 2 * MINUTE])),
      () => {
        const { current } = flow.state;
        if (current && isOpen()) act(current.panel);
      },
      () => {
        const { current } = flow.state;
        if (current && isOpen()) act(current.panel);
      },
      () => {
        const one = stale.at(-1);
        if (!one || random() < 0.8) return;
        stales.step = true;
        act(one);
      },
      ...[0, 1, 2].map(() => () => {
        const call = pick(backend.live);
        if (backend.live.length > 0) reply(call);
      }),
      () => {
        stales.step = stales.proof;
        flow.proof.give({ password: 'p' });
      },
      () => flow.proof.decline(),
      () => {
        if (random() < 0.6) return;
        flow.dispose();
        if (['loading', 'saving', 'completed'].includes(model.status)) {
          stale.length = 0;
          model.status = 'idle';
          model.end = Infinity;
          model.isLate = false;
        }
        flow.subscribe(() => {});
        for (const one of panels()) for (const part of flowsIn(one)) part.subscribe(() => {});
      },
      () => {
        if (random() < 0.9) return;
        stale.push(...panels());
        flow.reset();
        model.status = 'idle';
        model.end = Infinity;
        model.isLate = false;
      },
    ];
    for (; step < 10_000; step++) {
      const before = flow.state.status;
      const made = backend.calls.length;
      pick(steps)();
      await turn();
      if (stales.step) for (const call of backend.calls.slice(made)) staleCalls.add(call);
      stales.step = false;
      settle();
      const { state } = flow;
      seen.add(state.status);
      const note = `step ${step}: ${before} -> ${state.status}`;
      expect(state.status, note).to.equal(
        flow.proof.isAsking && model.status !== 'loading' ? 'proving' : model.status,
      );
      expect(events.length, note).to.equal(model.told);
      expect(state.canSkip, note).to.equal(isOpen() && model.optional);
      if (!isOpen()) expect(state.opened, note).to.deep.equal([]);
      expect(state.expiresAt !== undefined, note).to.equal(model.end < Infinity);
      if (state.status !== 'saving') expect(JSON.stringify(state), note).to.not.contain(RECOVERY[0]);
      expect(JSON.stringify([state, events.slice(-1)]), note).to.not.contain(CODE);
    }
    expect(CHALLENGE_STATUSES.filter((status) => !seen.has(status))).to.deep.equal([]);
  });
});

function flowsIn(panel: Panel): { subscribe: (listener: () => void) => unknown }[] {
  if (panel.type === 'questions') return [panel.questions];
  if (panel.type === 'pairing' || panel.type === 'push-pairing') return [panel.enroll];
  if (panel.type === 'push') return [panel.push];
  if (panel.type === 'passkey') return [panel.passkey];
  return panel.type === 'code' && panel.request ? [panel.request, panel.verify] : [panel.verify];
}
