import type { MfaClient, SecurityAnswer, SecurityQuestion, Verification } from '../core/client.js';
import { systemClock, type Clock } from '../core/clock.js';
import type { Deadline } from '../core/deadline.js';
import { MfaError } from '../core/mfa-error.js';
import type { MfaErrorCode } from '../core/mfa-error-codes.js';
import { plainSchedule } from '../core/schedule.js';
import { Calls } from './calls.js';
import { clientSource, type ClientSource } from './client-option.js';
import { FlowStore, valueOf } from './flow.js';
import { ProofFlow, wasDeclined } from './proof-flow.js';
import { rowsWanted } from './question-rows.js';
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
import { Watch } from './watch.js';

/** Other answers may be right. */
const REFUSED: readonly MfaErrorCode[] = ['invalid-answer', 'invalid-code'];
const ENDED: readonly MfaErrorCode[] = ['unauthenticated', 'challenge-expired'];
const NONE: readonly MfaErrorCode[] = ['not-enrolled', 'already-enrolled'];

type Phase = Exclude<SecurityQuestionsStatus, 'loading' | 'submitting' | 'proving'>;

/**
 * Security questions: has them answered, or set. Answers are kept nowhere.
 *
 * ```ts
 * const flow = new SecurityQuestionsFlow({ client });
 * await flow.load(); // flow.state.questions
 * await flow.submit([{ questionId, answer }]);
 * ```
 */
export class SecurityQuestionsFlow extends FlowStore<SecurityQuestionsState, SecurityQuestionsEvent> {
  /** Asks the person to prove who they are, where the backend wants that first. */
  readonly proof: ProofFlow;

  readonly #options: SecurityQuestionsOptions;
  readonly #source: ClientSource;
  readonly #clock: Clock;
  readonly #watch: Watch;
  readonly #loading = new Calls();
  readonly #submitting = new Calls();
  readonly #refusal = new Refusal();

  #phase: Phase = 'idle';
  #questions: readonly SecurityQuestion[] = [];
  #loadedMode: SecurityQuestionsMode | undefined;
  #loadedFrom: MfaClient | undefined;
  /** How many the backend wants, and the page wanted when that was heard. */
  #count = 0;
  #pageCount: number | undefined;
  #failure: MfaError | undefined;
  #waitUntil: Deadline | undefined;
  #verification: Verification | undefined;
  #unfollowProof: (() => void) | undefined;

  constructor(options: SecurityQuestionsOptions) {
    const mode = valueOf(options.mode) ?? 'answer';
    super({ status: 'idle', mode, questions: [], wanted: 0, failure: undefined, waitUntil: undefined });
    this.#options = options;
    this.#source = clientSource(options.client);
    this.#clock = options.clock ?? systemClock;
    this.#watch = new Watch(options.schedule ?? plainSchedule(this.#clock), () => this.#onTime());
    this.proof = options.proof ?? new ProofFlow();
    this.#followProof();
  }

  /** The client, as far as it is known without waiting. */
  get client(): MfaClient | undefined {
    return this.#source.current;
  }

  /** Asks for the questions. Resolves to whether there are some; does nothing while that is under way. */
  async load(): Promise<boolean> {
    const mode = this.#mode;
    const loading = this.#loading.run(async (signal) => {
      const client = (this.#loadedFrom = await this.#source.resolve());
      if (mode === 'set') {
        if (!client.securityQuestionOffer) throw unable('offer security questions');
        return client.securityQuestionOffer({ signal });
      }
      if (!client.securityQuestions) throw unable('ask security questions');
      const questions = await client.securityQuestions({ signal });
      return { questions, count: questions.length };
    });
    this.#loadedMode = mode;
    this.#failure = undefined;
    this.#show();
    const outcome = await loading;
    if (!outcome) return false;
    if ('error' in outcome) {
      this.#failLoading(outcome.error);
      return false;
    }
    this.#questions = outcome.value.questions;
    this.#count = outcome.value.count;
    this.#pageCount = valueOf(this.#options.securityQuestionsCount);
    this.#phase = this.#questions.length > 0 ? 'ready' : 'empty';
    this.#show();
    return this.#phase === 'ready';
  }

  /** Checks or saves the answers. Resolves to whether they were taken; does nothing while that is not possible. */
  async submit(answers: readonly SecurityAnswer[]): Promise<boolean> {
    const isStanding = this.#failure !== undefined && this.#refusal.unchanged;
    if (this.state.status !== 'ready' || this.#waitUntil || isStanding) return false;
    const mode = this.#mode;
    this.#failure = undefined;
    this.#refusal.begin();
    const submitting = this.#submitting.run(async (signal) => {
      const client = await this.#source.resolve();
      const call = mode === 'set' ? client.setSecurityQuestions : client.answerSecurityQuestions;
      if (!call) throw unable(`${mode} security questions`);
      return this.proof.guard(
        client,
        (proof) => call.call(client, answers, { signal, ...(proof && { proof }) }),
        signal,
      );
    });
    this.#show();
    const outcome = await submitting;
    if (!outcome) return false;
    if ('error' in outcome) {
      this.#fail(outcome.error);
      return false;
    }
    this.#verification = outcome.value;
    this.#phase = 'done';
    this.#show();
    this.emit({ type: mode === 'set' ? 'saved' : 'answered' });
    return true;
  }

  /** What is in the fields is not what was refused any more. */
  typed(): void {
    this.#refusal.typed();
    if (this.#failure && REFUSED.includes(this.#failure.code)) this.#failure = undefined;
    this.#show();
  }

  /** The options may have changed: another mode begins anew, another number is taken up. */
  refresh(): void {
    if (this.#loadedMode && this.#loadedMode !== this.#mode) this.reset();
    const pageCount = valueOf(this.#options.securityQuestionsCount);
    if (this.#loadedMode === 'set' && this.#phase === 'ready' && pageCount !== this.#pageCount) {
      this.#pageCount = pageCount;
      void this.#recount();
    }
    this.#show();
  }

  /** Forgets everything. */
  reset(): void {
    this.#giveUp();
    this.#loadedMode = undefined;
    this.#questions = [];
    this.#phase = 'idle';
    this.#failure = this.#waitUntil = this.#verification = undefined;
    this.#show();
  }

  dispose(): void {
    this.#watch.rest();
    this.#unfollowProof?.();
    this.#unfollowProof = undefined;
    this.reset();
  }

  protected override resume(): void {
    this.#followProof();
    this.#watch.wake();
    this.#onTime();
  }

  /** A client that was made since has the options that the page has now. What is on the screen stays meanwhile. */
  async #recount(): Promise<void> {
    const outcome = await this.#loading.run(async (signal) => {
      const client = await this.#source.resolve();
      if (client === this.#loadedFrom || !client.securityQuestionOffer) return undefined;
      this.#loadedFrom = client;
      return (await client.securityQuestionOffer({ signal })).count;
    });
    if (outcome && 'value' in outcome && outcome.value !== undefined) this.#count = outcome.value;
    this.#show();
  }

  #failLoading(error: MfaError): void {
    this.#failure = error;
    this.#phase = NONE.includes(error.code) ? 'empty' : ENDED.includes(error.code) ? 'ended' : 'failed';
    this.#waitUntil = waitAfter(error, this.#clock);
    this.#show();
    this.emit({ type: 'failed', error });
  }

  #fail(error: MfaError): void {
    this.#refusal.answered(REFUSED.includes(error.code));
    if (!wasDeclined(error)) this.#failure = error;
    if (ENDED.includes(error.code)) this.#phase = 'ended';
    this.#waitUntil = waitAfter(error, this.#clock);
    this.#show();
    this.emit({ type: 'failed', error });
  }

  #onTime(): void {
    if (this.#waitUntil?.isPast) this.#waitUntil = this.#failure = undefined;
    this.#show();
  }

  #giveUp(): void {
    this.#loading.giveUp();
    this.#submitting.giveUp();
    this.#refusal.begin();
    if (!this.#options.proof) this.proof.decline();
  }

  get #mode(): SecurityQuestionsMode {
    return valueOf(this.#options.mode) ?? 'answer';
  }

  /** A proof may be that of a flow around this one, which lives on. */
  #followProof(): void {
    this.#unfollowProof ??= this.proof.subscribe(() => this.#show());
  }

  #show(): void {
    this.#watch.follow([this.#waitUntil]);
    const mode = this.#mode;
    const facts: SecurityQuestionsFacts = {
      mode,
      questions: this.#questions,
      wanted:
        mode === 'set'
          ? rowsWanted(this.#count, this.#pageCount, this.#questions.length)
          : this.#questions.length,
      failure: this.#failure,
      waitUntil: this.#waitUntil,
    };
    this.enter(this.#stateOf(facts));
  }

  #stateOf(facts: SecurityQuestionsFacts): SecurityQuestionsState {
    if (this.#submitting.busy) return { ...facts, status: this.proof.isAsking ? 'proving' : 'submitting' };
    if (this.#loading.busy && this.#phase !== 'ready') return { ...facts, status: 'loading' };
    if (this.#phase === 'ready') {
      const isRefused = this.#failure !== undefined && this.#refusal.unchanged;
      return { ...facts, status: 'ready', isRefused };
    }
    if (this.#phase === 'done') return { ...facts, status: 'done', verification: this.#verification ?? {} };
    return { ...facts, status: this.#phase };
  }
}

function unable(what: string): MfaError {
  return new MfaError('misconfigured', { message: `the client cannot ${what}` });
}
