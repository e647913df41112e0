import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Challenge, MfaClient } from '../../core/client.js';
import type { Sends } from '../../flows/send-series.js';
import type { MfaDestinationRejectedEvent } from '../otp.events.js';
import { warnOfTarget } from '../warnings.js';

/** What `for` may point at: `<mfa-otp-verify>`, or an element of the page's own that can do the same. */
export interface OtpReceiver extends HTMLElement {
  challenge?: Challenge | undefined;
  client?: MfaClient | undefined;
  /** Takes over a code that was just sent; without it, `challenge` is set. */
  adopt?(challenge: Challenge, by: { client: MfaClient; sends: Sends }): void;
  /** How many codes it has sent besides, and the wait. */
  readonly sends?: Sends;
  readonly updateComplete?: Promise<unknown>;
  /** Whether the element finds a client without help. */
  readonly hasClient?: boolean;
  reset(): void;
}

export interface OtpTargetOptions {
  id: () => string | undefined;
  /** The person wants the code elsewhere. */
  onRejected: (event: MfaDestinationRejectedEvent) => void;
  /** The code has been right: there is nothing left to ask for. */
  onVerified: () => void;
  /** What was sent is over, or another code has been sent in its place. */
  onOver: () => void;
  /** The element has taken up a challenge from before a reload of the page. */
  onResumed: (challenge: Challenge) => void;
}

const OVER = ['mfa-otp-expired', 'mfa-otp-sent'] as const;

/** The element that `for` names. Owns the link and its listener; does not own either element's state. */
export class OtpTarget implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: OtpTargetOptions;
  #element: OtpReceiver | undefined;
  readonly #onRejected = (event: MfaDestinationRejectedEvent): void => this.#options.onRejected(event);

  constructor(host: ReactiveControllerHost & HTMLElement, options: OtpTargetOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get element(): OtpReceiver | undefined {
    return this.#element;
  }

  hostDisconnected(): void {
    this.#link(undefined);
  }

  /** Looks the element up anew: the id may have changed, or the element have come later. */
  connect(): void {
    if (!this.#host.isConnected) return;
    const id = this.#options.id();
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const element = id ? ((root.getElementById(id) as OtpReceiver | null) ?? undefined) : undefined;
    if (element === this.#element) return;
    this.#link(element);
    if (element) void this.#resume(element);
  }

  /** Hands the challenge over, and the client to an element that has none. */
  async take(challenge: Challenge, by: { client: MfaClient; sends: Sends }): Promise<void> {
    this.connect();
    const element = this.#element;
    if (!element) {
      const id = this.#options.id();
      if (id) warnOfTarget(this.#host, id);
      return;
    }
    if (element.hasClient === false) element.client = by.client;
    if (element.adopt) element.adopt(challenge, by);
    else element.challenge = challenge;
    await element.updateComplete;
  }

  #link(element: OtpReceiver | undefined): void {
    const { onVerified, onOver } = this.#options;
    this.#element?.removeEventListener('mfa-destination-rejected', this.#onRejected);
    this.#element?.removeEventListener('mfa-otp-verified', onVerified);
    for (const type of OVER) this.#element?.removeEventListener(type, onOver);
    this.#element = element;
    element?.addEventListener('mfa-destination-rejected', this.#onRejected);
    element?.addEventListener('mfa-otp-verified', onVerified);
    for (const type of OVER) element?.addEventListener(type, onOver);
  }

  async #resume(element: OtpReceiver): Promise<void> {
    if (element.localName.includes('-')) await customElements.whenDefined(element.localName);
    await element.updateComplete;
    this.#host.requestUpdate();
    if (element === this.#element && element.challenge) this.#options.onResumed(element.challenge);
  }
}
