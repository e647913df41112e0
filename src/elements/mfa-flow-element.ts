import { nothing, type TemplateResult } from 'lit';
import type { Saying } from '../controllers/announcer-controller.js';
import { ClientController, type ClientSource } from '../controllers/client-controller.js';
import { CountdownController } from '../controllers/countdown-controller.js';
import { pageSchedule } from '../controllers/page-schedule.js';
import { sessionRecords } from '../controllers/session-records.js';
import { systemClock, type Clock } from '../core/clock.js';
import { noRecords, type RecordStore } from '../core/record-store.js';
import type { Schedule } from '../core/schedule.js';
import type { ProofFlow } from '../flows/proof-flow.js';
import type { MfaError, MfaErrorCode } from '../core/mfa-error.js';
import type { TextKey } from '../locales/texts.js';
import { DAY_S, numberWithin } from './attributes.js';
import type { FlowView } from './flow-view.js';
import { focusIn } from './focus-in.js';
import { keepKeysIn } from './keep-keys.js';
import { MfaOptionsElement } from './mfa-options-element.js';
import { MfaRestartRequestedEvent } from './otp.events.js';
import { saysLeft, WAIT_SPOKEN_AT_MS } from './wait.js';

/** What a backend is made from, besides the time limit. Their names there are the same, without "2FA". */
const BACKEND_SETTINGS = [
  'endpoint',
  'userName',
  'phoneNumber',
  'email',
  'headers',
  'credentials',
  'fetch',
  'clock',
  'description',
  'more',
  'accessToken',
  'apiKey',
  'smsTemplate2FA',
  'isVoiceOtp',
  'emailTemplate2FA',
] as const;

const SECOND_MS = 1000;
const DEFAULT_EXPIRES_IN_S = 300;
const DEFAULT_RESEND_DELAY_S = 30;

/**
 * What the elements share that call a backend: the client, the clock, one voice, and the words for failures. And parts of
 * the same names, where there is such a thing.
 *
 * @csspart button - Every button; with it, its kind: `button-primary`, `button-secondary`, `button-danger`, `button-link`.
 * @csspart button-primary - The main button.
 * @csspart button-secondary - A button for something else.
 * @csspart button-link - A button that looks like a link.
 * @csspart icon - An icon.
 * @csspart title - A title.
 * @csspart label - The label of a field, or of a group.
 * @csspart field-label - The label of a field that is typed into.
 * @csspart hint - What helps, and what is said in passing.
 * @csspart input - A field; also `invalid`.
 * @csspart invalid - An input with something wrong in it.
 * @csspart field - A field with all that belongs to it; also `field-invalid`.
 * @csspart field-invalid - A field with something wrong in it.
 * @csspart field-error - What is wrong with a field.
 * @csspart error - What went wrong.
 * @csspart notice - A line in a box, beside the rest; also `notice-danger`, `notice-warning`, `notice-success`.
 * @csspart notice-danger - What went wrong.
 * @csspart notice-warning - What to be careful about.
 * @csspart notice-success - What went well.
 * @csspart scene - What is all there is to see: the end, nothing yet, no way on; also `scene-danger` and the like.
 * @csspart scene-danger - It cannot go on.
 * @csspart scene-warning - It cannot go on here.
 * @csspart scene-success - It is done.
 * @csspart scene-neutral - There is nothing yet.
 * @csspart scene-icon - The disc with the icon of a scene.
 * @csspart loading - Where something is being loaded.
 * @csspart skeleton - The shapes of what is being loaded.
 * @csspart card - What holds a task or a question.
 * @csspart list - A list of ways or of things.
 * @csspart check - A box to tick with its words.
 * @csspart checkbox - A box to tick.
 * @csspart button-danger - A button that takes something away.
 */
export abstract class MfaFlowElement extends MfaOptionsElement {
  /**
   * Registers another element by its tag, loading it first. Set where elements are registered on demand; elsewhere the
   * page has registered what it needs.
   */
  static defineOther?: (tag: string) => Promise<void>;

  protected readonly clients = new ClientController(this, () => ({
    client: this.asOnServer || this.#ownEndpoint ? undefined : this.setting('client'),
    backend: this.setting('backend'),
    options: this.#backendOptions(),
  }));

  /** The clock that all times of this element go by. */
  protected readonly time = (): Clock => this.setting('clock') ?? systemClock;

  /** What a flow asks of the page. The clock may be set at any time, so it is asked for anew each time. */
  protected readonly ports: {
    clock: Clock;
    schedule: Schedule;
    records: RecordStore;
    host: string | undefined;
  } = {
    clock: {
      now: () => this.time().now(),
      monotonic: () => this.time().monotonic?.() ?? this.time().now(),
      setTimeout: (callback, ms) => this.time().setTimeout(callback, ms),
      clearTimeout: (timer) => this.time().clearTimeout(timer),
    },
    schedule: { when: (deadline, callback) => pageSchedule(this.time()).when(deadline, callback) },
    host: this.asOnServer ? undefined : location.hostname,
    // What a server has of that kind is shared by all who ask it.
    records: this.asOnServer ? noRecords : sessionRecords,
  };

  /** Counts down to when something may be tried again, and has it said now and then. */
  protected spokenWait(tell: (saying: Saying) => void): CountdownController {
    return new CountdownController(this, {
      clock: this.time,
      thresholds: () => WAIT_SPOKEN_AT_MS,
      onThreshold: (ms) => tell(saysLeft(this.text, ms)),
    });
  }

  /**
   * Has the question for a proof registered, which is loaded when it is first asked. Where it cannot be had, the proof
   * is declined: the person reads what the server wants, and can try again.
   */
  protected async summonProof(proof: ProofFlow): Promise<void> {
    if (!(await this.summon('mfa-proof'))) proof.decline();
  }

  /** Has another element registered, which is loaded when it is first needed. Resolves to whether it could be had. */
  protected async summon(tag: string): Promise<boolean> {
    try {
      await MfaFlowElement.defineOther?.(tag);
    } catch {
      // Told below, as where the page has nothing that registers it.
    }
    return customElements.get(tag) !== undefined;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // Fields of ours are out of a page's sight: its shortcuts would take their keys for those of the host.
    if (root instanceof ShadowRoot) keepKeysIn(root);
    return root;
  }

  /**
   * A proof is asked for, or not any more. Who is at it goes on with the keyboard: to the question, and from there back
   * to what is found by this selector.
   */
  protected async leadToProof(proof: ProofFlow, isAsked = true, back?: string): Promise<void> {
    const byPerson = this.matches(':focus-within');
    if (isAsked) await this.summonProof(proof);
    const next = isAsked ? 'mfa-proof' : back;
    if (!byPerson || !next) return;
    await this.updateComplete;
    await focusIn(this.renderRoot, next);
  }

  /** Whether there is a client, or all that one is made from, here or on an `<mfa-config>` around. */
  get hasClient(): boolean {
    return !this.asOnServer && this.clients.isTold;
  }

  /** The words for a failure. The backend's own only where the page asks for them. */
  protected errorText(error: MfaError): string {
    if (this.setting('showBackendMessages') && error.backendMessage) return error.backendMessage;
    return this.text(this.errorKey(error.code));
  }

  /** The text for a kind of failure: elements for which it means something of their own say so here. */
  protected errorKey(code: MfaErrorCode): TextKey {
    return `error-${code}`;
  }

  /** What went wrong, in words. */
  protected failureText({ failure }: { readonly failure?: MfaError | undefined }): string {
    return failure ? this.errorText(failure) : '';
  }

  /** A deed is done once the page shows it. */
  protected async shown<Result>(deed: Promise<Result>): Promise<Result> {
    const result = await deed;
    await this.updateComplete;
    return result;
  }

  /** What every view of a flow is given. */
  protected viewOf(proof: ProofFlow, announcer: { render(): TemplateResult }): FlowView {
    return {
      text: this.text,
      proof,
      at: this.placements,
      voice: announcer.render(),
      restart: () => this.requestRestart(),
    };
  }

  /** The person wants to begin again, which is for the page to do. */
  protected requestRestart(): void {
    this.dispatchEvent(new MfaRestartRequestedEvent(null));
  }

  /** What the element shows. */
  protected abstract renderContent(): TemplateResult | typeof nothing;

  protected override render(): TemplateResult | typeof nothing {
    return this.setting('twoFactorAuthentication') === false ? nothing : this.renderContent();
  }

  /** Seconds for which what was sent is good, where the page says. */
  protected lifetimeOf(own: number | undefined): number | undefined {
    const limits = { min: 1, max: DAY_S, fallback: DEFAULT_EXPIRES_IN_S };
    return own === undefined ? undefined : numberWithin(this, 'expires-in', own, limits);
  }

  /** How often it may be sent again. Default: no limit but the backend's. */
  protected resendLimit(own: number | undefined): number {
    return numberWithin(this, 'max-resends', own, { min: 0, max: 100, fallback: Infinity });
  }

  /** Seconds of the first wait before another code, where the backend does not say. */
  protected firstResendDelay(own: number | undefined): number {
    if (own === undefined && this.setting('disableResendOTPButton') === false) return 0;
    const delay = own ?? this.setting('disableResendOTPButtonDelay');
    return numberWithin(this, 'resend-delay', delay, {
      min: 0,
      max: DAY_S,
      fallback: DEFAULT_RESEND_DELAY_S,
    });
  }

  /**
   * Under what the element's times outlive a reload. An element without an id is told from others by its place among
   * those of its tag; nothing where not even an endpoint says what they belong to.
   *
   * @param id - Of the element that shares them: the one that checks the code that this one asks for.
   */
  protected recordKeyOf(id: string): string | undefined {
    const endpoint = this.setting('endpoint');
    if (this.asOnServer || (endpoint === undefined && !id)) return undefined;
    return [this.setting('backend') ?? '', endpoint ?? '', id || this.#place].join('|');
  }

  get #place(): string {
    const root = this.getRootNode() as Partial<ParentNode>;
    return `${this.localName}#${[...(root.querySelectorAll?.(this.localName) ?? [])].indexOf(this)}`;
  }

  /** An endpoint on the element itself beats a client that only an `<mfa-config>` brings. */
  get #ownEndpoint(): boolean {
    return !this.client && (this.endpoint !== undefined || this.backend !== undefined);
  }

  #backendOptions(): ClientSource['options'] {
    const options: Record<string, unknown> = {};
    for (const name of BACKEND_SETTINGS) {
      const value = this.setting(name);
      if (value !== undefined) options[name.replace('2FA', '')] = value;
    }
    const timeout = this.setting('timeout');
    if (timeout !== undefined && timeout > 0) options.timeoutMs = timeout * SECOND_MS;
    return options;
  }
}
