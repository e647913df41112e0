import type { PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import { FocusController } from '../../controllers/focus-controller.js';
import type { Proof, Verification } from '../../core/client.js';
import type { MfaError, MfaErrorCode } from '../../core/mfa-error.js';
import { isAboutAnswers, SecurityQuestionsFlow } from '../../flows/security-questions-flow.js';
import type {
  SecurityQuestionsEvent,
  SecurityQuestionsState,
  SecurityQuestionsStatus,
} from '../../flows/security-questions-state.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { questions } from '../../locales/en/questions.js';
import { shared } from '../../locales/en/shared.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { setStates } from '../host-states.js';
import { warnOfSetup } from '../warnings.js';
import { QuestionRows } from './question-rows.js';
import { isProving, says } from './says.js';
import {
  MfaSecurityQuestionsAnsweredEvent,
  MfaSecurityQuestionsFailedEvent,
  MfaSecurityQuestionsSavedEvent,
} from './security-questions.events.js';
import { SecurityQuestionsOptions } from './security-questions-options.js';
import { faultKey, renderSecurityQuestions, type AskingState } from './security-questions-view.js';
import { styles } from './security-questions.styles.js';

/** What is said otherwise here than of a code. */
const ERROR_TEXTS: Partial<Record<MfaErrorCode, TextKey>> = {
  'invalid-answer': 'questionsWrong',
  'invalid-code': 'questionsWrong',
  'too-many-attempts': 'questionsTooMany',
  'challenge-expired': 'questionsExpired',
};

/** Where focus goes when what had it is gone, the first that is there. */
const WAYS_OUT = ['loading', 'done', 'empty', 'retry', 'select', 'answer', 'error'];

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
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @slot restart - The page's own way back to the sign-in, in place of the button, where the session is over.
 * @event {MfaSecurityQuestionsAnsweredEvent} mfa-security-questions-answered - The answers were right.
 * @event {MfaSecurityQuestionsSavedEvent} mfa-security-questions-saved - Questions and answers are saved.
 * @event {MfaSecurityQuestionsFailedEvent} mfa-security-questions-failed - A call failed; with the error's code.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - The session is over, and the person wants to sign in again.
 * @csspart intro - What the person is to do.
 * @csspart row - One question with its answer.
 * @csspart question - The question, or the label of the choice.
 * @csspart select - The choice of a question.
 * @csspart answer - The field for an answer.
 * @csspart fault - What is wrong with one row.
 * @csspart toggle - The button that shows or hides the answers.
 * @csspart wait - How long to wait before the next try.
 * @csspart submit - The button that checks or saves.
 * @csspart retry - The button that tries again to get the questions.
 * @csspart restart - The button back to the sign-in.
 * @csspart loading - What is in their place before.
 * @csspart empty - What is said where there are none.
 * @csspart done - What is said at the end.
 * @csspart proof - The question for a proof.
 * @cssstate idle - And one for each other status: loading, ready, submitting, done, empty, failed, ended.
 * @cssstate invalid - An answer is missing, or wrong.
 * @cssstate proving - The backend wants a proof along with the answers.
 */
export class MfaSecurityQuestions extends SecurityQuestionsOptions {
  static override readonly tag: string = 'mfa-security-questions';
  static override readonly english: Texts = { ...questions, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  readonly #flow: FlowController<SecurityQuestionsFlow> = new FlowController<SecurityQuestionsFlow>(this, {
    make: () =>
      new SecurityQuestionsFlow({
        client: this.clients,
        mode: () => this.chosenMode,
        securityQuestionsCount: () => this.countWanted,
        ...this.ports,
      }),
    given: () => this.flow,
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => this.#leave(),
  });
  protected readonly announcer = new AnnouncerController<SecurityQuestionsState>(this, {
    state: () => this.#state,
    says: (before, after) => says(before, after, { text: this.text, failure: this.#failureText }),
  });
  readonly #wait = this.spokenWait((saying) => this.announcer.tell(saying));
  readonly #rows = new QuestionRows(this);
  readonly #internals = this.attachInternals();
  #seen: SecurityQuestionsState | undefined;
  /** Whose questions were asked for: once for each flow, for one that its holder has ended is not to begin anew. */
  #asked: SecurityQuestionsFlow | undefined;

  constructor() {
    super();
    this.forgetOnPageHide(() => {
      this.#rows.empty();
      this.#flow.flow.typed();
    });
    new FocusController(this, { field: () => null, waysOut: WAYS_OUT });
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
    if (!this.flow) this.#flow.flow.refresh();
    this.#begin(changed);
    this.#onChange();
  }

  protected override updated(): void {
    const isInvalid = this.#rows.faults.size > 0;
    setStates(this.#internals, [this.status, isInvalid && 'invalid', isProving(this.#state) && 'proving']);
  }

  /** Checks or saves the answers. Resolves to whether they were taken; does nothing while that is not possible. */
  async submit(): Promise<boolean> {
    const { flow } = this.#flow;
    const { state } = flow;
    if (!this.isConnected || state.status !== 'ready' || state.waitUntil) return false;
    const wrong = this.#rows.check(state.mode === 'set');
    if (wrong) {
      this.announcer.alert(this.text(faultKey(wrong.fault)));
      await this.updateComplete;
      wrong.control?.focus();
      return false;
    }
    if (state.isRefused) {
      // The same answers again would only cost an attempt.
      this.announcer.alert(this.#failureText);
      this.#rows.selectFirst();
      return false;
    }
    return this.shown(flow.submit(this.#rows.answers()));
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    const first = 'mfa-proof, select, input, button, [part~=done], [part~=error]';
    this.shadowRoot?.querySelector<HTMLElement>(first)?.focus(options);
  }

  protected override errorText(error: MfaError): string {
    const key = ERROR_TEXTS[error.code];
    const isOwn = key !== undefined && !(this.setting('showBackendMessages') && error.backendMessage);
    const words = isOwn ? this.text(key, { total: this.#rows.chosen.length }) : super.errorText(error);
    const { attemptsLeft } = error;
    return attemptsLeft ? `${words} ${this.text('attemptsLeft', { count: attemptsLeft })}` : words;
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.#flow;
    const masks = this.setting('maskSensitiveInput') ?? false;
    return renderSecurityQuestions({
      ...this.viewOf(flow.proof, this.announcer),
      state: flow.state,
      chosen: this.#rows.chosen,
      faults: this.#rows.faults,
      error: this.#failureText,
      masked: masks && !this.revealed,
      canShow: masks,
      choose: (row, id) => {
        this.#rows.choose(row, id);
        flow.typed();
      },
      typed: (row) => {
        this.#rows.mend(row);
        flow.typed();
      },
      toggle: () => (this.revealed = !this.revealed),
      submit: () => void this.submit(),
      retry: () => void flow.retry(),
    });
  }

  get #state(): SecurityQuestionsState {
    return this.#flow.state;
  }

  get #failureText(): string {
    const { failure, mode } = this.#state;
    if (!failure) return '';
    return mode === 'set' && isAboutAnswers(failure)
      ? this.text('questionsNotTaken')
      : this.errorText(failure);
  }

  /** Asks for the questions, as soon as there is somebody to ask; of another client, anew. */
  #begin(changed: PropertyValues<this>): void {
    const { flow } = this.#flow;
    if (!this.isConnected || this.setting('twoFactorAuthentication') === false) return;
    if (!this.flow && !this.hasClient) return;
    const isOther = !this.flow && changed.get('client') !== undefined;
    const isNew = flow !== this.#asked && flow.state.status === 'idle';
    this.#asked = flow;
    if (isNew || isOther) void flow.load();
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(): void {
    const [before, after] = [this.#seen, this.#state];
    this.#seen = after;
    if (!isAsking(after) || (before && before.mode !== after.mode)) this.#forget();
    if (isAsking(after)) this.#rows.fit(after);
    if (before === after) return;
    this.#wait.deadline = after.waitUntil;
    const wasProving = before !== undefined && isProving(before);
    if (wasProving !== isProving(after))
      void this.leadToProof(this.#flow.flow.proof, isProving(after), '[part~=submit]');
  }

  async #onEvent(event: SecurityQuestionsEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    switch (event.type) {
      case 'answered':
        this.dispatchEvent(new MfaSecurityQuestionsAnsweredEvent(null));
        break;
      case 'saved':
        this.dispatchEvent(new MfaSecurityQuestionsSavedEvent(null));
        break;
      case 'failed': {
        const state = this.#state;
        if (state.status === 'ready' && state.isRefused) this.#rows.selectFirst();
        const { code, attemptsLeft } = event.error;
        this.dispatchEvent(new MfaSecurityQuestionsFailedEvent({ code, attemptsLeft }));
      }
    }
  }

  #leave(): void {
    this.#forget();
    this.#asked = undefined;
    this.requestUpdate();
  }

  /** What was chosen and typed. */
  #forget(): void {
    this.#rows.forget();
    this.revealed = false;
  }
}

function isAsking(state: SecurityQuestionsState): state is AskingState {
  return state.status === 'ready' || state.status === 'submitting';
}
