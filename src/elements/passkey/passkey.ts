import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import { FocusController } from '../../controllers/focus-controller.js';
import { pageCeremony } from '../../controllers/passkey-ceremony.js';
import type { Proof, Verification } from '../../core/client.js';
import type { MfaErrorCode } from '../../core/mfa-error.js';
import { PasskeyFlow } from '../../flows/passkey-flow.js';
import {
  PASSKEY_MODES,
  type PasskeyEvent,
  type PasskeyMode,
  type PasskeyState,
  type PasskeyStatus,
} from '../../flows/passkey-state.js';
import { errors } from '../../locales/en/errors.js';
import { passkey } from '../../locales/en/passkey.js';
import { proof } from '../../locales/en/proof.js';
import { shared } from '../../locales/en/shared.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalBoolean, optionalText, wordOf } from '../attributes.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { isRemembered, rememberWords } from '../remember.js';
import { warnOfSetup } from '../warnings.js';
import { MfaPasskeyCreatedEvent, MfaPasskeyFailedEvent, MfaPasskeyVerifiedEvent } from './passkey.events.js';
import { renderPasskey } from './passkey-view.js';
import { styles } from './passkey.styles.js';
import { says } from './says.js';

/** What is said otherwise here than of a code. */
const ERROR_TEXTS: Record<PasskeyMode, Partial<Record<MfaErrorCode, TextKey>>> = {
  use: {
    'invalid-code': 'passkeyRefused',
    'code-used': 'passkeyExpired',
    'code-expired': 'passkeyExpired',
    'challenge-expired': 'passkeyExpired',
    'too-many-attempts': 'passkeyTooMany',
    'not-enrolled': 'passkeyNone',
  },
  create: {
    'invalid-code': 'passkeyNotMadeHere',
    'code-used': 'passkeyExpired',
    'code-expired': 'passkeyExpired',
    'challenge-expired': 'passkeyExpired',
    'already-enrolled': 'error-passkey-registered',
    'passkey-cancelled': 'passkeyNotMade',
    'passkey-unavailable': 'passkeyNotMadeHere',
    'passkey-not-allowed': 'passkeyNotAllowed',
    'passkey-wrong-domain': 'passkeyWrongDomain',
  },
};

/** Where focus goes when what had it is gone, the first that is there. */
const WAYS_OUT = ['done', 'name-input', 'begin', 'restart', 'unavailable', 'error'];

/**
 * @summary Use a passkey, or create one, by the browser's own dialog.
 *
 * The dialog opens when the person presses the button, and never by itself. Where the browser cannot, or may not on this
 * page, the element says so. No attribute, event or log ever holds what the backend gave.
 *
 * ```html
 * <mfa-passkey mode="use" backend="ciam" endpoint="/mfa"></mfa-passkey>
 * ```
 *
 * @slot intro - What the person is to do.
 * @slot help - What the page wants to say to people who are stuck.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @slot restart - The page's own way back to the sign-in, in place of the button, where it cannot go on.
 * @event {MfaPasskeyVerifiedEvent} mfa-passkey-verified - The passkey was right.
 * @event {MfaPasskeyCreatedEvent} mfa-passkey-created - A new passkey is set up.
 * @event {MfaPasskeyFailedEvent} mfa-passkey-failed - It came to nothing; with the error's code.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - It cannot go on, and the person wants to sign in again.
 * @csspart intro - What the person is to do.
 * @csspart begin - The button that opens the dialog.
 * @csspart cancel - The button that closes it.
 * @csspart name-input - The field for a name.
 * @csspart hint - What the name is for.
 * @csspart save - The button that saves the name.
 * @csspart remember - The box for not being asked again on this device.
 * @csspart wait - How long to wait before the next try.
 * @csspart unavailable - That the browser cannot.
 * @csspart restart - The button back to the sign-in.
 * @csspart done - What is said at the end.
 * @csspart proof - The question for a proof.
 * @cssstate ready - And one for each other status: unavailable, preparing, asking, naming, proving, checking, verified,
 *   created, failed, ended.
 * @cssstate invalid - The name is taken.
 */
export class MfaPasskey extends MfaFlowElement {
  static override readonly tag: string = 'mfa-passkey';
  static override readonly english: Texts = { ...passkey, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    mode: {},
    name: { converter: optionalText },
    rememberDevice: { attribute: 'remember-device', converter: optionalBoolean },
    flow: { attribute: false },
  };

  /** `use` or `create`. Default `use`. */
  mode = 'use';

  /** A name to suggest for a new passkey. Default: what its authenticator is called, where that is known. */
  name?: string | undefined;

  /** Offer to skip the second factor on this device, where the backend can. Default false. */
  rememberDevice?: boolean | undefined;

  /** What asks for the passkey, for a page that holds it itself. Default: the element makes its own. Its options then win. */
  flow?: PasskeyFlow | undefined;

  readonly #flow: FlowController<PasskeyFlow> = new FlowController<PasskeyFlow>(this, {
    make: () =>
      new PasskeyFlow({
        client: this.clients,
        ceremony: pageCeremony,
        mode: () => wordOf(this, 'mode', this.mode, PASSKEY_MODES, 'use'),
        ...this.ports,
      }),
    given: () => this.flow,
    onChange: (before, after) => this.#onChange(before, after),
    onEvent: (event) => void this.#onEvent(event),
  });
  protected readonly announcer = new AnnouncerController<PasskeyState>(this, {
    state: () => this.#state,
    says: (before, after) => says(before, after, { text: this.text, failure: this.failureText(this.#state) }),
  });
  readonly #wait = this.spokenWait((saying) => this.announcer.tell(saying));
  readonly #internals = this.attachInternals();

  constructor() {
    super();
    new FocusController(this, { field: () => null, waysOut: WAYS_OUT });
  }

  /** Where the element is. */
  get status(): PasskeyStatus {
    return this.#state.status;
  }

  /** What the backend gave for the passkey. */
  get verification(): Verification | undefined {
    const state = this.#state;
    return state.status === 'verified' || state.status === 'created' ? state.verification : undefined;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    if (!this.flow) this.#flow.flow.refresh();
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status, this.#state.failure?.code === 'name-taken' && 'invalid']);
  }

  /**
   * Opens the browser's dialog, or saves the name of a passkey that was made. Resolves to whether it went a step forward.
   * To be called when the person presses something: browsers open no dialog otherwise.
   */
  async submit(): Promise<boolean> {
    if (!this.isConnected) return false;
    const { flow } = this.#flow;
    const name = this.renderRoot.querySelector<HTMLInputElement>('#name')?.value ?? this.name ?? '';
    const rememberDevice = isRemembered(this.renderRoot);
    return this.shown(
      flow.state.status === 'naming' ? flow.name(name) : flow.begin({ name, rememberDevice }),
    );
  }

  /** Closes the dialog, and gives up what is under way. */
  cancel(): void {
    this.#flow.flow.cancel();
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    const first = 'mfa-proof, #name, [part~=begin], [part~=done], [part~=unavailable], [part~=error]';
    this.shadowRoot?.querySelector<HTMLElement>(first)?.focus(options);
  }

  protected override errorKey(code: MfaErrorCode): TextKey {
    return ERROR_TEXTS[this.#state.mode][code] ?? super.errorKey(code);
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.#flow;
    const { state } = flow;
    return renderPasskey({
      ...this.viewOf(flow.proof, this.announcer),
      // No server knows what the browser can.
      state:
        this.asOnServer && state.status === 'unavailable'
          ? { mode: state.mode, failure: undefined, waitUntil: undefined, status: 'ready' }
          : state,
      error: this.failureText(this.#state),
      namesFirst: !this.asOnServer && state.mode === 'create' && flow.client?.namesPasskeys === 'begin',
      name: this.name ?? '',
      remember: this.#remember,
      submit: () => void this.submit(),
      cancel: () => this.cancel(),
    });
  }

  get #state(): PasskeyState {
    return this.#flow.state;
  }

  /** What is said of not being asked again on this device; nothing where that is not offered. */
  get #remember(): string | undefined {
    const { client } = this.#flow.flow;
    const isOffered = this.#state.mode === 'use' && this.setting('rememberDevice');
    return rememberWords(this.text, isOffered, client, client?.passkeysRememberDevices);
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(before: PasskeyState | undefined, after: PasskeyState): void {
    this.#wait.deadline = after.waitUntil;
    const isProving = after.status === 'proving';
    if (before && (before.status === 'proving') !== isProving)
      void this.leadToProof(this.#flow.flow.proof, isProving, '[part~=begin], [part~=save]');
    if (before && after.status === 'naming' && before.status !== 'naming') void this.#leadToName();
  }

  /** Who has pressed the button goes on with the name, which typing replaces. */
  async #leadToName(): Promise<void> {
    if (!this.matches(':focus-within')) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('#name')?.select();
  }

  async #onEvent(event: PasskeyEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    switch (event.type) {
      case 'verified':
        this.dispatchEvent(new MfaPasskeyVerifiedEvent(null));
        break;
      case 'created':
        this.dispatchEvent(new MfaPasskeyCreatedEvent(null));
        break;
      case 'failed': {
        const { code, attemptsLeft } = event.error;
        this.dispatchEvent(new MfaPasskeyFailedEvent({ code, attemptsLeft }));
      }
    }
  }
}
