import { nothing, type TemplateResult } from 'lit';
import type { CallOutcome } from '../../../controllers/call-controller.js';
import { FocusController } from '../../../controllers/focus-controller.js';
import { MESSAGE_CHANNELS } from '../../../core/channels.js';
import type { Channel, MessageChannel, Proof } from '../../../core/client.js';
import type { MfaError } from '../../../core/mfa-error.js';
import type { TextKey } from '../../../locales/texts.js';
import {
  MfaBeforeVerifyEvent,
  MfaDestinationRejectedEvent,
  MfaOtpSentEvent,
  MfaOtpVerifiedEvent,
} from '../../otp.events.js';
import { MfaOtpFailedEvent } from '../../otp-trouble.events.js';
import { warnOfSetup } from '../../warnings.js';
import type { LateProof } from '../../proof/late-proof.js';
import { recoveryCodeIn, recoveryInput, renderRecoveryField } from '../../recovery-field.js';
import { Refusal } from '../../refusal.js';
import { spokenTime } from '../../spoken-time.js';
import { SENDS_BEFORE_OTHER_CHANNELS } from '../otp-session.js';
import type { VerifyHost } from '../verify-host.js';
import { clockHint } from './clock-hint.js';
import { VerifyCalls } from './verify-calls.js';
import {
  renderChangeDestination,
  renderDone,
  renderHint,
  renderOtherWays,
  renderProof,
  renderRemember,
  renderWait,
} from './verify-late-view.js';

/** Where focus goes when the field has closed, the first that is there. */
const WAYS_OUT = ['resend', 'submit', 'done', 'error'];

type Part = TemplateResult | typeof nothing;

/** What the person does with a code, and what is said of it. Owns what they have chosen; the session owns the rest. */
export class VerifyActs {
  /** The person enters a recovery code. */
  recovering = false;
  /** Gives the proof that is asked for. */
  readonly prove = (given: Proof): void => this.#proof.give(given);

  readonly #host: VerifyHost;
  readonly #calls: VerifyCalls;
  readonly #refusal = new Refusal();

  constructor(host: VerifyHost) {
    this.#host = host;
    const { element, text, voice, field } = host;
    new FocusController(element, { field, waysOut: WAYS_OUT });
    this.#calls = new VerifyCalls(host, {
      onWaiting: (ms) => voice.say(text('verifyTryAgainIn', { time: spokenTime(text, ms) })),
      onWaited: () => voice.say(text('verifyTryAgainNow')),
    });
  }

  // What is shown

  get codeError(): string {
    return this.#isAboutCode ? this.#failureText : '';
  }

  get error(): string {
    return this.#isAboutCode ? '' : this.#failureText;
  }

  /** What stands between the field and the buttons. */
  get advice(): Part {
    const { text, session, client, channel } = this.#host;
    if (this.#proof.asking) return renderProof(this.#proof.render());
    if (channel() !== 'totp' || this.recovering) return nothing;
    const hint = clockHint(text, session.refusals, client()?.clockSkewMs);
    return hint ? renderHint(hint) : nothing;
  }

  get changeDestination(): Part {
    const { text, client, channel } = this.#host;
    if (!client()?.takesDestination) return nothing;
    return renderChangeDestination(text, channel(), () => this.#rejectDestination());
  }

  get done(): TemplateResult {
    return renderDone(this.#host.text);
  }

  /** The button that checks the code. */
  get submitLabel(): string {
    const { session, text } = this.#host;
    return text(this.#retry && session.status === 'ready' ? 'verifyRetry' : 'verifySubmit');
  }

  /** How long nothing goes, for somebody who is locked out. */
  get wait(): Part {
    const { wait } = this.#calls;
    if (this.#host.session.phase !== 'blocked' || !wait.running) return nothing;
    return renderWait(this.#host.text, wait.remainingSeconds);
  }

  get recoveryField(): Part {
    const { codeError: error } = this;
    const { text } = this.#host;
    return this.recovering ? renderRecoveryField({ text, error, errorPart: 'code-error' }) : nothing;
  }

  get remember(): Part {
    return this.#host.offersToRemember() ? renderRemember(this.#host.text) : nothing;
  }

  get otherWays(): Part {
    const { text, session, client, channel } = this.#host;
    return renderOtherWays({
      text,
      status: session.status,
      channels: this.#otherChannels,
      canRecover: channel() === 'totp' && client()?.verifyRecoveryCode !== undefined,
      recovering: this.recovering,
      sendElsewhere: (to) => this.#sendElsewhere(to),
      toggleRecovery: () => this.#toggleRecovery(),
    });
  }

  // What the person does

  async submit(): Promise<boolean> {
    const { element, session, text, voice, channel, offersToRemember } = this.#host;
    if (session.status !== 'ready') return false;
    const { failure } = session;
    if (failure && this.#refusal.unchanged) {
      // The same code again would only cost an attempt.
      this.#tell(failure);
      return false;
    }
    const code = this.#typedCode();
    if (code === undefined || !element.dispatchEvent(new MfaBeforeVerifyEvent(channel()))) return false;
    session.failure = undefined;
    this.#refusal.begin();
    voice.say(text('verifyChecking'));
    const checked = this.recovering ? 'recovery-code' : channel();
    const remembers = offersToRemember() && this.#find('#remember')?.checked;
    const options = remembers ? { rememberDevice: true } : {};
    const isRight = await this.#succeeds(
      this.recovering ? this.#calls.recover(code, options) : this.#calls.verify(code, options),
    );
    if (!isRight) return false;
    voice.say(text('verifyDone'));
    await element.updateComplete;
    element.dispatchEvent(new MfaOtpVerifiedEvent(checked));
    return true;
  }

  async resend(to: Channel): Promise<boolean> {
    const { element, session, text, voice, canResend, destination } = this.#host;
    if (!canResend() || !session.resends.ready) return false;
    if (!(await this.#succeeds(this.#calls.send(to)))) return false;
    const { channel = to, destination: masked } = session.challenge ?? {};
    voice.say(text('verifySentAgain', { destination: destination() }));
    await element.updateComplete;
    element.focus();
    element.dispatchEvent(new MfaOtpSentEvent(channel, masked, true));
    return true;
  }

  #rejectDestination(to?: MessageChannel): void {
    const { element, channel } = this.#host;
    const now = MESSAGE_CHANNELS.find((candidate) => candidate === channel());
    element.dispatchEvent(new MfaDestinationRejectedEvent(to ?? now ?? 'sms'));
  }

  /** Nothing that was said of a code holds once it is another. */
  typed(): void {
    if (!this.#refusal.typed()) return;
    this.#host.session.failure = undefined;
    this.#host.element.requestUpdate();
  }

  /** The code runs out soon. */
  soon(key: TextKey, ms: number): void {
    const { text, voice } = this.#host;
    voice.say(text(key, { time: spokenTime(text, ms) }));
  }

  focus(options?: FocusOptions): void {
    (this.#recoveryInput ?? this.#host.field())?.focus(options);
  }

  /** What was typed is forgotten. */
  clear(): void {
    this.#refusal.begin();
    const input = this.#recoveryInput;
    if (input) input.value = '';
  }

  async #succeeds(call: Promise<CallOutcome<unknown>>): Promise<boolean> {
    const outcome = await call;
    if (outcome && 'error' in outcome) await this.#fail(outcome.error);
    return outcome !== undefined && 'value' in outcome;
  }

  async #fail(error: MfaError): Promise<void> {
    const { element, loadErrorTexts } = this.#host;
    this.#refusal.answered(this.#isAbout(error));
    warnOfSetup(element, error);
    await loadErrorTexts();
    await element.updateComplete;
    this.#tell(error);
    element.dispatchEvent(new MfaOtpFailedEvent(error.code, error.attemptsLeft));
  }

  #tell(error: MfaError): void {
    const { voice, field } = this.#host;
    // What is wrong with the code is said by its field.
    if (!this.#isAbout(error) || this.recovering) voice.alert(this.#wordsFor(error));
    if (this.#refusal.unchanged) (this.#recoveryInput ?? field())?.select();
  }

  /** What is in the field, if it is whole; otherwise the person is told what is missing. */
  #typedCode(): string | undefined {
    const { text, voice, field, codeLength } = this.#host;
    const input = field();
    if (!this.recovering && input?.complete) return input.value;
    const recoveryCode = recoveryCodeIn(this.#recoveryInput);
    if (recoveryCode) return recoveryCode;
    voice.alert(this.recovering ? text('recoveryMissing') : text('codeIncomplete', { length: codeLength() }));
    this.focus();
    return undefined;
  }

  #toggleRecovery(): void {
    const { element, session, clear } = this.#host;
    clear();
    this.recovering = !this.recovering;
    session.failure = undefined;
    element.requestUpdate();
    void element.updateComplete.then(() => this.focus());
  }

  #sendElsewhere(to: MessageChannel): void {
    if (this.#host.client()?.takesDestination) this.#rejectDestination(to);
    else void this.#host.element.resend(to);
  }

  get #otherChannels(): readonly MessageChannel[] {
    const { session, client, channel } = this.#host;
    if (session.resends.sends < SENDS_BEFORE_OTHER_CHANNELS || session.phase === 'verified') return [];
    const channels = client()?.channels ?? [];
    return MESSAGE_CHANNELS.filter((other) => channels.includes(other) && other !== channel());
  }

  get #proof(): LateProof {
    return this.#calls.proof;
  }

  get #isAboutCode(): boolean {
    const { failure } = this.#host.session;
    return failure !== undefined && this.#isAbout(failure);
  }

  #isAbout(error: MfaError): boolean {
    return this.#calls.effectOf(error) === 'retype';
  }

  /** The same code may simply be sent again. */
  get #retry(): boolean {
    const { failure } = this.#host.session;
    return failure !== undefined && this.#calls.effectOf(failure) === 'keep';
  }

  get #failureText(): string {
    const { failure } = this.#host.session;
    return failure ? this.#wordsFor(failure) : '';
  }

  #wordsFor(error: MfaError): string {
    const { text, channel, errorText } = this.#host;
    const isTotp = channel() === 'totp';
    const { code, attemptsLeft } = error;
    // Nobody can ask an app for a code: it shows the next one by itself.
    const isOld = isTotp && (code === 'code-used' || code === 'code-expired');
    const key = isTotp ? 'verifyAttemptsLeftTotp' : 'verifyAttemptsLeft';
    const attempts = attemptsLeft ? text(key, { count: attemptsLeft }) : '';
    return [isOld ? text('verifyTotpOld') : errorText(error), attempts].filter(Boolean).join(' ');
  }

  get #recoveryInput(): HTMLInputElement | null {
    return recoveryInput(this.#host.element.renderRoot);
  }

  #find(selector: string): HTMLInputElement | null {
    return this.#host.element.renderRoot.querySelector(selector);
  }
}
