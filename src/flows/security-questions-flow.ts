import type { MfaClient, SecurityAnswer, SecurityQuestionOffer, Verification } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError, MfaErrorCode } from '../core/mfa-error.js';
import { verificationOf } from './answers.js';
import { CallingFlow } from './calling-flow.js';
import { Calls } from './calls.js';
import { unable } from './client-option.js';
import { valueOf } from './flow.js';
import { guarded, wasDeclined } from './proof-flow.js';
import { isSameOffer, offerOf } from './question-calls.js';
import { Refusal } from './refusal.js';
import type {
  SecurityQuestionsEvent,
  SecurityQuestionsFacts,
  SecurityQuestionsMode,
  SecurityQuestionsOptions,
  SecurityQuestionsState,
  SecurityQuestionsStatus,
} from './security-questions-state.js';
import { waitAfter } from './wait-after.js';

const REFUSED: readonly MfaErrorCode[] = ['invalid-answer', 'invalid-code'];
const ENDED: readonly MfaErrorCode[] = ['unauthenticated', 'challenge-expired'];
const NONE: readonly MfaErrorCode[] = ['not-enrolled', 'already-enrolled'];

/** A status that lasts; the others are calls under way. */
type Phase = Exclude<SecurityQuestionsStatus, 'loading' | 'submitting'>;

interface Call {
  readonly status: 'loading' | 'submitting';
}

/** Whether a failure is about the answers: that at least one of them is wrong. */
export function isAboutAnswers({ code }: MfaError): boolean {
  return REFUSED.includes(code);
}

/**
 * Security questions: answered, or chosen and set. Which question stands in which row, and what is typed, is the
 * view's; answers are kept nowhere beyond the command that takes them.
 *
 * ```ts
 * const flow = new SecurityQuestionsFlow({ client });
 * await flow.load(); // true: flow.state.questions
 * await flow.submit([{ questionId: 'q1', answer: 'Hill Road' }]); // true, or false with flow.state.failure
 * ```
 */
export class SecurityQuestionsFlow extends CallingFlow<SecurityQuestionsState, SecurityQuestionsEvent> {
  readonly #options: SecurityQuestionsOptions;
  readonly #calls = new Calls();
  /** A look that takes nothing away, beside whatever is shown. */
  readonly #looks = new Calls();
  readonly #refusal = new Refusal();
  #phase: Phase = 'idle';
  #call: Call | undefined;
  #offer: SecurityQuestionOffer = { questions: [], count: 0 };
  /** For which mode the questions are, and whose they are. */
  #loadedMode: SecurityQuestionsMode | undefined;
  #loadedFrom: MfaClient | undefined;
  /** How many the page wanted when it was last asked. */
  #pageCount: number | undefined;
  #failure: MfaError | undefined;
  #waitUntil: Deadline | undefined;
  #verification: Verification | undefined;

  constructor(options: SecurityQuestionsOptions) {
    super(
      {
        status: 'idle',
        mode: valueOf(options.mode) ?? 'answer',
        failure: undefined,
        waitUntil: undefined,
      },
      options,
    );
    this.#options = options;
    this.#pageCount = valueOf(options.securityQuestionsCount);
  }

  /**
   * Asks for the questions, once more where that is under way. Resolves to whether they are there; does nothing while
   * answers are on their way, or before its time. Questions that are there stay until the answer is another.
   */
  async load(): Promise<boolean> {
    this.present();
    if (this.#call?.status === 'submitting' || this.#waitUntil) return false;
    if (this.#phase === 'ready') return this.#lookAgain(false);
    this.#reset();
    const mode = (this.#loadedMode = this.#mode);
    const call = (this.#call = { status: 'loading' });
    const loading = this.#calls.run((signal) => this.#list(mode, signal));
    this.present();
    const outcome = await loading;
    if (this.#call !== call || !outcome) return false;
    this.#call = undefined;
    if ('error' in outcome) {
      this.#phase = NONE.includes(outcome.error.code) ? 'empty' : 'failed';
      this.#fail(outcome.error);
      return false;
    }
    this.#offer = outcome.value;
    this.#phase = this.#offer.questions.length > 0 ? 'ready' : 'empty';
    this.present();
    return this.#phase === 'ready';
  }

  /** After a failure: asks for the questions again. */
  async retry(): Promise<boolean> {
    return this.#phase === 'failed' || this.#phase === 'empty' ? this.load() : false;
  }

  /**
   * Has the answers checked or saved. Resolves to whether they were taken; does nothing while that is not possible, nor
   * for answers that were refused as they stand: the same again would only cost an attempt.
   *
   * @param answers - Secret, and not kept.
   */
  async submit(answers: readonly SecurityAnswer[]): Promise<boolean> {
    this.present();
    const { state } = this;
    if (state.status !== 'ready' || state.isRefused || state.waitUntil) return false;
    const { mode } = state;
    this.#looks.giveUp();
    this.proving.wake();
    this.#failure = undefined;
    this.#refusal.begin();
    const call = (this.#call = { status: 'submitting' });
    const submitting = this.#calls.run(async (signal) => {
      const client = await this.source.resolve();
      const take = mode === 'set' ? client.setSecurityQuestions : client.answerSecurityQuestions;
      if (!take) throw unable(`${mode} security questions`);
      return verificationOf(
        await guarded({ client, proof: this.proof, signal }, (options) =>
          take.call(client, answers, options),
        ),
      );
    });
    this.present();
    const outcome = await submitting;
    if (this.#call !== call || !outcome) return false;
    this.#call = undefined;
    if ('error' in outcome) {
      const { error } = outcome;
      // Who declines to prove who they are is where they were before.
      if (wasDeclined(error)) this.present();
      else {
        this.#refusal.answered(isAboutAnswers(error));
        this.#fail(error);
      }
      return false;
    }
    this.#verification = outcome.value;
    this.#phase = 'done';
    this.present();
    this.emit({ type: mode === 'set' ? 'saved' : 'answered' });
    return true;
  }

  /** An answer is not what was refused any more: what was said of that ends. */
  typed(): void {
    this.#refusal.typed();
    if (this.#failure && isAboutAnswers(this.#failure)) this.#failure = undefined;
    this.present();
  }

  /** The options may have changed: begins anew in another mode, and finds out anew how many questions are wanted. */
  refresh(): void {
    if (this.#loadedMode && this.#loadedMode !== this.#mode) {
      this.#reset();
      void this.load();
      return;
    }
    const count = valueOf(this.#options.securityQuestionsCount);
    if (count !== this.#pageCount) {
      this.#pageCount = count;
      if (this.#phase === 'ready' && this.#loadedMode === 'set' && !this.#call) void this.#lookAgain(true);
    }
    this.present();
  }

  protected leave(): void {
    this.#giveUp();
    this.#forget();
    // A wait goes on, and with it what was said of it.
    if (this.#phase !== 'ready' && !(this.#phase === 'failed' && this.#failure)) this.#reset();
  }

  async #list(mode: SecurityQuestionsMode, signal: AbortSignal): Promise<SecurityQuestionOffer> {
    const client = (this.#loadedFrom = await this.source.resolve());
    return offerOf(client, mode, signal);
  }

  /**
   * What the backend says by now, while what is there stays.
   *
   * @param onlyOthers - Only where it is another client by now: its options are those that the page has now.
   */
  async #lookAgain(onlyOthers: boolean): Promise<boolean> {
    const mode = this.#mode;
    this.#looks.giveUp();
    const outcome = await this.#looks.run(async (signal) => {
      const before = this.#loadedFrom;
      const isOther = (await this.source.resolve()) !== before;
      return isOther || !onlyOthers ? this.#list(mode, signal) : this.#offer;
    });
    if (!outcome || this.#phase !== 'ready' || this.#call) return false;
    // Where it cannot be found out, what is there still holds.
    if ('value' in outcome && !isSameOffer(outcome.value, this.#offer)) {
      this.#offer = outcome.value;
      if (this.#offer.questions.length === 0) this.#phase = 'empty';
    }
    this.present();
    return this.#phase === 'ready';
  }

  #fail(error: MfaError): void {
    this.#failure = error;
    this.#waitUntil = waitAfter(error, this.clock);
    if (ENDED.includes(error.code)) this.#phase = 'ended';
    this.present();
    this.emit({ type: 'failed', error });
  }

  #giveUp(): void {
    this.#calls.giveUp();
    this.#looks.giveUp();
    this.#call = undefined;
  }

  #reset(): void {
    this.#giveUp();
    this.#phase = 'idle';
    this.#loadedMode = this.#loadedFrom = this.#waitUntil = undefined;
    this.#forget();
  }

  /** What came of what was answered. */
  #forget(): void {
    this.#refusal.begin();
    this.#verification = undefined;
    if (!this.#wait) this.#failure = undefined;
  }

  get #mode(): SecurityQuestionsMode {
    return valueOf(this.#options.mode) ?? 'answer';
  }

  get #wait(): Deadline | undefined {
    return this.#waitUntil?.isPast ? undefined : this.#waitUntil;
  }

  protected present(): void {
    const isOver = this.#waitUntil?.isPast;
    this.#waitUntil = this.#wait;
    // What was wrong is over with the wait. Where there are no questions yet, the person has to ask for them again.
    if (isOver && this.#phase === 'ready') this.#failure = undefined;
    this.watch.follow([this.#waitUntil]);
    this.enter(
      this.#stateOf({
        mode: this.#loadedMode ?? this.#mode,
        failure: this.#failure,
        waitUntil: this.#waitUntil,
      }),
    );
  }

  #stateOf(facts: SecurityQuestionsFacts): SecurityQuestionsState {
    const asked = { questions: this.#offer.questions, count: this.#count };
    if (this.#call?.status === 'submitting')
      return {
        ...facts,
        ...asked,
        status: 'submitting',
        isProving: this.proving.isAsking,
      };
    const { failure } = facts;
    switch (this.#phase) {
      case 'ready':
        return {
          ...facts,
          ...asked,
          status: 'ready',
          isRefused: failure !== undefined && this.#refusal.unchanged,
        };
      case 'done':
        return { ...facts, status: 'done', verification: this.#verification ?? {} };
      case 'failed':
      case 'ended':
        if (failure) return { ...facts, status: this.#phase, failure };
        return { ...facts, status: 'idle' };
      case 'empty':
        return { ...facts, status: 'empty' };
      case 'idle':
        return { ...facts, status: this.#call ? 'loading' : 'idle' };
    }
  }

  /** What the backend wants, or the page where it wants more, as far as there are so many. */
  get #count(): number {
    const { questions, count } = this.#offer;
    const wanted = Math.max(count, this.#pageCount ?? 0, 1);
    return this.#loadedMode === 'set' ? Math.min(wanted, questions.length) : questions.length;
  }
}
