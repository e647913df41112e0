import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CallController } from '../../controllers/call-controller.js';
import type { ConfigSource } from '../../controllers/config.js';
import { provideConfig } from '../../controllers/provide-config.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { warnOnce } from '../../controllers/warn-once.js';
import {
  MESSAGE_CHANNELS,
  type MessageChannel,
  type MfaClient,
  type Proof,
  type SecondStep,
  type Verification,
} from '../../core/client.js';
import { MfaError } from '../../core/mfa-error.js';
import { secondStepOf } from '../../core/second-step.js';
import { challenge } from '../../locales/en/challenge.js';
import { destination } from '../../locales/en/destination.js';
import { offline } from '../../locales/en/offline.js';
import { proof } from '../../locales/en/proof.js';
import { time } from '../../locales/en/time.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { optionalBoolean, optionalText, optionalWords } from '../attributes.js';
import { renderEnrollPanel } from '../enroll/enroll-panel.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { ProofController } from '../proof/proof-controller.js';
import { spokenTime } from '../spoken-time.js';
import {
  MfaChallengeCompletedEvent,
  MfaChallengeFailedEvent,
  MfaChallengeSkippedEvent,
} from './challenge.events.js';
import type { ChallengeStatus } from './challenge-status.js';
import { renderChallenge } from './challenge-view.js';
import { styles } from './challenge.styles.js';
import { RecoveryCheck } from './recovery-check.js';
import { unknownWords, wayOfChallenge, waysOf, type Way } from './ways.js';

const SPOKEN_AT_MS = [300_000, 60_000, 30_000];
/** A child is in the middle of a call that decides. */
const DECIDING = ['verifying', 'activating', 'submitting'];

type Child = HTMLElement & { readonly status?: string; readonly verification?: Verification };
type Phase = Exclude<ChallengeStatus, 'loading' | 'proving'>;

/**
 * @summary The whole second step: choose a way, prove who you are, or set a factor up where one is required.
 *
 * Give it what the first step gave (`login`), or let it ask the backend. With one way it goes straight there; a code
 * that was sent already is not sent again. What was begun stays when the person tries another way and comes back. At
 * the end there is one event, and what the backend gave is in the `verification` property. Its own options count for
 * the elements inside of it.
 *
 * ```html
 * <mfa-challenge backend="ciam" endpoint="/mfa"></mfa-challenge>
 * ```
 *
 * @slot - The page's own `<input>` for the code, with its `<label>`; one is made where there is none.
 * @slot help - What the page wants to say to people who are stuck.
 * @slot done - What is said at the end.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @event {MfaChallengeCompletedEvent} mfa-challenge-completed - It is done; with the kind of factor.
 * @event {MfaChallengeSkippedEvent} mfa-challenge-skipped - The person goes on without, where that is allowed.
 * @event {MfaChallengeFailedEvent} mfa-challenge-failed - It cannot go on; with the error's code.
 * @csspart title - What is to be done now.
 * @csspart ways - The list of ways.
 * @csspart way - One way.
 * @csspart panel - What belongs to one way.
 * @csspart timer - The time left to sign in.
 * @csspart another - The button that leads to the other ways.
 * @csspart back - The button that leads back.
 * @csspart skip - The button that goes on without.
 * @csspart reset - The button for who has forgotten the answers.
 * @csspart footer - The row of these buttons.
 * @csspart recovery-input - The field for a recovery code.
 * @csspart submit - The button that checks it.
 * @csspart error - What went wrong.
 * @csspart retry - The button that tries again.
 * @csspart done - What is said at the end.
 * @csspart proof - The question for a proof.
 * @csspart codes - Recovery codes that were just made.
 * @cssstate idle - And one for each other status: loading, choosing, answering, enrolling, proving, saving, completed,
 *   skipped, unusable, ended, failed.
 */
export class MfaChallenge extends MfaFlowElement implements ConfigSource {
  static override readonly tag: string = 'mfa-challenge';
  static override readonly english: Texts = { ...challenge, ...destination, ...proof, ...time, ...offline };
  static override readonly styles = [tokens, controls, styles];

  static override properties: PropertyDeclarations = {
    login: { attribute: false },
    authenticatorOptionsOrder: { attribute: 'authenticator-options-order', converter: optionalWords },
    issuer: { converter: optionalText },
    accountLabel: { attribute: 'account-label', converter: optionalText },
    optionalTwoFactorAuthentication: {
      attribute: 'optional-two-factor-authentication',
      converter: optionalBoolean,
    },
    phase: { state: true },
    failure: { state: true },
    step: { state: true },
    opened: { state: true },
    current: { state: true },
  };

  /** @internal */
  readonly takers = provideConfig(this);

  /** What the first step gave: an answer, a ticket, or a list of factors. A new one begins anew. Secret. */
  login: unknown;

  /** In which order ways are offered, by their kinds. Default: the strongest first. As an attribute, separated by spaces. */
  authenticatorOptionsOrder?: readonly string[] | undefined;

  /** Whether the person may go on without, as far as the page is concerned. Default: what the backend says. */
  optionalTwoFactorAuthentication?: boolean | undefined;

  /** Who the account is with, as apps and saved codes show it. Default: what the backend says. */
  issuer?: string | undefined;

  /** Whose account it is, as apps and saved codes show it. Default: what the backend says. */
  accountLabel?: string | undefined;

  private phase: Phase = 'idle';
  private failure: MfaError | undefined;
  private step: SecondStep | undefined;
  /** The ways that were opened: their panels stay, so that nothing is lost. */
  private opened: readonly Way[] = [];
  private current: Way | undefined;

  readonly #load = new CallController(this, async (signal, login: unknown) => {
    const client = await this.callable();
    return secondStepOf(client, login, this.#ownDestinations, { signal });
  });
  readonly #expiry = new CountdownController(this, {
    clock: this.time,
    thresholds: () => SPOKEN_AT_MS,
    onThreshold: (ms) =>
      this.announcer.say(this.text('challengeEndsIn', { time: spokenTime(this.text, ms) })),
    onEnd: () => this.#onTimeUp(),
  });
  readonly #proof = new ProofController(this, {
    text: this.text,
    errorText: (error) => this.errorText(error),
    client: () => this.clients.current,
    onChange: (asking) => this.#onProof(asking),
    onRecoveryCodes: (codes) => (this.#newCodes = codes),
  });
  readonly #recovery = new RecoveryCheck(this, {
    text: this.text,
    errorText: (error) => this.errorText(error),
    client: () => this.callable(),
    say: (text) => this.announcer.say(text),
    alert: (text) => this.announcer.alert(text),
    onDone: (verification) => this.#finish(verification),
    onFailed: async (error) => {
      await this.loadLateTexts();
      this.#onChildFailed(error.code);
    },
  });
  readonly #internals = this.attachInternals();
  #ways: readonly Way[] = [];
  #verification: Verification | undefined;
  /** Made by the backend along with an authenticator; shown once that is active. Secret. */
  #newCodes: readonly string[] | undefined;
  #codesShown: readonly string[] | undefined;
  #timeIsUp = false;
  #asked = false;

  constructor() {
    super();
    // After the look-up of the client, which has been added before.
    this.addController({ hostUpdate: () => this.#begin() });
  }

  /** Where the element is. */
  get status(): ChallengeStatus {
    if (this.#load.pending) return 'loading';
    return this.#proof.kind ? 'proving' : this.phase;
  }

  /** What the backend gave for the second step. */
  get verification(): Verification | undefined {
    return this.#verification;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      // What has only been moved in the document is in it again.
      if (!this.isConnected) this.#reset();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('login') && this.hasUpdated) {
      this.#reset();
      this.#begin();
    }
    if (changed.has('authenticatorOptionsOrder')) this.#warnOfWords();
  }

  protected override updated(changed: PropertyValues<this>): void {
    setStates(this.#internals, [this.status]);
    if (changed.size > 0) for (const taker of this.takers) taker.requestUpdate();
  }

  /** Finds out anew what there is, and begins. Resolves to whether that went well. */
  async start(): Promise<boolean> {
    if (!this.isConnected || this.#load.pending) return false;
    this.#asked = true;
    this.failure = undefined;
    const outcome = await this.#load.run(this.login);
    if (!outcome) return false;
    if ('value' in outcome) {
      await this.#take(outcome.value);
      return true;
    }
    const { error } = outcome;
    // A backend that needs what the first step gives: it will come.
    if (error.code === 'misconfigured' && this.login === undefined && this.clients.current?.secondStep) {
      this.phase = 'idle';
      return false;
    }
    if (error.code === 'misconfigured') warnOnce(this, `is misconfigured: ${error.message}.`);
    await this.#stop(error);
    return false;
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    const child = this.#child(this.current);
    if (child && !child.closest('[hidden]')) child.focus(options);
    else this.shadowRoot?.querySelector<HTMLElement>('[part=way], [part=retry]')?.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const { status, step, failure, current } = this;
    const client = this.clients.current;
    const canSkip = this.#canSkip;
    return renderChallenge({
      text: this.text,
      status,
      ways: this.#ways,
      current,
      panels: html`${
        client
          ? repeat(
              this.opened,
              ({ id }) => id,
              (way) => this.#renderPanel(way, client),
            )
          : nothing
      }`,
      error: failure ? this.#failureText(failure) : '',
      canSkip,
      canReset:
        current?.act === 'use' && current.kind === 'security-questions' && this.#resetWay !== undefined,
      secondsLeft: step && this.#expiry.running ? this.#expiry.remainingSeconds : undefined,
      proof: this.#proof.render(),
      codes:
        status === 'saving'
          ? html`<mfa-recovery-codes
              part="codes"
              .codes=${this.#codesShown}
              .issuer=${this.issuer}
              .accountLabel=${this.accountLabel}
              @mfa-recovery-codes-acknowledged=${() => this.#complete()}
            ></mfa-recovery-codes>`
          : nothing,
      voice: this.announcer.render(),
      open: (way) => void this.#open(way),
      choose: () => void this.#choose(),
      back: () => current && void this.#open(current),
      skip: () => this.#skip(),
      reset: () => this.#resetWay && void this.#open(this.#resetWay),
      retry: () => void this.#retry(),
    });
  }

  #renderPanel(way: Way, client: MfaClient): TemplateResult {
    const isShown = way === this.current && (this.status === 'answering' || this.status === 'enrolling');
    const isMessage = MESSAGE_CHANNELS.some((channel) => channel === way.kind);
    return html`<div
      part="panel"
      id="panel-${way.id}"
      class="stack ${isMessage ? 'asks' : ''}"
      ?hidden=${!isShown}
      @mfa-otp-failed=${(event: CustomEvent<{ code: MfaError['code'] }>) => this.#onChildFailed(event.detail.code)}
      @mfa-totp-enrollment-failed=${(event: CustomEvent<{ code: MfaError['code'] }>) => this.#onChildFailed(event.detail.code)}
      @mfa-security-questions-failed=${(event: CustomEvent<{ code: MfaError['code'] }>) => this.#onChildFailed(event.detail.code)}
    >
      ${
        way.act === 'use'
          ? this.#renderUse(way, client)
          : renderEnrollPanel({
              kind: way.kind,
              client: this.#proof.client(client),
              id: way.id,
              slot: this.#slotOf(way),
              issuer: this.issuer,
              accountLabel: this.accountLabel,
              onDone: (verification) => this.#finish(verification),
            })
      }
    </div>`;
  }

  #renderUse(way: Way, client: MfaClient): TemplateResult {
    const { kind, id, factor, deviceName } = way;
    const done = (event: Event): void => this.#finish((event.currentTarget as Child).verification);
    if (kind === 'recovery-code') return this.#recovery.render();
    if (kind === 'security-questions')
      return html`<mfa-security-questions
        .client=${client}
        @mfa-security-questions-answered=${done}
      ></mfa-security-questions>`;
    const sent = this.step && wayOfChallenge(this.#ways, this.step) === way ? this.step.challenge : undefined;
    const known = factor?.destination && {
      channel: kind,
      masked: factor.destination,
      ...(deviceName !== undefined && { deviceName }),
    };
    // A code that is on its way needs no asking, unless it can be wanted elsewhere.
    const asks = kind !== 'totp' && (!sent || client.takesDestination === true);
    return html`${
        asks
          ? html`<mfa-otp-request
              id="ask-${id}"
              for="code-${id}"
              .deviceType=${kind}
              .destinations=${known ? [known] : undefined}
              .client=${client}
            ></mfa-otp-request>`
          : nothing
      }<mfa-otp-verify
        id="code-${id}"
        .deviceType=${kind}
        .deviceName=${deviceName}
        .challenge=${sent}
        .client=${client}
        @mfa-otp-verified=${done}
        >${this.#slotOf(way)}</mfa-otp-verify
      >`;
  }

  /** The page's own field goes to the way that is open; otherwise each way has a field of its own. */
  #slotOf(way: Way): TemplateResult {
    const isPages = way === this.current && this.#pageField !== undefined;
    return html`<slot name=${isPages ? nothing : way.id}></slot>`;
  }

  #begin(): void {
    if (this.#asked || !this.isConnected || !this.hasClient) return;
    if (this.setting('twoFactorAuthentication') === false) return;
    void this.start();
  }

  async #take(step: SecondStep): Promise<void> {
    const client = this.clients.current;
    if (!client) return;
    this.step = step;
    this.#ways = waysOf(client, step, this.setting('authenticatorOptionsOrder') ?? []);
    if (step.verification) {
      this.#verification = step.verification;
      this.#complete();
      return;
    }
    this.#expiry.deadline = step.expiresAt;
    if (step.expiresAt !== undefined && !this.#expiry.running) {
      await this.#stop(overdue());
      return;
    }
    const [first, ...others] = this.#ways;
    // Recovery codes are for emergencies: they alone make no choice.
    const isOnly = others.every(({ kind }) => kind === 'recovery-code');
    const way = wayOfChallenge(this.#ways, step) ?? (isOnly ? first : undefined);
    if (way) await this.#open(way);
    else if (first) this.phase = 'choosing';
    else if (this.#canSkip) this.#skip();
    else this.phase = 'unusable';
    if (this.phase === 'unusable') this.announcer.alert(this.text('challengeUnusable'));
  }

  async #open(way: Way): Promise<void> {
    const byPerson = this.matches(':focus-within');
    const field = this.#pageField;
    // There is one field of the page for all ways: what was typed for another is no code here.
    if (field && this.current && this.current !== way) field.value = '';
    if (!this.opened.includes(way)) this.opened = [...this.opened, way];
    this.current = way;
    this.phase = way.act === 'use' ? 'answering' : 'enrolling';
    await this.updateComplete;
    if (!byPerson) return;
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
    if (way.act === 'enroll') return;
    const child = this.#child(way);
    await (child as { updateComplete?: Promise<unknown> } | null)?.updateComplete;
    child?.focus();
  }

  async #choose(): Promise<void> {
    const byPerson = this.matches(':focus-within');
    this.phase = 'choosing';
    await this.updateComplete;
    if (byPerson) this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  async #retry(): Promise<void> {
    await this.start();
    await this.updateComplete;
    this.focus();
  }

  #finish(verification: Verification | undefined): void {
    // Two checks may have been under way: the first one counts.
    if (this.phase !== 'answering' && this.phase !== 'enrolling' && this.phase !== 'choosing') return;
    this.#verification = verification;
    if (this.current?.act === 'enroll' && this.current.kind === 'totp' && this.#newCodes?.length) {
      this.#codesShown = this.#newCodes;
      this.#newCodes = undefined;
      this.#expiry.deadline = undefined;
      this.#close();
      this.phase = 'saving';
      return;
    }
    this.#complete();
  }

  #complete(): void {
    const { current } = this;
    const byPerson = this.matches(':focus-within');
    this.#close();
    this.#codesShown = undefined;
    this.#expiry.deadline = undefined;
    this.phase = 'completed';
    this.announcer.say(this.text('challengeDone'));
    void this.updateComplete.then(() => {
      if (byPerson) this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
      this.dispatchEvent(new MfaChallengeCompletedEvent(current?.kind, current?.act === 'enroll'));
    });
  }

  #skip(): void {
    const byPerson = this.matches(':focus-within');
    this.#close();
    this.#expiry.deadline = undefined;
    this.phase = 'skipped';
    void this.updateComplete.then(() => {
      if (byPerson) this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
      this.dispatchEvent(new MfaChallengeSkippedEvent());
    });
  }

  /** It cannot go on. */
  async #stop(error: MfaError): Promise<void> {
    const byPerson = this.matches(':focus-within');
    await this.loadLateTexts();
    this.#close();
    this.current = undefined;
    this.#expiry.deadline = undefined;
    this.failure = error;
    const isOver = error.code === 'unauthenticated' || error.code === 'challenge-expired';
    this.phase = isOver ? 'ended' : 'failed';
    this.announcer.alert(this.#failureText(error));
    await this.updateComplete;
    if (byPerson) this.renderRoot.querySelector<HTMLElement>('#title, [part=retry]')?.focus();
    this.dispatchEvent(new MfaChallengeFailedEvent(error.code));
  }

  #onChildFailed(code: MfaError['code']): void {
    if (code === 'unauthenticated') void this.#stop(new MfaError(code, { message: 'the session is over' }));
    else if (this.#timeIsUp) void this.#stop(overdue());
  }

  #onTimeUp(): void {
    // A check that is under way decides for itself whether it came in time.
    this.#timeIsUp = true;
    const isDeciding =
      this.#recovery.busy || this.opened.some((way) => DECIDING.includes(this.#child(way)?.status ?? ''));
    if (!isDeciding) void this.#stop(overdue());
  }

  /** Who declines to prove who they are is back at the choice. */
  #onProof(asking: boolean): void {
    this.requestUpdate();
    if (!asking) void this.updateComplete.then(() => this.#child(this.current)?.focus());
  }

  /** Takes the panels away: with them go codes and answers. */
  #close(): void {
    this.opened = [];
    this.#recovery.clear();
    this.#timeIsUp = false;
    const field = this.#pageField;
    if (field) field.value = '';
  }

  #reset(): void {
    this.#load.abort();
    this.#close();
    this.#expiry.deadline = undefined;
    this.#verification = this.#newCodes = this.#codesShown = undefined;
    this.step = this.current = this.failure = undefined;
    this.#ways = [];
    this.phase = 'idle';
    this.#asked = false;
    this.requestUpdate();
  }

  #child(way: Way | undefined): Child | null {
    if (!way) return null;
    const panel = this.renderRoot.querySelector(`#panel-${way.id}`);
    const verify = panel?.querySelector<Child>('mfa-otp-verify');
    if (verify?.status === 'idle') return panel?.querySelector<Child>('mfa-otp-request') ?? verify;
    return (
      verify ?? panel?.querySelector<Child>('mfa-totp-enroll, mfa-security-questions, #recovery') ?? null
    );
  }

  #failureText(error: MfaError): string {
    if (error.code === 'challenge-expired') return this.text('challengeEnded');
    return error.code === 'unauthenticated' ? this.text('challengeEndedSession') : this.errorText(error);
  }

  #warnOfWords(): void {
    const unknown = unknownWords(this.authenticatorOptionsOrder ?? []);
    if (unknown.length > 0)
      warnOnce(
        this,
        `authenticator-options-order does not know: ${unknown.join(', ')}. It takes: totp, sms, voice, email, security-questions, recovery-code.`,
      );
  }

  get #canSkip(): boolean {
    return (
      this.step !== undefined &&
      (!this.step.required || this.setting('optionalTwoFactorAuthentication') === true)
    );
  }

  get #resetWay(): Way | undefined {
    return this.#ways.find(({ act, kind }) => act === 'enroll' && kind === 'security-questions');
  }

  /** The channels for which the page itself says where codes go. */
  get #ownDestinations(): readonly MessageChannel[] {
    return MESSAGE_CHANNELS.filter((channel) => this.setting(channel === 'email' ? 'email' : 'phoneNumber'));
  }

  get #pageField(): HTMLInputElement | undefined {
    const own = ':scope > input:not([slot]), :scope > label:not([slot]) input';
    return this.querySelector<HTMLInputElement>(own) ?? undefined;
  }
}

function overdue(): MfaError {
  return new MfaError('challenge-expired', { message: 'the sign-in has run out of time' });
}
