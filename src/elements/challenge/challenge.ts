import { nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import type { ConfigSource } from '../../controllers/config.js';
import { provideConfig } from '../../controllers/provide-config.js';
import { MESSAGE_CHANNELS } from '../../core/channels.js';
import type { Proof, Verification } from '../../core/client.js';
import { challenge } from '../../locales/en/challenge.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { recovery } from '../../locales/en/recovery.js';
import { shared } from '../../locales/en/shared.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalBoolean, optionalText, optionalWords } from '../attributes.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { ProofController } from '../proof/proof-controller.js';
import { ChallengeFlow } from './challenge-flow.js';
import { childOf, renderCodes, renderPanels } from './challenge-panels.js';
import type { ChallengeStatus } from './challenge-status.js';
import { renderChallenge } from './challenge-view.js';
import { styles } from './challenge.styles.js';
import { RecoveryCheck } from './recovery-check.js';
import { warnOfOrder } from './ways.js';
import { warnOfSetup } from '../warnings.js';

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
  static override readonly english: Texts = { ...challenge, ...errors, ...proof, ...recovery, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    login: { attribute: false },
    authenticatorOptionsOrder: { attribute: 'authenticator-options-order', converter: optionalWords },
    issuer: { converter: optionalText },
    accountLabel: { attribute: 'account-label', converter: optionalText },
    optionalTwoFactorAuthentication: {
      attribute: 'optional-two-factor-authentication',
      converter: optionalBoolean,
    },
  };

  /** @internal */
  readonly takers = provideConfig(this);

  /** What the first step gave: an answer, a ticket, or a list of factors. A new one begins anew. Secret. */
  login: unknown;

  /**
   * In which order ways are offered, by their kinds. Default: what was used last in this tab, then the strongest first.
   * As an attribute, separated by spaces.
   */
  authenticatorOptionsOrder?: readonly string[] | undefined;

  /** Whether the person may go on without, as far as the page is concerned. Default: what the backend says. */
  optionalTwoFactorAuthentication?: boolean | undefined;

  /** Who the account is with, as apps and saved codes show it. Default: what the backend says. */
  issuer?: string | undefined;

  /** Whose account it is, as apps and saved codes show it. Default: what the backend says. */
  accountLabel?: string | undefined;

  protected readonly announcer = new AnnouncerController(this);
  readonly #recovery: RecoveryCheck = new RecoveryCheck(this, {
    text: this.text,
    errorText: (error) => this.errorText(error),
    client: async () => this.#proof.client(await this.callable()),
    say: (text) => this.announcer.say(text),
    alert: (text) => this.announcer.alert(text),
    onDone: (verification) => this.#flow.finish(verification),
    onFailed: (error) => this.#flow.onFailed(error.code),
  });
  readonly #flow: ChallengeFlow = new ChallengeFlow(this, {
    voice: this.announcer,
    clock: this.time,
    text: this.text,
    errorText: (error) => this.errorText(error),
    client: () => this.callable(),
    ownDestinations: () =>
      MESSAGE_CHANNELS.filter((channel) => this.setting(channel === 'email' ? 'email' : 'phoneNumber')),
    order: () => this.setting('authenticatorOptionsOrder') ?? [],
    recordKey: () => `${this.localName}|${this.recordKeyOf(this.id) ?? ''}`,
    isOptional: () => this.setting('optionalTwoFactorAuthentication') === true,
    isRecovering: () => this.#recovery.busy,
    isProving: () => this.#proof.kind !== undefined,
    clearField: () => this.#clearField(),
    clear: () => {
      this.#proof.give(undefined);
      this.#recovery.clear();
      this.#clearField();
    },
  });
  readonly #proof = new ProofController(this, {
    text: this.text,
    errorText: (error) => this.errorText(error),
    client: () => this.clients.current,
    onChange: (asking) => this.#onProof(asking),
    onRecoveryCodes: (codes) => (this.#flow.newCodes = codes),
  });
  readonly #internals = this.attachInternals();
  #asked = false;

  constructor() {
    super();
    // After the look-up of the client, which has been added before.
    this.addController({ hostUpdate: () => this.#begin() });
  }

  /** Where the element is. */
  get status(): ChallengeStatus {
    if (this.#flow.loading) return 'loading';
    return this.#proof.kind ? 'proving' : this.#flow.phase;
  }

  /** What the backend gave for the second step. */
  get verification(): Verification | undefined {
    return this.#flow.verification;
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
    warnOfOrder(this, this.setting('authenticatorOptionsOrder') ?? []);
  }

  protected override updated(changed: PropertyValues<this>): void {
    setStates(this.#internals, [this.status]);
    if (changed.size > 0) for (const taker of this.takers) taker.requestUpdate();
  }

  /** Finds out anew what there is, and begins. Resolves to whether that went well. */
  async start(): Promise<boolean> {
    if (!this.isConnected || this.#flow.loading) return false;
    this.#asked = true;
    const outcome = await this.#flow.start(this.login);
    if (outcome === true) return true;
    if (outcome === false) {
      // Given up because the element was moved: where it is now, it begins anew.
      this.#asked = false;
      this.requestUpdate();
      return false;
    }
    const isEarly = this.login === undefined && this.clients.current?.secondStep !== undefined;
    // A backend that needs what the first step gives: it will come.
    if (isEarly && outcome.code === 'misconfigured') return false;
    warnOfSetup(this, outcome);
    await this.#flow.stop(outcome);
    return false;
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    const child = childOf(this.renderRoot, this.#flow.current);
    if (child && !child.closest('[hidden]')) child.focus(options);
    else this.shadowRoot?.querySelector<HTMLElement>('[part=way], [part=retry]')?.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const flow = this.#flow;
    const { current, resetWay } = flow;
    return renderChallenge({
      text: this.text,
      status: this.status,
      ways: flow.ways,
      current,
      panels: this.#renderPanels(),
      error: flow.failureText,
      canSkip: flow.canSkip,
      canReset: current?.act === 'use' && current.kind === 'security-questions' && resetWay !== undefined,
      secondsLeft: flow.secondsLeft,
      proof: this.#proof.render(),
      codes: this.status === 'saving' ? renderCodes(this, flow.codesShown, () => flow.complete()) : nothing,
      voice: this.announcer.render(),
      open: (way) => void flow.open(way),
      choose: () => void flow.choose(),
      back: () => current && void flow.open(current),
      skip: () => flow.skip(),
      reset: () => resetWay && void flow.open(resetWay),
      retry: () => void this.#retry(),
    });
  }

  #renderPanels(): TemplateResult | typeof nothing {
    const client = this.clients.current;
    if (!client) return nothing;
    const { step, ways, opened, current } = this.#flow;
    return renderPanels({
      client: this.#proof.client(client),
      step,
      ways,
      opened,
      current,
      shown: this.status === 'answering' || this.status === 'enrolling',
      hasPageField: this.#pageField !== null,
      issuer: this.issuer,
      accountLabel: this.accountLabel,
      renderRecovery: () => this.#recovery.render(),
      onDone: (verification) => this.#flow.finish(verification),
      onFailed: (code) => this.#flow.onFailed(code),
    });
  }

  #begin(): void {
    if (this.#asked || !this.isConnected || !this.hasClient) return;
    if (this.setting('twoFactorAuthentication') === false) return;
    void this.start();
  }

  async #retry(): Promise<void> {
    await this.start();
    await this.updateComplete;
    this.focus();
  }

  /** Who declines to prove who they are is back at the choice. */
  #onProof(asking: boolean): void {
    this.requestUpdate();
    if (!asking) void this.updateComplete.then(() => childOf(this.renderRoot, this.#flow.current)?.focus());
  }

  #reset(): void {
    this.#flow.reset();
    this.#asked = false;
  }

  #clearField(): void {
    if (this.#pageField) this.#pageField.value = '';
  }

  get #pageField(): HTMLInputElement | null {
    const own = ':scope > input:not([slot]), :scope > label:not([slot]) input';
    return this.querySelector<HTMLInputElement>(own);
  }
}
