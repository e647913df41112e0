import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import type { Proof } from '../../core/client.js';
import {
  RecoveryCodesFlow,
  type RecoveryCodesEvent,
  type RecoveryCodesState,
  type RecoveryCodesStatus,
} from '../../flows/recovery-codes-flow.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { recovery } from '../../locales/en/recovery.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalNumber, optionalText } from '../attributes.js';
import { dateText } from '../date-text.js';
import { headingLevelOf } from '../heading.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { warnOfSetup } from '../warnings.js';
import {
  MfaRecoveryCodesAcknowledgedEvent,
  MfaRecoveryCodesFailedEvent,
  MfaRecoveryCodesShownEvent,
} from './recovery-codes.events.js';
import { renderRecoveryCodes } from './recovery-codes-view.js';
import { styles } from './recovery-codes.styles.js';
import { printSheet, saveText, sheetText, type CodeSheet } from './saved-codes.js';
import { says } from './says.js';

/**
 * @summary Recovery codes: show once, copy, download, print, say that they are saved; make new ones.
 *
 * Asks the backend only when the person does, and once: to ask may use the codes up. Codes that the backend made along
 * with something else are given as a property. They are forgotten when the person has saved them, and when the element
 * goes; no attribute, event, log or storage ever holds one.
 *
 * ```html
 * <mfa-recovery-codes endpoint="/mfa" issuer="Acme Bank" account-label="jd@example.com"></mfa-recovery-codes>
 * ```
 *
 * @slot intro - What recovery codes are.
 * @slot done - What is said when the codes are saved.
 * @slot help - What the page wants to say to people who are stuck.
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `prove()`.
 * @event {MfaRecoveryCodesShownEvent} mfa-recovery-codes-shown - Codes are shown; how many, and whether they are new.
 * @event {MfaRecoveryCodesAcknowledgedEvent} mfa-recovery-codes-acknowledged - The person has saved them.
 * @event {MfaRecoveryCodesFailedEvent} mfa-recovery-codes-failed - They could not be had; with the error's code.
 * @csspart title - The title.
 * @csspart intro - What recovery codes are.
 * @csspart codes - The list of codes.
 * @csspart code - One code.
 * @csspart used - One that is used up.
 * @csspart left - How many are left.
 * @csspart copy - The button that copies all.
 * @csspart download - The button that saves a file.
 * @csspart print - The button that prints.
 * @csspart note - What came of copying or saving.
 * @csspart saved - The box that says that they are saved.
 * @csspart typed - The field for one of the codes.
 * @csspart continue - The button that goes on.
 * @csspart show - The button that shows the codes.
 * @csspart make - The buttons that make new ones.
 * @csspart keep - The button that keeps the old ones.
 * @csspart question - The question whether to make new ones.
 * @csspart empty - What is said where there is nothing to show.
 * @csspart error - What went wrong.
 * @csspart retry - The button that tries again.
 * @csspart done - What is said when the codes are saved.
 * @csspart proof - The question for a proof.
 * @cssstate idle - And one for each other status: asking, proving, loading, shown, acknowledged, empty, failed.
 */
export class MfaRecoveryCodes extends MfaFlowElement {
  static override readonly tag: string = 'mfa-recovery-codes';
  static override readonly english: Texts = { ...recovery, ...errors, ...proof };
  static override readonly styles = [tokens, controls, screens, styles];

  static override properties: PropertyDeclarations = {
    codes: { attribute: false },
    issuer: { converter: optionalText },
    accountLabel: { attribute: 'account-label', converter: optionalText },
    confirm: { type: Boolean },
    flow: { attribute: false },
    headingLevel: { attribute: 'heading-level', converter: optionalNumber },
    note: { state: true },
    isBoxMissing: { state: true },
    isTypedWrong: { state: true },
  };

  /** Codes that the backend has just made. Taken over at once: reading the property gives nothing. */
  codes?: readonly string[] | undefined;

  /** Whose codes they are, on paper and in the file. Default: the host of the page's address. */
  issuer?: string | undefined;

  /** Whose account it is, on paper and in the file. Default: it is not said. */
  accountLabel?: string | undefined;

  /** Whether one code has to be typed back before going on. Default false. */
  confirm = false;

  /** What shows and makes the codes, for a page that holds it itself. */
  flow?: RecoveryCodesFlow | undefined;

  /** Level of the titles, 1 to 6. Default 2. */
  headingLevel?: number | undefined;

  private note: TextKey | undefined;
  private isBoxMissing = false;
  private isTypedWrong = false;

  readonly #flow: FlowController<RecoveryCodesFlow> = new FlowController<RecoveryCodesFlow>(this, {
    make: () =>
      new RecoveryCodesFlow({ client: this.clients, sharedBy: () => this.#sharedBy, ...this.ports }),
    given: () => this.flow,
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => this.#forget(),
  });
  protected readonly announcer = new AnnouncerController<RecoveryCodesState>(this, {
    state: () => this.#state,
    says: (before, after) => says(before, after, { text: this.text, failure: this.#failureText }),
  });
  readonly #wait = new CountdownController(this, { clock: this.time });
  readonly #internals = this.attachInternals();
  #seen: RecoveryCodesState | undefined;
  #removeSheet: (() => void) | undefined;

  /** Where the element is. */
  get status(): RecoveryCodesStatus {
    return this.#state.status;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('codes') && this.codes) {
      const { codes } = this;
      this.codes = undefined;
      this.#flow.flow.take(codes);
    }
    this.#onChange();
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
  }

  /** Has the codes shown. Resolves to whether they are; does nothing while a call is under way. */
  async show(): Promise<boolean> {
    return this.isConnected && this.#flow.flow.show();
  }

  /** Has new codes made, without asking the person: the old ones stop working. Resolves to whether they are shown. */
  async regenerate(): Promise<boolean> {
    return this.isConnected && this.#flow.flow.regenerate();
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#flow.flow.proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    const first = this.shadowRoot?.querySelector<HTMLElement>('button, #way-on');
    first?.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.#flow;
    const { client, state } = flow;
    return renderRecoveryCodes({
      text: this.text,
      state,
      proof: flow.proof,
      headingLevel: headingLevelOf(this),
      canShow: client?.recoveryCodes !== undefined,
      canMake: client?.regenerateRecoveryCodes !== undefined,
      emptyKey: state.failure?.code === 'recovery-codes-shown' ? 'recoveryCodesGone' : 'recoveryCodesNone',
      error: this.#failureText,
      note: this.note,
      typeBack: this.confirm,
      boxMissing: this.isBoxMissing,
      typedWrong: this.isTypedWrong,
      voice: this.announcer.render(),
      show: () => void this.show(),
      ask: () => flow.ask(),
      make: () => void this.regenerate(),
      keep: () => flow.keep(),
      retry: () => void flow.retry(),
      copy: () => void this.#copy(),
      download: () => this.#download(),
      print: () => this.#print(),
      acknowledge: () => this.#acknowledge(),
    });
  }

  get #state(): RecoveryCodesState {
    return this.#flow.flow.state;
  }

  get #codes(): readonly string[] {
    const state = this.#state;
    return state.status === 'shown' ? state.codes : [];
  }

  get #failureText(): string {
    const { failure } = this.#state;
    return failure ? this.errorText(failure) : '';
  }

  /** Two elements with the same endpoint make two clients of it. */
  get #sharedBy(): unknown {
    const client = this.setting('client');
    if (client && this.clients.current === client) return client;
    return `${this.setting('backend') ?? ''}|${this.setting('endpoint') ?? ''}`;
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(): void {
    const [before, after] = [this.#seen, this.#state];
    if (before === after) return;
    this.#seen = after;
    this.#wait.deadline = after.waitUntil;
    if (!before || before.status === after.status) return;
    if (before.status === 'shown') this.#forget();
    if (after.status === 'proving') void this.summonProof(this.#flow.flow.proof);
    if (after.status !== 'loading' && this.matches(':focus-within')) void this.#lead();
  }

  /** The button that was pressed is gone: what came of it takes the focus. */
  async #lead(): Promise<void> {
    await this.updateComplete;
    if (this.status === 'proving') await customElements.whenDefined('mfa-proof');
    const next = this.renderRoot.querySelector<HTMLElement & { updateComplete?: Promise<unknown> }>(
      'mfa-proof, #question, #way-on, [part=retry]',
    );
    await next?.updateComplete;
    next?.focus();
  }

  async #onEvent(event: RecoveryCodesEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    if (event.type === 'shown') this.dispatchEvent(new MfaRecoveryCodesShownEvent(event.count, event.isNew));
    else if (event.type === 'acknowledged') this.dispatchEvent(new MfaRecoveryCodesAcknowledgedEvent());
    else this.dispatchEvent(new MfaRecoveryCodesFailedEvent(event.error.code));
  }

  #acknowledge(): void {
    const box = this.renderRoot.querySelector<HTMLInputElement>('#saved');
    const field = this.renderRoot.querySelector<HTMLInputElement>('#typed');
    const typed = plain(field?.value ?? '');
    this.isBoxMissing = !box?.checked;
    this.isTypedWrong = field !== null && !this.#codes.some((code) => plain(code) === typed);
    if (!this.isBoxMissing && !this.isTypedWrong) {
      this.#flow.flow.acknowledge();
      return;
    }
    this.announcer.alert(
      this.text(this.isBoxMissing ? 'recoveryCodesNotSaved' : 'recoveryCodesTypeOneWrong'),
    );
    if (this.isBoxMissing) box?.focus();
    else field?.select();
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(sheetText(this.#sheet));
      this.#tell('recoveryCodesCopied');
    } catch {
      const list = this.renderRoot.querySelector('[part=codes]');
      if (list) getSelection()?.selectAllChildren(list);
      this.#tell('recoveryCodesCopyByHand');
    }
  }

  #download(): void {
    const { title } = this.#sheet;
    saveText(sheetText(this.#sheet), `${title.replace(/[^\p{L}\p{N}.]+/gu, '-')}.txt`);
    this.#tell('recoveryCodesDownloaded');
  }

  #print(): void {
    this.#removeSheet?.();
    this.#removeSheet = printSheet(this.#sheet);
  }

  #tell(note: TextKey): void {
    if (this.status !== 'shown') return;
    this.note = note;
    this.announcer.say(this.text(note));
  }

  /** Used ones are not worth keeping. */
  get #sheet(): CodeSheet {
    const state = this.#state;
    const used = state.status === 'shown' ? state.used : [];
    const { text, accountLabel } = this;
    return {
      title: text('recoveryCodesFileTitle', { site: this.issuer ?? location.hostname }),
      facts: [
        ...(accountLabel ? [text('recoveryCodesFileAccount', { account: accountLabel })] : []),
        text('recoveryCodesFileDate', { date: dateText(this, this.time().now()) }),
        text('recoveryCodesFileOnce'),
      ],
      codes: this.#codes.filter((code) => !used.includes(code)),
    };
  }

  /** What was made of the codes, and typed of them. */
  #forget(): void {
    this.#removeSheet?.();
    this.#removeSheet = undefined;
    this.note = undefined;
    this.isBoxMissing = this.isTypedWrong = false;
    const field = this.shadowRoot?.querySelector<HTMLInputElement>('#typed');
    if (field) field.value = '';
    const box = this.shadowRoot?.querySelector<HTMLInputElement>('#saved');
    if (box) box.checked = false;
  }
}

function plain(code: string): string {
  return code.replace(/[\s\u00a0-]/g, '');
}
