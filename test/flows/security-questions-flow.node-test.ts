import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import type { MfaClient, SecurityAnswer, SecurityQuestion } from '../../src/core/client.js';
import {
  MfaError,
  type MfaErrorOptions,
  MFA_ERROR_CODES,
  type MfaErrorCode,
} from '../../src/core/mfa-error.js';
import { answersOf, faultsOf } from '../../src/flows/security-answers.js';
import { isAboutAnswers, SecurityQuestionsFlow } from '../../src/flows/security-questions-flow.js';
import {
  SECURITY_QUESTIONS_STATUSES,
  type SecurityQuestionsEvent,
  type SecurityQuestionsMode,
  type SecurityQuestionsOptions,
  type SecurityQuestionsStatus,
} from '../../src/flows/security-questions-state.js';
import { fakeClock, type FakeClock } from '../support/fake-clock.js';
import { turn } from '../support/flows.js';
import { roleClient, type RoleCall, type RoleClient } from '../support/role-client.js';
import { seeded } from '../support/seeded.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const QUESTIONS: readonly SecurityQuestion[] = [
  { id: 'q1', question: 'What was the name of your first school?' },
  { id: 'q2', question: 'Where did your parents meet?' },
  { id: 'q3', question: 'What was your first pet called?' },
];
const SECRET = 'Hill Road';
const ANSWERS: readonly SecurityAnswer[] = [
  { questionId: 'q1', answer: SECRET },
  { questionId: 'q2', answer: 'Rome' },
];

void describe('SecurityQuestionsFlow', () => {
  let clock: FakeClock;
  let backend: RoleClient;
  let events: SecurityQuestionsEvent[];

  beforeEach(() => {
    clock = fakeClock();
    backend = roleClient({
      securityQuestions: 'by hand',
      answerSecurityQuestions: 'by hand',
      securityQuestionOffer: 'by hand',
      setSecurityQuestions: 'by hand',
    });
    events = [];
  });

  function make(options: Partial<SecurityQuestionsOptions> = {}): SecurityQuestionsFlow {
    const flow = new SecurityQuestionsFlow({ client: backend.client, clock, ...options });
    flow.subscribe(() => {});
    flow.onEvent((event) => events.push(event));
    return flow;
  }

  /** Has the call that was made last answered like this. */
  async function answer(called: Promise<boolean>, what: unknown): Promise<boolean> {
    await turn();
    const call = backend.calls.at(-1)!;
    if (what instanceof MfaError) call.reject(what);
    else call.resolve(what);
    return called;
  }

  async function ready(options: Partial<SecurityQuestionsOptions> = {}): Promise<SecurityQuestionsFlow> {
    const flow = make(options);
    const offer = options.mode === undefined ? QUESTIONS.slice(0, 2) : { questions: QUESTIONS, count: 2 };
    expect(await answer(flow.load(), offer)).to.equal(true);
    return flow;
  }

  async function refused(code: MfaErrorCode, options: MfaErrorOptions = {}): Promise<SecurityQuestionsFlow> {
    const flow = await ready();
    expect(await answer(flow.submit(ANSWERS), new MfaError(code, options))).to.equal(false);
    return flow;
  }

  async function notLoaded(
    code: MfaErrorCode,
    options: MfaErrorOptions = {},
  ): Promise<SecurityQuestionsFlow> {
    const flow = make();
    expect(await answer(flow.load(), new MfaError(code, options))).to.equal(false);
    return flow;
  }

  const REACHED: Record<SecurityQuestionsStatus, () => Promise<SecurityQuestionsFlow>> = {
    idle: () => Promise.resolve(make()),
    loading: () => {
      const flow = make();
      void flow.load();
      return Promise.resolve(flow);
    },
    ready,
    submitting: async () => {
      const flow = await ready();
      void flow.submit(ANSWERS);
      return flow;
    },
    done: async () => {
      const flow = await ready();
      await answer(flow.submit(ANSWERS), { session: 'mine' });
      return flow;
    },
    empty: () => notLoaded('not-enrolled'),
    failed: () => notLoaded('network'),
    ended: () => notLoaded('unauthenticated'),
  };
  for (const status of SECURITY_QUESTIONS_STATUSES)
    void it(`reaches ${status}, frozen, and keeps no more than the questions once nobody is left`, async () => {
      const flow = await REACHED[status]();
      expect(flow.state.status).to.equal(status);
      expect(Object.isFrozen(flow.state)).to.equal(true);
      flow.dispose();
      const isAsking = status === 'ready' || status === 'submitting';
      expect(flow.state.status).to.equal(isAsking ? 'ready' : 'idle');
      expect(flow.state.failure).to.equal(undefined);
      expect(clock.pending).to.equal(0);
    });

  for (const mode of ['answer', 'set'] as const)
    void it(`leaves out what is no question: ${mode}`, async () => {
      const questions = [null, undefined, 'Which street?', {}, ...QUESTIONS];
      const flow = make({ mode });
      expect(await answer(flow.load(), mode === 'set' ? { questions, count: 2 } : questions)).to.equal(true);
      expect(flow.state).to.deep.include({ status: 'ready', questions: QUESTIONS });
    });

  void it('asks the questions, checks the answers, and gives what the backend gave', async () => {
    const flow = await ready();
    expect(flow.state).to.deep.include({ status: 'ready', mode: 'answer', count: 2, isRefused: false });
    const checked = flow.submit(ANSWERS);
    expect(flow.state).to.include({ status: 'submitting', isProving: false });
    expect(await flow.submit(ANSWERS), 'one at a time').to.equal(false);
    expect(await flow.load()).to.equal(false);
    expect(await answer(checked, { session: 'mine' })).to.equal(true);
    expect(flow.state).to.deep.include({ status: 'done', verification: { session: 'mine' } });
    expect(backend.of('answerSecurityQuestions').map(({ args }) => args[0])).to.deep.equal([ANSWERS]);
    expect(events).to.deep.equal([{ type: 'answered' }]);
  });

  void it('offers questions to choose from, and saves the answers', async () => {
    const flow = await ready({ mode: 'set' });
    expect(flow.state).to.deep.include({ mode: 'set', questions: QUESTIONS, count: 2 });
    expect(await answer(flow.submit(ANSWERS), {})).to.equal(true);
    expect(backend.of('setSecurityQuestions')).to.have.lengthOf(1);
    expect(events).to.deep.equal([{ type: 'saved' }]);
  });

  void describe('what it says after a failure', () => {
    for (const code of MFA_ERROR_CODES) {
      void it(`of the answers: ${code}`, async () => {
        const flow = await refused(code);
        const isEnd = code === 'unauthenticated' || code === 'challenge-expired';
        expect([flow.state.status, flow.state.failure?.code]).to.deep.equal([
          isEnd ? 'ended' : 'ready',
          code,
        ]);
        expect(events.map(({ type }) => type)).to.deep.equal(['failed']);
        expect(await flow.retry()).to.equal(false);
        const isRefused = code === 'invalid-answer' || code === 'invalid-code';
        expect(flow.state.status === 'ready' && flow.state.isRefused).to.equal(isRefused);
        void flow.submit(ANSWERS);
        expect(flow.state.status === 'submitting').to.equal(!isEnd && !isRefused);
      });

      void it(`of the questions: ${code}`, async () => {
        const flow = await notLoaded(code);
        const isEnd = code === 'unauthenticated' || code === 'challenge-expired';
        const isNone = code === 'not-enrolled' || code === 'already-enrolled';
        const status = isEnd ? 'ended' : isNone ? 'empty' : 'failed';
        expect([flow.state.status, flow.state.failure?.code]).to.deep.equal([status, code]);
        expect(events.map(({ type }) => type)).to.deep.equal(['failed']);
        const again = flow.retry();
        if (isEnd) expect(await again).to.equal(false);
        else expect(await answer(again, QUESTIONS)).to.equal(true);
      });
    }

    void it('ends with what is typed, where it is about the answers', async () => {
      const flow = await refused('invalid-answer', { attemptsLeft: 2 });
      expect(await flow.submit(ANSWERS)).to.equal(false);
      expect(backend.of('answerSecurityQuestions')).to.have.lengthOf(1);
      flow.typed();
      expect(flow.state).to.include({ failure: undefined, isRefused: false });
      void flow.submit(ANSWERS);
      await turn();
      expect(backend.of('answerSecurityQuestions')).to.have.lengthOf(2);
    });

    void it('stays while somebody types, where it is about something else', async () => {
      const flow = await refused('network');
      flow.typed();
      expect(flow.state.failure?.code).to.equal('network');
    });

    void it('is not about what was typed while the answers were on their way', async () => {
      const flow = await ready();
      const checked = flow.submit(ANSWERS);
      flow.typed();
      await answer(checked, new MfaError('invalid-answer'));
      expect(flow.state).to.include({ status: 'ready', isRefused: false });
      void flow.submit(ANSWERS);
      expect(flow.state.status).to.equal('submitting');
    });
  });

  for (const junk of [null, {}, 'some'])
    void it(`does not believe ${JSON.stringify(junk)}`, async () => {
      for (const mode of ['answer', 'set'] as const) {
        const flow = make({ mode });
        await answer(flow.load(), mode === 'set' ? { questions: junk, count: 2 } : junk);
        expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'bad-response']);
      }
    });

  void it('is empty where there are none', async () => {
    const flow = make();
    expect(await answer(flow.load(), [])).to.equal(false);
    expect(flow.state).to.include({ status: 'empty', failure: undefined });
  });

  void it('says so where the client cannot, or is not there', async () => {
    for (const client of [{}, () => undefined])
      for (const mode of ['answer', 'set'] as const) {
        const flow = make({ client, mode });
        await flow.load();
        expect([flow.state.status, flow.state.failure?.code]).to.deep.equal(['failed', 'misconfigured']);
      }
    const flow = make({ client: { securityQuestions: () => Promise.resolve(QUESTIONS) } });
    expect(await flow.load()).to.equal(true);
    expect(await flow.submit(ANSWERS)).to.equal(false);
    expect(flow.state).to.deep.include({ status: 'ready', questions: QUESTIONS });
    expect(flow.state.failure?.code).to.equal('misconfigured');
  });

  void describe('how many', () => {
    for (const [byBackend, byPage, count] of [
      [2, undefined, 2],
      [2, 1, 2],
      [2, 3, 3],
      [9, undefined, 3],
      [NaN, undefined, 1],
      [0, 9, 3],
    ] as const)
      void it(`${byBackend} by the backend and ${byPage} by the page come to ${count} of three`, async () => {
        const flow = make({ mode: 'set', securityQuestionsCount: byPage });
        await answer(flow.load(), { questions: QUESTIONS, count: byBackend });
        expect(flow.state).to.include({ count });
      });

    void it('follows the page, and asks nobody for that', async () => {
      let wanted: number | undefined = 3;
      const flow = await ready({ mode: 'set', securityQuestionsCount: () => wanted });
      expect(flow.state).to.include({ count: 3 });
      wanted = undefined;
      flow.refresh();
      await turn();
      expect(flow.state).to.include({ count: 2 });
      expect(backend.calls).to.have.lengthOf(1);
    });

    void it('is asked of a client that was made since, while what is there stays', async () => {
      const page: { client: MfaClient; count?: number } = { client: backend.client };
      const flow = await ready({
        mode: 'set',
        client: () => page.client,
        securityQuestionsCount: () => page.count,
      });
      const other = roleClient({ securityQuestionOffer: 'by hand' });
      page.client = other.client;
      page.count = 1;
      flow.refresh();
      await turn();
      expect(flow.state).to.include({ status: 'ready', count: 2 });
      other.calls[0]!.resolve({ questions: QUESTIONS, count: 3 });
      await turn();
      expect(flow.state).to.include({ status: 'ready', count: 3 });
    });
  });

  void describe('asking again', () => {
    void it('changes nothing where the answer is the same, and takes nothing away meanwhile', async () => {
      const flow = await ready();
      const { state } = flow;
      const again = flow.load();
      await turn();
      expect(flow.state === state).to.equal(true);
      backend.calls.at(-1)!.resolve(QUESTIONS.slice(0, 2).map((question) => ({ ...question })));
      expect(await again).to.equal(true);
      expect(flow.state === state).to.equal(true);
      expect(await answer(flow.load(), new MfaError('server'))).to.equal(true);
      expect(flow.state === state).to.equal(true);
      await answer(flow.load(), QUESTIONS);
      expect(flow.state).to.deep.include({ status: 'ready', questions: QUESTIONS, count: 3 });
    });

    void it('gives way to answers', async () => {
      const flow = await ready();
      const again = flow.load();
      await turn();
      const look = backend.calls.at(-1)!;
      void flow.submit(ANSWERS);
      expect((look.args[0] as { signal: AbortSignal }).signal.aborted).to.equal(true);
      look.resolve([]);
      expect(await again).to.equal(false);
      expect(flow.state).to.deep.include({ status: 'submitting', questions: QUESTIONS.slice(0, 2) });
    });

    void it('replaces what is on its way', async () => {
      const flow = make();
      const first = flow.load();
      await turn();
      const second = flow.load();
      await turn();
      expect((backend.calls[0]!.args[0] as { signal: AbortSignal }).signal.aborted).to.equal(true);
      backend.calls[0]!.resolve([]);
      expect(await first).to.equal(false);
      expect(await answer(second, QUESTIONS)).to.equal(true);
      expect(flow.state.status).to.equal('ready');
    });
  });

  void it('begins anew in the other mode, whatever is under way', async () => {
    let mode: SecurityQuestionsMode = 'answer';
    const flow = make({ mode: () => mode });
    await answer(flow.load(), QUESTIONS);
    const checked = flow.submit(ANSWERS);
    await turn();
    mode = 'set';
    flow.refresh();
    expect(await checked).to.equal(false);
    expect(flow.state).to.deep.equal({
      status: 'loading',
      mode: 'set',
      failure: undefined,
      waitUntil: undefined,
    });
    await turn();
    backend.of('securityQuestionOffer')[0]!.resolve({ questions: QUESTIONS, count: 2 });
    await turn();
    expect(flow.state).to.include({ status: 'ready', mode: 'set', count: 2 });
  });

  void describe('a wait', () => {
    void it('is kept to by the answers, and what was wrong is over with it', async () => {
      const flow = await refused('locked', { retryAt: clock.now() + 90 * SECOND });
      expect(flow.state.waitUntil?.remainingSeconds).to.equal(90);
      flow.typed();
      expect(await flow.submit(ANSWERS)).to.equal(false);
      expect(await flow.load()).to.equal(false);
      expect(backend.calls).to.have.lengthOf(2);
      clock.advance(90 * SECOND);
      expect(flow.state).to.include({ status: 'ready', failure: undefined, waitUntil: undefined });
      void flow.submit(ANSWERS);
      expect(flow.state.status).to.equal('submitting');
    });

    void it('is kept to by the next try to get the questions', async () => {
      const flow = await notLoaded('rate-limited', { retryAt: clock.now() + MINUTE });
      expect(await flow.retry()).to.equal(false);
      clock.advance(MINUTE);
      expect(flow.state).to.include({ status: 'failed', waitUntil: undefined });
      expect(await answer(flow.retry(), QUESTIONS)).to.equal(true);
    });

    void it('is not believed where nobody can mean it', async () => {
      const flow = await refused('rate-limited', { retryAt: clock.now() + 2 * DAY });
      expect(flow.state.waitUntil).to.equal(undefined);
    });

    void it('goes on while nobody looks, and is still spoken of then', async () => {
      for (const flow of [
        await refused('locked', { retryAt: clock.now() + MINUTE }),
        await notLoaded('rate-limited', { retryAt: clock.now() + MINUTE }),
      ]) {
        const { status, failure } = flow.state;
        flow.dispose();
        flow.subscribe(() => {});
        expect(flow.state).to.include({ status, failure });
        expect(flow.state.waitUntil?.remainingSeconds).to.equal(60);
      }
    });
  });

  void describe('a proof', () => {
    const wanted = new MfaError('proof-required', { proof: 'password' });

    void it('is asked for in the middle, and goes along with the same answers', async () => {
      const flow = await ready();
      const checked = flow.submit(ANSWERS);
      await turn();
      backend.calls.at(-1)!.reject(wanted);
      await turn();
      expect(flow.state).to.include({ status: 'submitting', isProving: true });
      flow.proof.give({ password: 'open sesame' });
      expect(flow.state).to.include({ status: 'submitting', isProving: false });
      await turn();
      const { args } = backend.calls.at(-1)!;
      expect(args[0]).to.deep.equal(ANSWERS);
      expect(args[1]).to.have.deep.property('proof', { password: 'open sesame' });
      expect(await answer(checked, {})).to.equal(true);
    });

    void it('may be declined: then everything is as it was', async () => {
      const flow = await ready();
      const { state } = flow;
      const checked = flow.submit(ANSWERS);
      await turn();
      backend.calls.at(-1)!.reject(wanted);
      await turn();
      flow.proof.decline();
      expect(await checked).to.equal(false);
      expect([flow.state, events]).to.deep.equal([state, []]);
    });

    void it('is declined for who has left', async () => {
      const flow = await ready();
      const checked = flow.submit(ANSWERS);
      await turn();
      backend.calls.at(-1)!.reject(wanted);
      await turn();
      flow.dispose();
      expect(await checked).to.equal(false);
      expect([flow.state.status, flow.proof.state.status]).to.deep.equal(['ready', 'idle']);
    });
  });

  void it('gives the call up when nobody is left, and takes nothing that comes late', async () => {
    for (const [status, late] of [
      ['loading', QUESTIONS],
      ['submitting', { session: 'late' }],
    ] as const) {
      const flow = await REACHED[status]();
      await turn();
      const call = backend.calls.at(-1)!;
      flow.dispose();
      const { signal } = call.args.at(-1) as { signal: AbortSignal };
      expect(signal.aborted).to.equal(true);
      call.resolve(late);
      await turn();
      expect(flow.state.status).to.equal(status === 'loading' ? 'idle' : 'ready');
    }
    expect(events).to.deep.equal([]);
  });

  void it('shows nothing that ends at the very moment when nobody is left', async () => {
    for (let ticks = 0; ticks < 20; ticks++) {
      events = [];
      const flow = await ready();
      const checked = flow.submit(ANSWERS);
      await turn();
      backend.calls.at(-1)!.resolve({ session: 'mine' });
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      const isDone = flow.state.status === 'done';
      flow.dispose();
      expect(await checked, `${ticks}`).to.equal(isDone);
      expect(flow.state.status, `${ticks}`).to.equal(isDone ? 'idle' : 'ready');
      expect(events, `${ticks}`).to.have.lengthOf(isDone ? 1 : 0);
    }
  });

  void it('may be ended by who hears of its end', async () => {
    const flow = await ready();
    flow.subscribe(() => {
      if (flow.state.status === 'done') flow.dispose();
    });
    expect(await answer(flow.submit(ANSWERS), { session: 'mine' })).to.equal(true);
    expect(flow.state.status).to.equal('idle');
    expect(events).to.deep.equal([{ type: 'answered' }]);
  });

  void it('keeps answers in nothing that can be seen of it', async () => {
    const flow = await refused('invalid-answer');
    expect(JSON.stringify([flow.state, flow.proof.state, events, Object.entries(flow)])).to.not.contain(
      SECRET,
    );
  });

  void describe('what is filled in', () => {
    void it('has a question and an answer in each row, and answers that differ', () => {
      const rows = [
        { questionId: '', answer: 'x' },
        { questionId: 'q1', answer: '  ' },
        { questionId: 'q2', answer: 'Hill  Road' },
        { questionId: 'q3', answer: ' hill road' },
      ];
      expect([...faultsOf(rows, true)]).to.deep.equal([
        [0, { at: 'question', kind: 'missing' }],
        [1, { at: 'answer', kind: 'missing' }],
        [3, { at: 'answer', kind: 'same' }],
      ]);
      expect([...faultsOf(rows, false).keys()]).to.deep.equal([0, 1]);
    });

    void it('is sent without the spaces around it', () => {
      expect(answersOf([{ questionId: 'q1', answer: '  Hill  Road ' }])).to.deep.equal([
        { questionId: 'q1', answer: 'Hill  Road' },
      ]);
    });
  });

  void it('is what its model says, over 10,000 random steps', async () => {
    const random = seeded(5);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    let mode: SecurityQuestionsMode = 'answer';
    let wanted: number | undefined;
    const flow = make({ mode: () => mode, securityQuestionsCount: () => wanted });
    // What there is, as one would tell it.
    const model = {
      status: 'idle' as SecurityQuestionsStatus,
      loadedMode: undefined as SecurityQuestionsMode | undefined,
      knownWanted: undefined as number | undefined,
      offered: [] as readonly SecurityQuestion[],
      byBackend: 0,
      failure: undefined as MfaErrorCode | undefined,
      isRefused: false,
      isTyped: false,
      isProving: false,
      isWatched: true,
      waitEnd: 0,
      /** The calls whose answers count; those that were given up may be answered all the same. */
      call: undefined as RoleCall | undefined,
      look: undefined as RoleCall | undefined,
    };
    const answered = new Set<RoleCall>();
    const waits = (): boolean => clock.now() < model.waitEnd;
    /** What was wrong is over with its wait. */
    const settleWait = (): void => {
      if (model.waitEnd === 0 || waits()) return;
      model.waitEnd = 0;
      if (model.status === 'ready') model.failure = undefined;
    };
    const made = async (act: () => unknown): Promise<RoleCall | undefined> => {
      const before = backend.calls.length;
      void act();
      await turn();
      return backend.calls[before];
    };
    const restart = (): void => {
      model.status = 'idle';
      model.loadedMode = model.failure = model.call = model.look = undefined;
      model.waitEnd = 0;
      model.isProving = model.isRefused = model.isTyped = false;
    };
    const begin = async (act: () => unknown): Promise<void> => {
      restart();
      model.status = 'loading';
      model.loadedMode = mode;
      model.call = await made(act);
      expect(model.call?.name).to.equal(mode === 'set' ? 'securityQuestionOffer' : 'securityQuestions');
    };
    const load = async (act: () => unknown): Promise<void> => {
      settleWait();
      if (model.status === 'submitting' || waits()) expect(await made(act)).to.equal(undefined);
      else if (model.status === 'ready') model.look = await made(act);
      else await begin(act);
    };
    const fail = (code: MfaErrorCode, wait: number): void => {
      model.failure = code;
      model.waitEnd = wait === MINUTE ? clock.now() + wait : 0;
      if (code === 'unauthenticated') model.status = 'ended';
    };
    const reply = async (one: RoleCall): Promise<void> => {
      answered.add(one);
      const isLive = one === model.call || one === model.look;
      if (one.name === 'answerSecurityQuestions' || one.name === 'setSecurityQuestions') {
        const kind = random();
        if (kind < 0.2) one.resolve({});
        else if (kind < 0.5) one.reject(new MfaError('proof-required', { proof: 'password' }));
        const code = pick(['invalid-answer', 'locked', 'network', 'unauthenticated'] as const);
        const wait = pick([0, 0, MINUTE, 3 * DAY]);
        if (kind >= 0.5) one.reject(new MfaError(code, wait ? { retryAt: clock.now() + wait } : {}));
        await turn();
        if (!isLive) return;
        if (kind < 0.2) {
          model.status = 'done';
          model.call = undefined;
        } else if (kind < 0.5) model.isProving = true;
        else {
          model.call = undefined;
          model.status = 'ready';
          model.isRefused = code === 'invalid-answer';
          fail(code, wait);
        }
        return;
      }
      const isOffer = one.name === 'securityQuestionOffer';
      const list = QUESTIONS.slice(0, pick([0, 2, 3, 3]));
      const count = isOffer ? pick([1, 2]) : list.length;
      const isAnswer = random() < 0.7;
      const wait = pick([0, MINUTE]);
      const code = pick(['network', 'not-enrolled', 'unauthenticated'] as const);
      if (isAnswer) one.resolve(isOffer ? { questions: list, count } : list);
      else one.reject(new MfaError(code, wait ? { retryAt: clock.now() + wait } : {}));
      await turn();
      if (!isLive) return;
      if (one === model.look) model.look = undefined;
      else model.call = undefined;
      if (isAnswer) {
        model.offered = list;
        model.byBackend = count;
        model.status = list.length > 0 ? 'ready' : 'empty';
      } else if (model.status === 'loading') {
        model.status = code === 'not-enrolled' ? 'empty' : 'failed';
        fail(code, wait);
      }
    };
    const replyAll = async (): Promise<void> => {
      for (const one of backend.calls) if (!answered.has(one)) await reply(one);
    };
    const steps: readonly (() => void | Promise<void>)[] = [
      () => load(() => flow.load()),
      () => {
        settleWait();
        if (model.status === 'failed' || model.status === 'empty') return load(() => flow.retry());
        void flow.retry();
      },
      async () => {
        settleWait();
        const can =
          model.status === 'ready' && !waits() && !(model.failure && model.isRefused && !model.isTyped);
        const one = await made(() => flow.submit(ANSWERS));
        if (!can) {
          expect(one).to.equal(undefined);
          return;
        }
        model.status = 'submitting';
        model.failure = model.look = undefined;
        model.isRefused = model.isTyped = false;
        model.call = one;
      },
      () => {
        settleWait();
        flow.typed();
        model.isTyped = true;
        model.isRefused = false;
        if (model.failure && isAboutAnswers(new MfaError(model.failure))) model.failure = undefined;
      },
      async () => {
        if (random() < 0.3) mode = pick(['answer', 'set']);
        wanted = pick([undefined, 1, 3]);
        const isOther = model.loadedMode !== undefined && model.loadedMode !== mode;
        if (isOther) {
          await begin(() => flow.refresh());
          return;
        }
        settleWait();
        // To count anew gives up a look, for it asks the same.
        if (wanted !== model.knownWanted && model.status === 'ready' && model.loadedMode === 'set')
          model.look = undefined;
        model.knownWanted = wanted;
        flow.refresh();
      },
      replyAll,
      replyAll,
      async () => {
        const again = await made(() => flow.proof.give({ password: 'p' }));
        if (model.isProving) model.call = again;
        model.isProving = false;
      },
      () => {
        flow.proof.decline();
        if (!model.isProving) return;
        model.isProving = false;
        model.call = undefined;
        model.status = 'ready';
      },
      () => {
        clock.advance(pick([SECOND, 20 * SECOND, 2 * MINUTE]));
        if (model.isWatched) settleWait();
      },
      () => {
        if (random() < 0.6) return;
        settleWait();
        flow.dispose();
        model.isWatched = false;
        if (model.status === 'submitting') model.status = 'ready';
        const isKept = model.status === 'ready' || (model.status === 'failed' && waits());
        if (!isKept) restart();
        if (!waits()) model.failure = undefined;
        model.call = model.look = undefined;
        model.isProving = model.isRefused = model.isTyped = false;
      },
      () => {
        flow.subscribe(() => {})();
        model.isWatched = true;
        settleWait();
      },
    ];
    for (let step = 0; step < 10_000; step++) {
      const before = flow.state.status;
      await pick(steps)();
      await turn();
      const { state } = flow;
      const note = `step ${step}: ${before} -> ${state.status}`;
      expect(state.status, note).to.equal(model.status);
      expect(state.mode, note).to.equal(model.loadedMode ?? mode);
      if (!model.isWatched) continue;
      expect(state.failure?.code, note).to.equal(model.failure);
      expect(state.waitUntil !== undefined, note).to.equal(waits());
      if (state.status === 'submitting') expect(state.isProving, note).to.equal(model.isProving);
      if (state.status === 'ready') {
        expect(state.isRefused, note).to.equal(Boolean(model.failure && model.isRefused && !model.isTyped));
        expect(state.questions, note).to.deep.equal(model.offered);
        const rows = Math.min(Math.max(model.byBackend, model.knownWanted ?? 0), model.offered.length);
        expect(state.count, note).to.equal(model.loadedMode === 'set' ? rows : model.offered.length);
      }
      expect(JSON.stringify(state), note).to.not.contain(SECRET);
    }
  });
});
