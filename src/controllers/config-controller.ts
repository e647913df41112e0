import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MfaClient } from '../core/client.js';
import type { Clock } from '../core/clock.js';
import type { Texts } from '../locales/texts.js';

/** Every setting that an `<mfa-config>` hands down. Absent means: ask further up, then take the default. */
export interface ConfigValues {
  client?: MfaClient | undefined;
  backend?: string | undefined;
  endpoint?: string | undefined;
  userName?: string | undefined;
  phoneNumber?: string | undefined;
  email?: string | undefined;
  headers?: HeadersInit | (() => HeadersInit) | undefined;
  credentials?: RequestCredentials | undefined;
  timeout?: number | undefined;
  fetch?: typeof fetch | undefined;
  clock?: Clock | undefined;
  description?: unknown;
  more?: Readonly<Record<string, unknown>> | undefined;
  texts?: Texts | undefined;
  apiKey?: string | undefined;
  twoFactorAuthentication?: boolean | undefined;
  smsTemplate2FA?: string | undefined;
  emailTemplate2FA?: string | undefined;
  maskSensitiveInput?: boolean | undefined;
  disableResendOTPButton?: boolean | undefined;
  disableResendOTPButtonDelay?: number | undefined;
  showBackendMessages?: boolean | undefined;
}

/** An element that hands settings down: `<mfa-config>`, under whatever tag the page registered it. */
export interface ConfigSource extends HTMLElement, ConfigValues {
  readonly isMfaConfig: true;
}

/** Fired by a {@link ConfigSource} on itself when a setting has changed. Does not bubble. */
export const CONFIG_CHANGED = 'mfa-config-changed';

/** The default tag of a {@link ConfigSource}: one that is not registered yet is waited for. */
const CONFIG_TAG = 'mfa-config';

/**
 * Finds the config elements above its host, through shadow roots, nearest first, and updates the host when they change.
 * Does not own: what the settings mean.
 */
export class ConfigController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #sources: ConfigSource[] = [];
  #connection = 0;
  readonly #onChange = (): void => this.#host.requestUpdate();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connection++;
    this.#collect();
    // After a move, other settings may hold.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#connection++;
    this.#release();
  }

  /** The nearest config's value for a setting. */
  get<K extends keyof ConfigValues>(key: K): ConfigValues[K] {
    return this.find((source) => source[key]);
  }

  /** The first answer that is not nothing, asking the nearest config first. */
  find<T>(ask: (source: ConfigSource) => T | undefined | null): T | undefined {
    for (const source of this.#sources) {
      const answer = ask(source);
      if (answer !== undefined && answer !== null) return answer;
    }
    return undefined;
  }

  #collect(): void {
    this.#release();
    for (const ancestor of composedAncestors(this.#host)) {
      if (isConfigSource(ancestor)) {
        ancestor.addEventListener(CONFIG_CHANGED, this.#onChange);
        this.#sources.push(ancestor);
      } else if (ancestor.localName === CONFIG_TAG) {
        this.#collectOnceDefined();
      }
    }
  }

  #collectOnceDefined(): void {
    const connection = this.#connection;
    void customElements.whenDefined(CONFIG_TAG).then(() => {
      if (connection !== this.#connection) return;
      this.#collect();
      this.#host.requestUpdate();
    });
  }

  #release(): void {
    for (const source of this.#sources) source.removeEventListener(CONFIG_CHANGED, this.#onChange);
    this.#sources = [];
  }
}

function isConfigSource(element: Element): element is ConfigSource {
  return (element as Partial<ConfigSource>).isMfaConfig === true;
}

function* composedAncestors(element: Element): Generator<Element> {
  let node: Node | null = element;
  while ((node = parentOf(node))) {
    if (node instanceof Element) yield node;
  }
}

/** The slot's tree first where there is one: that is what a person sees the element inside of. */
function parentOf(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  return (node as Element).assignedSlot ?? node.parentNode;
}
