import type { MfaClient } from '../core/client.js';
import { MfaError } from '../core/mfa-error.js';

/** The client of a flow, or a function that is asked for it before each call: it may come late, or be another then. */
export type ClientOption = MfaClient | (() => MfaClient | undefined | Promise<MfaClient>);

/** Asks for the client of a flow. Owns only which one it was last. */
export class ClientAsker {
  readonly #option: ClientOption;
  #last: MfaClient | undefined;

  constructor(option: ClientOption) {
    this.#option = option;
  }

  /** The client, as far as it is known without waiting. */
  get current(): MfaClient | undefined {
    const answer = typeof this.#option === 'function' ? this.#option() : this.#option;
    if (answer instanceof Promise) {
      // Whoever makes a call sees the failure.
      answer.catch(() => undefined);
      return this.#last;
    }
    if (answer) this.#last = answer;
    return answer;
  }

  /** @throws MfaError `misconfigured` where there is none; whatever a client that loads fails with. */
  async get(): Promise<MfaClient> {
    const client = await (typeof this.#option === 'function' ? this.#option() : this.#option);
    if (!client) throw new MfaError('misconfigured', { message: 'there is no client' });
    return (this.#last = client);
  }
}
