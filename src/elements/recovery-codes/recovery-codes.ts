import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import type { MfaClient, Proof, RecoveryCodes } from '../../core/client.js';
import { MfaError } from '../../core/mfa-error.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { recovery } from '../../locales/en/recovery.js';
import type { TextKey, Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { optionalText } from '../attributes.js';
import { asMfaError } from '../../core/is-mfa-error.js';
import { dateText } from '../date-text.js';
import { setStates } from '../host-states.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { ProofController, wasDeclined } from '../proof/proof-controller.js';
import {
  MfaRecoveryCodesAcknowledgedEvent,
  MfaRecoveryCodesFailedEvent,
  MfaRecoveryCodesShownEvent,
} from './recovery-codes.events.js';
import type { RecoveryCodesStatus } from './recovery-codes-status.js';
import { renderRecoveryCodes } from './recovery-codes-view.js';
import { styles } from './recovery-codes.styles.js';
import { printSheet, saveText, sheetText, type CodeSheet } from './saved-codes.js';
import { sharedCall } from './shared-call.js';
import { warnOfSetup } from '../warnings.js';

type CallName = 'recoveryCodes' | 'regenerateRecoveryCodes';

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
    phase: { state: true },
    note: { state: true },
    boxMissing: { state: true },
    typedWrong: { state: true },
  };

  /** Codes that the backend has just made. Taken over at once: reading the property gives nothing. */
  codes?: readonly string[] | undefined;

  /** Whose codes they are, on paper and in the file. Default: the host of the page's address. */
  issuer?: string | undefined;

  /** Whose account it is, on paper and in the file. Default: it is not said. */
  accountLabel?: string | undefined;

  /** Whether one code has to be typed back before going on. Default false. */
  confirm = false;

  private phase: Exclude<RecoveryCodesStatus, 'proving'> = 'idle';
  private note: TextKey | undefined;
  private boxMissing = false;
  private typedWrong = false;

  protected readonly announcer = new AnnouncerController(this);
  readonly #proof = new ProofController(this, {
    text: this.text,
    errorText: (error) => this.errorText(error),
    client: () => this.clients.current,
    onChange: () => this.requestUpdate(),
  });
  readonly #internals = this.attachInternals();
  #codes: RecoveryCodes = { codes: [] };
  #failure: MfaError | undefined;
  #lastCall: CallName = 'recoveryCodes';
  /** Where the question whether to make new ones came from. */
  #before: Exclude<RecoveryCodesStatus, 'proving'> = 'idle';
  #removeSheet: (() => void) | undefined;

  /** Where the element is. */
  get status(): RecoveryCodesStatus {
    return this.#proof.kind ? 'proving' : this.phase;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      // What has only been moved in the document is in it again.
      if (!this.isConnected) this.#leave();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('codes') || !this.codes) return;
    const { codes } = this;
    this.codes = undefined;
    this.#take({ codes }, true);
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status]);
  }

  /** Has the codes shown. Resolves to whether they are; does nothing while a call is under way. */
  async show(): Promise<boolean> {
    return this.#call('recoveryCodes');
  }

  /** Has new codes made, without asking the person: the old ones stop working. Resolves to whether they are shown. */
  async regenerate(): Promise<boolean> {
    return this.#call('regenerateRecoveryCodes');
  }

  /** Gives the proof that is asked for, for pages that have one: the answer of their captcha. Secret. */
  prove(given: Proof): void {
    this.#proof.give(given);
  }

  override focus(options?: FocusOptions): void {
    const first = this.shadowRoot?.querySelector<HTMLElement>('button, #way-on');
    first?.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const client = this.clients.current;
    const { codes, used = [] } = this.#codes;
    return renderRecoveryCodes({
      text: this.text,
      status: this.status,
      codes,
      used: new Set(used),
      canShow: client?.recoveryCodes !== undefined,
      canMake: client?.regenerateRecoveryCodes !== undefined,
      emptyKey: this.#failure?.code === 'recovery-codes-shown' ? 'recoveryCodesGone' : 'recoveryCodesNone',
      error: this.#failure ? this.errorText(this.#failure) : '',
      note: this.note,
      typeBack: this.confirm,
      boxMissing: this.boxMissing,
      typedWrong: this.typedWrong,
      proof: this.#proof.render(),
      voice: this.announcer.render(),
      show: () => void this.show(),
      ask: () => this.#ask(),
      make: () => void this.regenerate(),
      keep: () => this.#enter(this.#before),
      retry: () => void this.#call(this.#lastCall),
      copy: () => void this.#copy(),
      download: () => this.#download(),
      print: () => this.#print(),
      acknowledge: () => this.#acknowledge(),
    });
  }

  /**
   * One call for all who want it. It is never given up: what it did on the server cannot be taken back, and its answer
   * may be the only one.
   */
  async #call(name: CallName): Promise<boolean> {
    const isHere = (): boolean => this.isConnected;
    if (!isHere() || this.phase === 'loading') return false;
    const phaseBefore = this.phase === 'asking' ? this.#before : this.phase;
    this.#lastCall = name;
    this.#failure = undefined;
    this.phase = 'loading';
    this.announcer.say(this.text('recoveryCodesLoading'));
    try {
      const client = await this.callable();
      const codes = await sharedCall(this.#sharedBy(client), name, () =>
        this.#proof.guard((given) => calling(client, name, given)),
      );
      // It may have gone meanwhile.
      if (!isHere()) {
        this.#leave(true);
        return false;
      }
      if (!isList(codes.codes)) throw new MfaError('bad-response', { message: 'no list of codes' });
      this.#take(codes, name === 'regenerateRecoveryCodes');
      return this.#codes.codes.length > 0;
    } catch (error) {
      await this.#fail(asMfaError(error), phaseBefore);
      return false;
    }
  }

  #sharedBy(client: MfaClient): unknown {
    if (client === this.setting('client')) return client;
    // Two elements with the same endpoint make two clients of it.
    return `${this.setting('backend') ?? ''}|${this.setting('endpoint') ?? ''}`;
  }

  #take(codes: RecoveryCodes, isNew: boolean): void {
    this.#forget();
    if (codes.codes.length === 0) {
      this.#enter('empty');
      return;
    }
    this.#codes = codes;
    this.announcer.say(this.text('recoveryCodesOnce'));
    this.#enter('shown');
    this.dispatchEvent(new MfaRecoveryCodesShownEvent(codes.codes.length, isNew));
  }

  async #fail(error: MfaError, before: typeof this.phase): Promise<void> {
    if (!this.isConnected) {
      this.#leave(true);
      return;
    }
    warnOfSetup(this, error);
    // Who declines to prove who they are is where they were before.
    if (wasDeclined(error)) {
      this.#enter(before === 'loading' ? 'idle' : before);
      return;
    }
    this.#failure = error;
    if (error.code === 'recovery-codes-shown' || error.code === 'not-enrolled') {
      this.#enter('empty');
    } else {
      this.announcer.alert(this.errorText(error));
      this.#enter('failed');
    }
    this.dispatchEvent(new MfaRecoveryCodesFailedEvent(error.code));
  }

  #ask(): void {
    if (this.phase === 'loading') return;
    this.#before = this.phase;
    this.#enter('asking');
  }

  #acknowledge(): void {
    const box = this.renderRoot.querySelector<HTMLInputElement>('#saved');
    const field = this.renderRoot.querySelector<HTMLInputElement>('#typed');
    const typed = plain(field?.value ?? '');
    this.boxMissing = !box?.checked;
    this.typedWrong = field !== null && !this.#codes.codes.some((code) => plain(code) === typed);
    if (this.boxMissing || this.typedWrong) {
      this.announcer.alert(
        this.text(this.boxMissing ? 'recoveryCodesNotSaved' : 'recoveryCodesTypeOneWrong'),
      );
      if (this.boxMissing) box?.focus();
      else field?.select();
      return;
    }
    this.#forget();
    this.announcer.say(this.text('recoveryCodesDone'));
    this.#enter('acknowledged');
    this.dispatchEvent(new MfaRecoveryCodesAcknowledgedEvent());
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
    if (this.phase !== 'shown') return;
    this.note = note;
    this.announcer.say(this.text(note));
  }

  /** Used ones are not worth keeping. */
  get #sheet(): CodeSheet {
    const { codes, used = [] } = this.#codes;
    const { text, accountLabel } = this;
    return {
      title: text('recoveryCodesFileTitle', { site: this.issuer ?? location.hostname }),
      facts: [
        ...(accountLabel ? [text('recoveryCodesFileAccount', { account: accountLabel })] : []),
        text('recoveryCodesFileDate', { date: dateText(this, this.time().now()) }),
        text('recoveryCodesFileOnce'),
      ],
      codes: codes.filter((code) => !used.includes(code)),
    };
  }

  #enter(phase: typeof this.phase): void {
    const hadFocus = this.matches(':focus-within');
    this.phase = phase;
    if (!hadFocus) return;
    // The button that was pressed is gone: what came of it takes the focus.
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('#question, #way-on, [part=retry]')?.focus(),
    );
  }

  /** A call that is under way goes on: whoever puts the element back before its end sees what it gave. */
  #leave(called = false): void {
    this.#forget();
    this.#failure = undefined;
    if (called || this.phase !== 'loading') this.phase = 'idle';
  }

  #forget(): void {
    this.#removeSheet?.();
    this.#removeSheet = undefined;
    this.#codes = { codes: [] };
    this.note = undefined;
    this.boxMissing = this.typedWrong = false;
    const field = this.shadowRoot?.querySelector<HTMLInputElement>('#typed');
    if (field) field.value = '';
    const box = this.shadowRoot?.querySelector<HTMLInputElement>('#saved');
    if (box) box.checked = false;
  }
}

function calling(client: MfaClient, name: CallName, given: Proof | undefined): Promise<RecoveryCodes> {
  const call = client[name];
  if (!call)
    return Promise.reject(new MfaError('misconfigured', { message: 'the client has no recovery codes' }));
  return call.call(client, given ? { proof: given } : {});
}

/** A page's own client may say anything. */
function isList(codes: unknown): boolean {
  return Array.isArray(codes) && codes.every((code) => typeof code === 'string');
}

function plain(code: string): string {
  return code.replace(/[\s\u00a0-]/g, '');
}
