import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface OtpCredential extends Credential {
  readonly code: string;
}

/**
 * Takes the code from a text message where the browser can (WebOTP). Owns the one request to the browser and ends it
 * with the host; does not own what happens with the code.
 */
export class WebOtpController implements ReactiveController {
  readonly #onCode: (code: string) => void;
  #request: AbortController | undefined;

  constructor(host: ReactiveControllerHost, onCode: (code: string) => void) {
    this.#onCode = onCode;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  start(): void {
    this.stop();
    if (!('OTPCredential' in globalThis)) return;
    const request = (this.#request = new AbortController());
    const options = { otp: { transport: ['sms'] }, signal: request.signal } as CredentialRequestOptions;
    navigator.credentials.get(options).then(
      (credential) => {
        if (credential && !request.signal.aborted) this.#onCode((credential as OtpCredential).code);
      },
      // Refused, aborted or not allowed here: the person types the code.
      () => undefined,
    );
  }

  stop(): void {
    this.#request?.abort();
    this.#request = undefined;
  }
}
