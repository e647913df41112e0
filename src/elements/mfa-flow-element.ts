import { adoptStyles, nothing, type CSSResultOrNative, type TemplateResult } from 'lit';
import { AnnouncerController } from '../controllers/announcer-controller.js';
import { ClientController, type ClientSource } from '../controllers/client-controller.js';
import type { MfaClient } from '../core/client.js';
import { systemClock, type Clock } from '../core/clock.js';
import type { MfaError } from '../core/mfa-error.js';
import type { Text, TextKey, Texts } from '../locales/texts.js';
import { numberWithin } from './attributes.js';
import { latePart } from './late-part.js';
import { MfaOptionsElement } from './mfa-options-element.js';

/** The texts that most people never read. */
const textsLate = latePart(() => import('../locales/en/late.js'));

let textsAreComing = false;

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
const DAY_S = 86_400;
const DEFAULT_RESEND_DELAY_S = 30;

/** What the elements share that call a backend: the client, the clock, one voice, and the words for failures. */
export abstract class MfaFlowElement extends MfaOptionsElement {
  /**
   * Registers another element by its tag, loading it first. Set where elements are registered on demand; elsewhere the
   * page has registered what it needs.
   */
  static defineOther?: (tag: string) => Promise<void>;

  protected readonly clients = new ClientController(this, () => ({
    client: this.#ownEndpoint ? undefined : this.setting('client'),
    backend: this.setting('backend'),
    options: this.#backendOptions(),
  }));

  protected readonly announcer = new AnnouncerController(this);

  /** The clock that all times of this element go by. */
  protected readonly time = (): Clock => this.setting('clock') ?? systemClock;

  constructor() {
    super();
    for (const type of ['focusin', 'pointerdown']) {
      this.addEventListener(type, () => this.prepare(), { once: true });
    }
  }

  /** Somebody has come: what they will need is fetched. */
  protected prepare(): void {
    void this.loadLateTexts();
  }

  /** The client for a call. What may have to be said of the call is fetched beside it. */
  protected callable(): Promise<MfaClient> {
    void this.loadLateTexts();
    return this.clients.resolve();
  }

  /** Never rejects: where the texts cannot be had, the connection is lost, and the text for that is always there. */
  protected async loadLateTexts(): Promise<void> {
    textsAreComing = true;
    if (!textsLate.now) await textsLate.get();
    textsAreComing = false;
    this.requestUpdate();
  }

  protected override lateText(key: TextKey): Text | undefined {
    if (textsLate.now) return (textsLate.now.late as Texts)[key];
    if (textsAreComing || !key.startsWith('error-')) return '';
    return (this.constructor as typeof MfaFlowElement).english['error-network'];
  }

  /** The looks of a part that is loaded later than the element. */
  protected addStyles(styles: CSSResultOrNative[]): void {
    if (this.shadowRoot)
      adoptStyles(this.shadowRoot, [...(this.constructor as typeof MfaFlowElement).elementStyles, ...styles]);
  }

  /** Whether a client is set, here or on an `<mfa-config>` around. */
  get hasClient(): boolean {
    return this.setting('client') !== undefined || this.setting('endpoint') !== undefined;
  }

  /** The words for a failure. The backend's own only where the page asks for them. */
  protected errorText(error: MfaError): string {
    if (this.setting('showBackendMessages') && error.backendMessage) return error.backendMessage;
    return this.text(`error-${error.code}`);
  }

  /** What the element shows. */
  protected abstract renderContent(): TemplateResult | typeof nothing;

  protected override render(): TemplateResult | typeof nothing {
    return this.setting('twoFactorAuthentication') === false ? nothing : this.renderContent();
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

  /** Under what the element's times outlive a reload. Nothing where two elements could not be told apart. */
  protected get recordKey(): string | undefined {
    const endpoint = this.setting('endpoint');
    if (endpoint === undefined && !this.id) return undefined;
    return [this.localName, this.setting('backend') ?? '', endpoint ?? '', this.id].join('|');
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
