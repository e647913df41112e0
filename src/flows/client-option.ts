import type { MfaClient } from '../core/client.js';
import { MfaError } from '../core/mfa-error.js';

/** Where a client comes from that may have to be loaded, or be another one the next time. */
export interface ClientSource {
  /** The client, as far as it is known without waiting. To ask for it loads nothing. */
  readonly current: MfaClient | undefined;
  /** The client for a call. Rejects with an {@link MfaError}. */
  resolve(): Promise<MfaClient>;
}

/** The client of a flow; or a function, or a source, that is asked for it before each call. */
export type ClientOption = MfaClient | (() => MfaClient | undefined) | ClientSource;

export function clientSource(option: ClientOption): ClientSource {
  if ('resolve' in option) return option;
  const ask = (): MfaClient | undefined => (typeof option === 'function' ? option() : option);
  return {
    get current() {
      return ask();
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- rejects where there is none
    async resolve() {
      const client = ask();
      if (!client) throw new MfaError('misconfigured', { message: 'there is no client' });
      return client;
    },
  };
}

/** The client has no method for what it is to do. */
export function unable(what: string): MfaError {
  return new MfaError('misconfigured', { message: `the client cannot ${what}` });
}
