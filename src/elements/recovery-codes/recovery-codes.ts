import type { TemplateResult } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { FlowController } from '../../controllers/flow-controller.js';
import { FocusController } from '../../controllers/focus-controller.js';
import type { Proof } from '../../core/client.js';
import { plainCode } from '../../core/recovery-code.js';
import { RecoveryCodesFlow } from '../../flows/recovery-codes-flow.js';
import type {
  RecoveryCodesEvent,
  RecoveryCodesState,
  RecoveryCodesStatus,
} from '../../flows/recovery-codes-state.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { recovery } from '../../locales/en/recovery.js';
import { shared } from '../../locales/en/shared.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { headingLevelOf } from '../heading.js';
import { setStates } from '../host-states.js';
import { warnOfSetup } from '../warnings.js';
import { CodeSaver } from './code-saver.js';
import {
  MfaRecoveryCodesAcknowledgedEvent,
  MfaRecoveryCodesFailedEvent,
  MfaRecoveryCodesShownEvent,
} from './recovery-codes.events.js';
import { RecoveryCodesOptions } from './recovery-codes-options.js';
import { renderRecoveryCodes } from './recovery-codes-view.js';
import { styles } from './recovery-codes.styles.js';
import { says } from './says.js';

/** Where focus goes when what had it is gone, the first that is there. */
const WAYS_OUT = ['title', 'done', 'empty', 'restart', 'retry'];

/** What an element shows that is in no document any more: nothing of a flow that somebody else holds. */
const LEFT: RecoveryCodesState = { status: 'idle', waitUntil: undefined };

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
 * @slot restart - The page's own way back to the sign-in, in place of the button, where the session is over.
 * @event {MfaRecoveryCodesShownEvent} mfa-recovery-codes-shown - Codes are shown; how many, and whether they are new.
 * @event {MfaRecoveryCodesAcknowledgedEvent} mfa-recovery-codes-acknowledged - The person has saved them.
 * @event {MfaRecoveryCodesFailedEvent} mfa-recovery-codes-failed - They could not be had; with the error's code.
 * @event {MfaRestartRequestedEvent} mfa-restart-requested - The session is over, and the person wants to sign in again.
 * @csspart title - The title, or the question.
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
 * @csspart keep - The button that keeps the old ones, or shows them again.
 * @csspart question - The question whether to make new ones.
 * @csspart empty - What is said where there is nothing to show.
 * @csspart wait - How long to wait before the next try.
 * @csspart retry - The button that tries again.
 * @csspart restart - The button back to the sign-in.
 * @csspart done - What is said when the codes are saved.
 * @csspart proof - The question for a proof.
 * @csspart warning - What is to be known before.
 * @cssstate idle - And one for each other status: asking, proving, loading, shown, acknowledged, empty, failed.
 * @cssstate invalid - The box is not ticked, or what was typed back is no code of these.
 */
export class MfaRecoveryCodes extends RecoveryCodesOptions {
  static override readonly tag: string = 'mfa-recovery-codes';
  static override readonly english: Texts = { ...recovery, ...errors, ...proof, ...shared };
  static override readonly styles = [tokens, controls, screens, styles];

  readonly #flow: FlowController<RecoveryCodesFlow> = new FlowController<RecoveryCodesFlow>(this, {
    make: () =>
      new RecoveryCodesFlow({ client: this.clients, sharedBy: () => this.#backendName, ...this.ports }),
    given: () => this.flow,
    onEvent: (event) => void this.#onEvent(event),
    onLeave: () => (this.hasLeft = true),
  });
  protected readonly announcer = new AnnouncerController<RecoveryCodesState>(this, {
    state: () => this.#state,
    says: (before, after) =>
      says(before, after, { text: this.text, empty: this.#emptyText, failure: this.#failureText }),
  });
  readonly #wait = this.spokenWait((saying) => this.announcer.tell(saying));
  readonly #saver: CodeSaver = new CodeSaver(this, {
    sheet: () => {
      const state = this.#state;
      // Used ones are not worth keeping.
      return state.status === 'shown'
        ? this.sheetOf(state.codes.filter((code) => !state.used.includes(code)))
        : undefined;
    },
    list: () => this.renderRoot.querySelector('[part~=codes]'),
    say: (key) => this.announcer.say(this.text(key)),
  });
  readonly #internals = this.attachInternals();
  #seen: RecoveryCodesState | undefined;

  constructor() {
    super();
    // What is typed elsewhere is forgotten when the page goes, and may be kept for going back. Codes are not: they may be
    // shown this once, no backend says whether it can show them again, and who leaves to save them comes back to them.
    new FocusController(this, { field: () => null, waysOut: WAYS_OUT });
  }

  /** Where the element is. */
  get status(): RecoveryCodesStatus {
    return this.#state.status;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.hasLeft = false;
  }

  protected override willUpdate(): void {
    // Not in a server's markup: who knows where that is kept.
    if (this.codes && !this.asOnServer) {
      this.#flow.flow.take(this.codes);
      this.codes = undefined;
    }
    if (!this.flow) this.#flow.flow.refresh();
    this.#onChange();
  }

  protected override updated(): void {
    setStates(this.#internals, [this.status, (this.boxMissing || this.typedWrong) && 'invalid']);
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
    const first = '[part~=title], [part~=empty], [part~=done], mfa-proof, button';
    this.shadowRoot?.querySelector<HTMLElement>(first)?.focus(options);
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.#flow;
    return renderRecoveryCodes({
      ...this.viewOf(flow.proof, this.announcer),
      state: this.#state,
      headingLevel: headingLevelOf(this),
      canShow: flow.client?.recoveryCodes !== undefined,
      canMake: flow.client?.regenerateRecoveryCodes !== undefined,
      empty: this.#emptyText,
      error: this.#failureText,
      note: this.#saver.note,
      typeBack: this.confirm,
      boxMissing: this.boxMissing,
      typedWrong: this.typedWrong,
      show: () => void flow.show(),
      ask: () => flow.ask(),
      make: () => void flow.regenerate(),
      keep: () => flow.keep(),
      retry: () => void flow.retry(),
      copy: () => void this.#saver.copy(),
      download: () => this.#saver.download(),
      print: () => this.#saver.print(),
      acknowledge: () => this.#acknowledge(),
    });
  }

  get #state(): RecoveryCodesState {
    return this.hasLeft ? LEFT : this.#flow.state;
  }

  /** What two elements with the same endpoint have in common, which make a client each. */
  get #backendName(): string | undefined {
    if (this.clients.current === this.setting('client')) return undefined;
    return `${this.setting('backend') ?? ''}|${this.setting('endpoint') ?? ''}`;
  }

  get #emptyText(): string {
    const state = this.#state;
    const isGone = state.status === 'empty' && state.failure?.code === 'recovery-codes-shown';
    return this.text(isGone ? 'recoveryCodesGone' : 'recoveryCodesNone');
  }

  get #failureText(): string {
    const state = this.#state;
    return state.status === 'failed' ? this.errorText(state.failure) : '';
  }

  /** The state is another than the last time: what hangs on it follows. */
  #onChange(): void {
    const [before, after] = [this.#seen, this.#state];
    if (before === after) return;
    this.#seen = after;
    this.#wait.deadline = after.waitUntil;
    if (before?.status === after.status) return;
    if (before?.status === 'shown') this.#clear();
    if (after.status === 'proving') void this.leadToProof(this.#flow.flow.proof);
  }

  async #onEvent(event: RecoveryCodesEvent): Promise<void> {
    if (event.type === 'failed') warnOfSetup(this, event.error);
    await this.updateComplete;
    switch (event.type) {
      case 'shown':
        this.dispatchEvent(
          new MfaRecoveryCodesShownEvent({ count: event.count, regenerated: event.regenerated }),
        );
        break;
      case 'acknowledged':
        this.dispatchEvent(new MfaRecoveryCodesAcknowledgedEvent(null));
        break;
      case 'failed':
        this.dispatchEvent(new MfaRecoveryCodesFailedEvent({ code: event.error.code }));
    }
  }

  #acknowledge(): void {
    const { box, field } = this.#fields;
    const typed = plainCode(field?.value ?? '');
    this.boxMissing = !box?.checked;
    const state = this.#state;
    const codes = state.status === 'shown' ? state.codes : [];
    this.typedWrong = field !== null && !codes.some((code) => plainCode(code) === typed);
    if (!this.boxMissing && !this.typedWrong) {
      this.#flow.flow.acknowledge();
      return;
    }
    this.announcer.alert(this.text(this.boxMissing ? 'recoveryCodesNotSaved' : 'recoveryCodesTypeOneWrong'));
    if (this.boxMissing) box?.focus();
    else field?.select();
  }

  get #fields(): { box: HTMLInputElement | null; field: HTMLInputElement | null } {
    const find = (id: string): HTMLInputElement | null => this.renderRoot.querySelector(`#${id}`);
    return { box: find('saved'), field: find('typed') };
  }

  /** The codes are not shown any more: what was typed and printed of them goes with them. */
  #clear(): void {
    this.#saver.clear();
    this.boxMissing = this.typedWrong = false;
    const { box, field } = this.#fields;
    if (field) field.value = '';
    if (box) box.checked = false;
  }
}
