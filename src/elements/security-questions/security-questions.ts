import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CallController } from '../../controllers/call-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import type {
  MfaClient,
  SecurityAnswer,
  SecurityQuestion,
  SecurityQuestionOffer,
  Verification,
} from '../../core/client.js';
import { Deadline } from '../../core/deadline.js';
import { MfaError } from '../../core/mfa-error.js';
import type { MfaErrorCode } from '../../core/mfa-error-codes.js';
import { errors } from '../../locales/en/errors.js';
import { questions } from '../../locales/en/questions.js';
import { shared } from '../../locales/en/shared.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalNumber, wordOf } from '../attributes.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { Refusal } from '../../flows/refusal.js';
import { spokenTime } from '../spoken-time.js';
import { fitRows, rowsWanted } from './rows.js';
import { answersOf, faultsOf, type Filled, type RowFault } from './answers.js';
import {
  MfaSecurityQuestionsAnsweredEvent,
  MfaSecurityQuestionsFailedEvent,
  MfaSecurityQuestionsSavedEvent,
} from './security-questions.events.js';
import {
  SECURITY_QUESTIONS_MODES,
  type SecurityQuestionsMode,
  type SecurityQuestionsStatus,
} from './security-questions-status.js';
import { renderSecurityQuestions } from './security-questions-view.js';
import { styles } from './security-questions.styles.js';
import { warnOfSetup } from '../warnings.js';

/** What is said otherwise here than of a code. */
const ERROR_TEXTS: Partial<Record<MfaErrorCode, TextKey>> = {
  'invalid-answer': 'questionsWrong',
  'invalid-code': 'questionsWrong',
  'too-many-attempts': 'questionsTooMany',
  'challenge-expired': 'questionsExpired',
};
const REFUSED: readonly MfaErrorCode[] = ['invalid-answer', 'invalid-code'];
const ENDED: readonly MfaErrorCode[] = ['unauthenticated', 'challenge-expired'];

/**
 * @summary Answer security questions, or choose them and set the answers.
 *
 * The answers are in their fields and go to the backend from there: no attribute, event, log or storage ever holds one.
 * What was typed stays until the answers are right, saved, or the element goes.
 *
 * ```html
 * <mfa-security-questions mode="answer" endpoint="/mfa"></mfa-security-questions>
 * ```
 *
 * @slot intro - What the person is to do.
 * @slot help - What the page wants to say to people who are stuck.
 * @event {MfaSecurityQuestionsAnsweredEvent} mfa-security-questions-answered - The answers were right.
 * @event {MfaSecurityQuestionsSavedEvent} mfa-security-questions-saved - Questions and answers are saved.
 * @event {MfaSecurityQuestionsFailedEvent} mfa-security-questions-failed - A call failed; with the error's code.
 * @csspart intro - What the person is to do.
 * @csspart row - One question with its answer.
 * @csspart question - The question, or the label of the choice.
 * @csspart select - The choice of a question.
 * @csspart answer - The field for an answer.
 * @csspart fault - What is wrong with one row.
 * @csspart toggle - The button that shows or hides the answers.
 * @csspart error - What went wrong.
 * @csspart wait - How long to wait before the next try.
 * @csspart submit - The button that checks or saves.
 * @csspart retry - The button that tries again to get the questions.
 * @csspart loading - What is in their place before.
 * @csspart empty - What is said where there are none.
 * @csspart done - What is said at the end.
 * @cssstate idle - And one for each other status: loading, ready, submitting, done, empty, failed, ended.
 */
export class MfaSecurityQuestions extends MfaFlowElement {
  static override readonly tag: string = 'mfa-security-questions';
  static override readonly english: Texts = { ...questions, ...errors, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    mode: {},
    securityQuestionsCount: { attribute: 'security-questions-count', converter: optionalNumber },
    phase: { state: true },
    failure: { state: true },
    chosen: { state: true },
    faults: { state: true },
    revealed: { state: true },
  };

  /** `answer` or `set`. Default `answer`. */
  mode = 'answer';

  /** How many questions have to be set, where the page wants more than the backend does. */
  securityQuestionsCount?: number | undefined;

  private phase: Exclude<SecurityQuestionsStatus, 'loading' | 'submitting'> = 'idle';
  private failure: MfaError | undefined;
  private chosen: readonly string[] = [];
  private faults: ReadonlyMap<number, RowFault> = new Map();
  private revealed = false;

  protected readonly announcer = new AnnouncerController(this);
  readonly #load = new CallController(this, async (signal, mode: SecurityQuestionsMode) => {
    const client = await this.callable();
    this.#loadedFrom = client;
    if (mode === 'set') {
      if (!client.securityQuestionOffer) throw unable('offer security questions');
      return client.securityQuestionOffer({ signal });
    }
    if (!client.securityQuestions) throw unable('ask security questions');
    const list = await client.securityQuestions({ signal });
    return { questions: list, count: list.length } satisfies SecurityQuestionOffer;
  });
  /** How many, by a client that was made since: its options are those that the page has now. */
  readonly #recount = new CallController(this, async (signal) => {
    const client = await this.callable();
    if (client === this.#loadedFrom || !client.securityQuestionOffer) return undefined;
    this.#loadedFrom = client;
    return (await client.securityQuestionOffer({ signal })).count;
  });
  readonly #submit = new CallController(
    this,
    async (signal, mode: SecurityQuestionsMode, answers: readonly SecurityAnswer[]) => {
      const client = await this.callable();
      const call = mode === 'set' ? client.setSecurityQuestions : client.answerSecurityQuestions;
      if (!call) throw unable(`${mode} security questions`);
      return call.call(client, answers, { signal });
    },
  );
  readonly #wait = new CountdownController(this, {
    clock: this.time,
    thresholds: () => [60_000, 30_000],
    onThreshold: (ms) =>
      this.announcer.say(this.text('questionsWaitIn', { time: spokenTime(this.text, ms) })),
    onEnd: () => {
      this.failure = undefined;
      this.announcer.say(this.text('questionsWaitOver'));
    },
  });
  readonly #internals = this.attachInternals();
  #questions: readonly SecurityQuestion[] = [];
  #loadedMode: SecurityQuestionsMode | undefined;
  #loadedFrom: MfaClient | undefined;
  /** How many the backend wants, and the page wanted when that was heard. */
  #count = 0;
  #pageCount: number | undefined;
  readonly #refusal = new Refusal();

  constructor() {
    super();
    // After the look-up of the client, which has been added before.
    this.addController({ hostUpdate: () => this.#begin() });
  }

  /** Where the element is. */
  get status(): SecurityQuestionsStatus {
    if (this.#load.pending) return 'loading';
    return this.#submit.pending ? 'submitting' : this.phase;
  }

  /** What the backend gave for the answers. */
  get verification(): Verification | undefined {
    return this.#verification;
  }
  #verification: Verification | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
    this.#verification = this.failure = undefined;
    this.phase = 'idle';
    this.#loadedMode = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const otherMode = changed.has('mode') && this.#loadedMode && this.#loadedMode !== this.#mode;
    if (otherMode || (changed.has('client') && this.phase !== 'idle')) {
      this.#restart();
      this.#begin();
    }
    const pageCount = this.setting('securityQuestionsCount');
    if (this.#loadedMode !== 'set' || this.phase !== 'ready' || pageCount === this.#pageCount) return;
    this.#pageCount = pageCount;
    void this.#takeCount();
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
  }

  /** Checks or saves the answers. Resolves to whether they were taken; does nothing while that is not possible. */
  async submit(): Promise<boolean> {
    if (!this.isConnected || this.status !== 'ready' || this.#wait.running) return false;
    const mode = this.#mode;
    const rows = this.#rows;
    this.faults = faultsOf(rows, mode === 'set');
    const [first] = this.faults;
    if (first) {
      this.announcer.alert(this.text(first[1].key));
      await this.updateComplete;
      this.#control(first[1].at, first[0])?.focus();
      return false;
    }
    if (this.failure && this.#refusal.unchanged) {
      // The same answers again would only cost an attempt.
      this.#tell(this.failure);
      return false;
    }
    this.failure = undefined;
    this.#refusal.begin();
    this.announcer.say(this.text(mode === 'set' ? 'questionsSaving' : 'questionsChecking'));
    const byPerson = this.matches(':focus-within');
    const outcome = await this.#submit.run(mode, answersOf(rows));
    if (!outcome) return false;
    if ('error' in outcome) {
      await this.#fail(outcome.error, byPerson);
      return false;
    }
    this.#forget();
    this.#verification = outcome.value;
    this.phase = 'done';
    this.announcer.say(this.text(mode === 'set' ? 'questionsSaved' : 'questionsRight'));
    await this.updateComplete;
    if (byPerson) this.#wayOn?.focus();
    this.dispatchEvent(
      mode === 'set' ? new MfaSecurityQuestionsSavedEvent() : new MfaSecurityQuestionsAnsweredEvent(),
    );
    return true;
  }

  override focus(options?: FocusOptions): void {
    this.shadowRoot?.querySelector<HTMLElement>('select, input, button, #way-on')?.focus(options);
  }

  protected override errorText(error: MfaError): string {
    const key = ERROR_TEXTS[error.code];
    const isOwn = key !== undefined && !(this.setting('showBackendMessages') && error.backendMessage);
    const words = isOwn ? this.text(key, { total: this.chosen.length }) : super.errorText(error);
    const { attemptsLeft } = error;
    return attemptsLeft ? `${words} ${this.text('verifyAttemptsLeftTotp', { count: attemptsLeft })}` : words;
  }

  protected override renderContent(): TemplateResult {
    const { failure } = this;
    const masks = this.setting('maskSensitiveInput') ?? false;
    return renderSecurityQuestions({
      text: this.text,
      status: this.status,
      mode: this.#mode,
      questions: this.#questions,
      chosen: this.chosen,
      faults: this.faults,
      error: failure ? this.errorText(failure) : '',
      refused: failure !== undefined && REFUSED.includes(failure.code),
      waitSeconds: this.#wait.running ? this.#wait.remainingSeconds : 0,
      masked: masks && !this.revealed,
      canShow: masks,
      voice: this.announcer.render(),
      choose: (row, id) => {
        this.chosen = this.chosen.map((before, index) => (index === row ? id : before));
        this.#changed(row);
      },
      typed: (row) => this.#changed(row),
      toggle: () => (this.revealed = !this.revealed),
      submit: () => void this.submit(),
      retry: () => this.#retry(),
    });
  }

  #begin(): void {
    if (this.phase !== 'idle' || this.#load.pending || this.#loadedMode) return;
    if (!this.isConnected || this.setting('twoFactorAuthentication') === false) return;
    if (this.hasClient) void this.#run();
  }

  async #run(): Promise<void> {
    const mode = (this.#loadedMode = this.#mode);
    const outcome = await this.#load.run(mode);
    if (!outcome || mode !== this.#loadedMode) return;
    if ('error' in outcome) {
      await this.#failLoading(outcome.error);
      return;
    }
    const { questions: list, count } = outcome.value;
    this.#questions = list;
    this.#count = count;
    this.#pageCount = this.setting('securityQuestionsCount');
    this.chosen = mode === 'set' ? [] : list.map(({ id }) => id);
    if (mode === 'set') this.#fit();
    this.phase = list.length > 0 ? 'ready' : 'empty';
  }

  /** The page wants another number than before. What is on the screen stays while that is found out. */
  async #takeCount(): Promise<void> {
    this.#fit();
    const outcome = await this.#recount.run();
    if (outcome && 'value' in outcome && outcome.value !== undefined) this.#count = outcome.value;
    if (this.phase === 'ready') this.#fit();
  }

  #fit(): void {
    const wanted = rowsWanted(this.#count, this.#pageCount, this.#questions.length);
    const active = this.shadowRoot?.activeElement;
    this.chosen = fitRows(this.chosen, wanted, (row) => {
      const controls = [this.#control('question', row), this.#control('answer', row)];
      return controls.some((control) => !!control && (control === active || control.value !== ''));
    });
    this.faults = new Map([...this.faults].filter(([row]) => row < this.chosen.length));
  }

  async #failLoading(error: MfaError): Promise<void> {
    warnOfSetup(this, error);
    this.failure = error;
    const isNone = error.code === 'not-enrolled' || error.code === 'already-enrolled';
    this.phase = isNone ? 'empty' : ENDED.includes(error.code) ? 'ended' : 'failed';
    this.announcer.alert(this.errorText(error));
    this.dispatchEvent(new MfaSecurityQuestionsFailedEvent(error.code, error.attemptsLeft));
  }

  async #fail(error: MfaError, byPerson: boolean): Promise<void> {
    this.#refusal.answered(REFUSED.includes(error.code));
    this.failure = error;
    warnOfSetup(this, error);
    if (ENDED.includes(error.code)) {
      this.#forget();
      this.phase = 'ended';
    }
    if (error.retryAt !== undefined) this.#wait.deadline = new Deadline(this.time(), error.retryAt);
    await this.updateComplete;
    this.#tell(error);
    if (byPerson && this.phase === 'ended') this.#wayOn?.focus();
    this.dispatchEvent(new MfaSecurityQuestionsFailedEvent(error.code, error.attemptsLeft));
  }

  #tell(error: MfaError): void {
    this.announcer.alert(this.errorText(error));
    if (!this.#refusal.unchanged) return;
    // Which of the answers is wrong, no backend says: the person looks from the first one on.
    (this.#control('answer', 0) as HTMLInputElement | null)?.select();
  }

  #changed(row: number): void {
    if (this.faults.has(row)) this.faults = new Map([...this.faults].filter(([index]) => index !== row));
    this.#refusal.typed();
    if (this.failure && REFUSED.includes(this.failure.code)) this.failure = undefined;
  }

  #retry(): void {
    this.failure = undefined;
    void this.#run();
  }

  #restart(): void {
    this.#load.abort();
    this.#submit.abort();
    this.#forget();
    this.failure = undefined;
    this.phase = 'idle';
    this.#loadedMode = undefined;
  }

  #forget(): void {
    for (const input of this.shadowRoot?.querySelectorAll('input') ?? []) input.value = '';
    this.faults = new Map();
    this.#wait.deadline = undefined;
    this.revealed = false;
    this.#refusal.begin();
  }

  get #mode(): SecurityQuestionsMode {
    return wordOf(this, 'mode', this.mode, SECURITY_QUESTIONS_MODES, 'answer');
  }

  get #rows(): Filled[] {
    return this.chosen.map((questionId, row) => ({
      questionId,
      answer: (this.#control('answer', row) as HTMLInputElement | null)?.value ?? '',
    }));
  }

  get #wayOn(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('#way-on');
  }

  #control(kind: 'question' | 'answer', row: number): HTMLInputElement | HTMLSelectElement | null {
    return this.renderRoot.querySelector(`#${kind}-${row}`);
  }
}

function unable(what: string): MfaError {
  return new MfaError('misconfigured', { message: `the client cannot ${what}` });
}
