import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import type { Proof, Verification } from '../../core/client.js';
import type { MfaError } from '../../core/mfa-error.js';
import type { MfaErrorCode } from '../../core/mfa-error-codes.js';
import { fitRows } from '../../flows/question-rows.js';
import { SecurityQuestionsFlow } from '../../flows/security-questions-flow.js';
import {
  SECURITY_QUESTIONS_MODES,
  type SecurityQuestionsEvent,
  type SecurityQuestionsMode,
  type SecurityQuestionsState,
  type SecurityQuestionsStatus,
} from '../../flows/security-questions-state.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { questions } from '../../locales/en/questions.js';
import { shared } from '../../locales/en/shared.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalNumber, wordOf } from '../attributes.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { MfaRestartRequestedEvent } from '../otp.events.js';
import { warnOfSetup } from '../warnings.js';
import { answersOf, faultsOf, type Filled, type RowFault } from './answers.js';
import { says, saysLeft, WAIT_SPOKEN_AT_MS } from './says.js';
import {
  MfaSecurityQuestionsAnsweredEvent,
  MfaSecurityQuestionsFailedEvent,
  MfaSecurityQuestionsSavedEvent,
} from './security-questions.events.js';
import { renderSecurityQuestions } from './security-questions-view.js';
import { styles } from './security-questions.styles.js';

/** What is said otherwise here than of a code. */
const ERROR_TEXTS: Partial<Record<MfaErrorCode, TextKey>> = {
  'invalid-answer': 'questionsWrong',
  'invalid-code': 'questionsWrong',
  'too-many-attempts': 'questionsTooMany',
  'challenge-expired': 'questionsExpired',
};

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
  static override readonly english: Texts = { ...questions, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    mode: {},
    securityQuestionsCount: { attribute: 'security-questions-count', converter: optionalNumber },
    flow: { attribute: false },
    chosen: { state: true },
    faults: { state: true },
    isRevealed: { state: true },
  };

  /** `answer` or `set`. Default `answer`. */
  mode = 'answer';

  /** How many questions have to be set, where the page wants more than the backend does. */
  securityQuestionsCount?: number | undefined;

  /** What has the questions answered or set, for a page that holds it itself. Its options then win. */
  flow?: SecurityQuestionsFlow | undefined;

  /** The question that is chosen in each row. In answer mode these are the questions. */
  private chosen: readonly string[] = [];
  private faults: ReadonlyMap<number, RowFault> = new Map();
  private isRevealed = false;

  readonly #flow: FlowController<SecurityQuestionsFlow> = new FlowController<SecurityQuestionsFlow>(this, {
    make: () =>
      new SecurityQuestionsFlow({
        client: this.clients,
        mode: () => this.#mode,
        securityQuestionsCount: () => this.setting('securityQuestionsCount'),
        ...this.ports,
      }),
    given: () => this.flow,
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => this.#forget(),
  });
  protected readonly announcer = new AnnouncerController<SecurityQuestionsState>(this, {
    state: () => this.#state,
    says: (before, after) => says(before, after, { text: this.text, failure: this.#failureText }),
  });
  readonly #wait = new CountdownController(this, {
    clock: this.time,
    thresholds: () => WAIT_SPOKEN_AT_MS,
    onThreshold: (ms) => this.announcer.tell(saysLeft(this.text, ms)),
  });
  readonly #internals = this.attachInternals();
  #seen: SecurityQuestionsState | undefined;

  constructor() {
    super();
    // After the look-up of the client, which has been added before.
    this.addController({ hostUpdate: () => this.#begin() });
  }

  /** Where the element is. */
  get status(): SecurityQuestionsStatus {
    return this.#state.status;
  }

  /** What the backend gave for the answers. */
  get verification(): Verification | undefined {
    const state = this.#state;
    return state.status === 'done' ? state.verification : undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { flow } = this.#flow;
    if (!this.flow && changed.has('client') && this.status !== 'idle') flow.reset();
    if (!this.flow || changed.has('securityQuestionsCount')) flow.refresh();
    this.#onChange();
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
  }

  /** Checks or saves the answers. Resolves to whether they were taken; does nothing while that is not possible. */
  async submit(): Promise<boolean> {
    const state = this.#state;
    if (!this.isConnected || state.status !== 'ready' || state.waitUntil) return false;
    const rows = this.#rows;
    this.faults = faultsOf(rows, state.mode === 'set');
    const [first] = this.faults;
    if (first) {
      this.announcer.alert(this.text(first[1].key));
      await this.updateComplete;
      this.#control(first[1].at, first[0])?.focus();
      return false;
    }
    if (state.isRefused) {
      // The same answers again would only cost an attempt.
      this.announcer.alert(this.#failureText);
      this.#selectFirst();
      return false;
    }
    const isTaken = await this.#flow.flow.submit(answersOf(rows));
    await this.updateComplete;
    return isTaken;
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
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
    const { flow } = this.#flow;
    const { state } = flow;
    const masks = this.setting('maskSensitiveInput') ?? false;
    return renderSecurityQuestions({
      text: this.text,
      state,
      proof: flow.proof,
      chosen: this.chosen,
      faults: this.faults,
      error: this.#failureText,
      refused: state.failure?.code === 'invalid-answer' || state.failure?.code === 'invalid-code',
      masked: masks && !this.isRevealed,
      canShow: masks,
      voice: this.announcer.render(),
      choose: (row, id) => {
        this.chosen = this.chosen.map((before, index) => (index === row ? id : before));
        this.#onTyped(row);
      },
      typed: (row) => this.#onTyped(row),
      toggle: () => (this.isRevealed = !this.isRevealed),
      submit: () => void this.submit(),
      retry: () => void flow.load(),
      restart: () => this.dispatchEvent(new MfaRestartRequestedEvent()),
    });
  }

  get #state(): SecurityQuestionsState {
    return this.#flow.flow.state;
  }

  get #failureText(): string {
    const { failure } = this.#state;
    return failure ? this.errorText(failure) : '';
  }

  #begin(): void {
    const { flow } = this.#flow;
    if (flow.state.status !== 'idle' || !this.isConnected) return;
    if (this.setting('twoFactorAuthentication') === false) return;
    if (this.flow || this.hasClient) void flow.load();
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(): void {
    const [before, after] = [this.#seen, this.#state];
    if (before === after) return;
    this.#seen = after;
    this.#wait.deadline = after.waitUntil;
    if (after.questions !== before?.questions)
      this.chosen = after.mode === 'set' ? [] : after.questions.map(({ id }) => id);
    if (after.mode === 'set' && after.questions.length > 0) this.#fit(after.wanted);
    if (!before) return;
    const isOver = after.status === 'done' || after.status === 'ended' || after.status === 'idle';
    if (isOver && after.status !== before.status) this.#forget();
    if (after.status !== before.status && this.matches(':focus-within')) void this.#lead(before, after);
    if (after.status === 'proving') void this.summonProof(this.#flow.flow.proof);
  }

  /** What had the focus is gone: what is new takes it. */
  async #lead(before: SecurityQuestionsState, after: SecurityQuestionsState): Promise<void> {
    await this.updateComplete;
    if (after.status === 'proving') await customElements.whenDefined('mfa-proof');
    const part = before.status === 'proving' ? '[part=submit]' : 'mfa-proof, #way-on';
    const next = this.renderRoot.querySelector<HTMLElement & { updateComplete?: Promise<unknown> }>(part);
    await next?.updateComplete;
    next?.focus();
  }

  async #onEvent(event: SecurityQuestionsEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    if (event.type === 'answered') this.dispatchEvent(new MfaSecurityQuestionsAnsweredEvent());
    else if (event.type === 'saved') this.dispatchEvent(new MfaSecurityQuestionsSavedEvent());
    else {
      const { code, attemptsLeft } = event.error;
      const state = this.#state;
      if (state.status === 'ready' && state.isRefused) this.#selectFirst();
      this.dispatchEvent(new MfaSecurityQuestionsFailedEvent(code, attemptsLeft));
    }
  }

  #fit(wanted: number): void {
    const active = this.shadowRoot?.activeElement;
    this.chosen = fitRows(this.chosen, wanted, (row) => {
      const controls = [this.#control('question', row), this.#control('answer', row)];
      return controls.some((control) => !!control && (control === active || control.value !== ''));
    });
    this.faults = new Map([...this.faults].filter(([row]) => row < this.chosen.length));
  }

  #onTyped(row: number): void {
    if (this.faults.has(row)) this.faults = new Map([...this.faults].filter(([index]) => index !== row));
    this.#flow.flow.typed();
  }

  /** Which of the answers is wrong, no backend says: the person looks from the first one on. */
  #selectFirst(): void {
    (this.#control('answer', 0) as HTMLInputElement | null)?.select();
  }

  #forget(): void {
    for (const input of this.shadowRoot?.querySelectorAll('input') ?? []) input.value = '';
    this.faults = new Map();
    this.isRevealed = false;
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

  #control(kind: 'question' | 'answer', row: number): HTMLInputElement | HTMLSelectElement | null {
    return this.shadowRoot?.querySelector(`#${kind}-${row}`) ?? null;
  }
}
