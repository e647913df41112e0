import { nothing, type TemplateResult } from 'lit';
import { AnnouncerController } from '../controllers/announcer-controller.js';
import { ClientController, type ClientSource } from '../controllers/client-controller.js';
import type { MfaClient } from '../core/client.js';
import { systemClock, type Clock } from '../core/clock.js';
import type { MfaError } from '../core/mfa-error.js';
import type { Text, TextKey, Texts } from '../locales/texts.js';
import { numberWithin } from './attributes.js';
import { MfaOptionsElement } from './mfa-options-element.js';

const SECOND_MS = 1000;
const DAY_S = 86_400;
const DEFAULT_RESEND_DELAY_S = 30;

/** What the elements share that call a backend: the client, the clock, one voice, and the words for failures. */
export abstract class MfaFlowElement extends MfaOptionsElement {
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
      this.addEventListener(type, () => void this.loadLateTexts(), { once: true });
    }
  }

  /** The client for a call. What may have to be said of the call is fetched beside it. */
  protected callable(): Promise<MfaClient> {
    void this.loadLateTexts();
    return this.clients.resolve();
  }

  /** Never rejects: where the texts cannot be had, the connection is lost, and the text for that is always there. */
  protected async loadLateTexts(): Promise<void> {
    await loadLate();
    this.requestUpdate();
  }

  protected override lateText(key: TextKey): Text | undefined {
    if (late) return late[key];
    if (lateIsLoading || !key.startsWith('error-')) return '';
    return (this.constructor as typeof MfaFlowElement).english['error-network'];
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
    const timeout = this.setting('timeout');
    return defined({
      endpoint: this.setting('endpoint'),
      userName: this.setting('userName'),
      phoneNumber: this.setting('phoneNumber'),
      email: this.setting('email'),
      smsTemplate: this.setting('smsTemplate2FA'),
      emailTemplate: this.setting('emailTemplate2FA'),
      accessToken: this.setting('accessToken'),
      isVoiceOtp: this.setting('isVoiceOtp'),
      apiKey: this.setting('apiKey'),
      description: this.setting('description'),
      more: this.setting('more'),
      headers: this.setting('headers'),
      credentials: this.setting('credentials'),
      timeoutMs: timeout !== undefined && timeout > 0 ? timeout * SECOND_MS : undefined,
      fetch: this.setting('fetch'),
      clock: this.setting('clock'),
    });
  }
}

/** The texts that most people never read, once they are there: code, shared by all elements. */
let late: Texts | undefined;
let lateIsLoading = false;

async function loadLate(): Promise<void> {
  if (late) return;
  lateIsLoading = true;
  try {
    late = (await import('../locales/en/late.js')).late;
  } catch {
    // The next one who acts tries again.
  }
  lateIsLoading = false;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
