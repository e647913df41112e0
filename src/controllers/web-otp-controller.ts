import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface OtpCredential extends Credential {
  readonly code: string;
}

/** The last request to the browser of this page, settled or not. Never rejects. */
let last: Promise<void> = Promise.resolve();
let current: AbortController | undefined;

export interface WebOtpOptions {
  /** The challenge whose code may come, for as long as one is waited for. */
  challenge: () => object | undefined;
  onCode: (code: string) => void;
}

/**
 * Takes the code from a text message where the browser can (WebOTP). Owns its request to the browser and ends it with
 * the host; does not own what happens with the code.
 *
 * A browser has one such request at a time, whatever the number of elements: Chromium falls over when a second starts
 * before the first has ended. So a new one ends the last, of whichever host, and waits for that.
 */
export class WebOtpController implements ReactiveController {
  readonly #options: WebOtpOptions;
  /** What the code of the last request was for: a code that was refused is not taken again. */
  #challenge: object | undefined;
  #request: AbortController | undefined;

  constructor(host: ReactiveControllerHost, options: WebOtpOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    const challenge = this.#options.challenge();
    if (!challenge || !('OTPCredential' in globalThis)) this.#stop();
    else if (challenge !== this.#challenge) {
      this.#challenge = challenge;
      this.#start();
    }
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #start(): void {
    current?.abort();
    const request = (this.#request = current = new AbortController());
    last = last.then(() => this.#ask(request.signal));
  }

  #stop(): void {
    this.#request?.abort();
    this.#request = undefined;
  }

  async #ask(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    try {
      const options = { otp: { transport: ['sms'] }, signal } as CredentialRequestOptions;
      const credential = (await navigator.credentials.get(options)) as OtpCredential | null;
      // Aborted meanwhile: somebody else has the turn.
      signal.throwIfAborted();
      if (credential) this.#options.onCode(credential.code);
    } catch {
      // Refused, aborted or not allowed here: the person types the code.
    }
  }
}
