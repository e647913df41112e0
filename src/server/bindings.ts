import type { Channel } from '../core/client.js';
import { CHANNELS, MESSAGE_CHANNELS } from '../core/kinds.js';
import { MfaError } from '../core/mfa-error.js';
import type { Call, GatewayParts } from './call.js';

/** To whom an authId belongs, and what it is for. */
export type Binding = CodeBinding | PasskeyBinding;

interface CodeBinding {
  readonly kind: 'challenge' | 'enrollment';
  readonly channel: Channel;
  /** The hash of where the code went. */
  readonly destination?: string | undefined;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface PasskeyBinding {
  readonly kind: 'passkey-challenge' | 'passkey-enrollment';
  readonly channel: 'passkey';
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

type StoredBinding = Pick<Binding, 'kind'> & Omit<CodeBinding, 'kind'>;

/** How long a dead authId is remembered, so that it can be told why it is dead. */
const MEMORY_MS = 600_000;

/** Ties each authId to the session and user that it was made for; nobody else gets anything for it. */
export class Bindings {
  readonly #parts: Pick<GatewayParts, 'store' | 'keys' | 'clock'>;

  constructor(parts: Pick<GatewayParts, 'store' | 'keys' | 'clock'>) {
    this.#parts = parts;
  }

  /** A new challenge makes the user's earlier ones over this channel void (contract A.2). */
  async bind(call: Call, authId: string, binding: Binding): Promise<void> {
    const { store, clock } = this.#parts;
    const lifetimeMs = binding.expiresAt - clock.now() + MEMORY_MS;
    await store.write(await this.#key(call, authId), JSON.stringify(binding), lifetimeMs);
    if (binding.kind === 'challenge') {
      await store.write(await this.#newest(call, binding), await this.#key(call, authId), lifetimeMs);
    }
  }

  /**
   * Finds what is open. For a code that somebody else's session has started there is nothing to find.
   *
   * @throws MfaError `challenge-expired`, `code-expired`
   */
  async find(call: Call, kind: CodeBinding['kind']): Promise<CodeBinding>;
  async find(call: Call, kind: PasskeyBinding['kind']): Promise<PasskeyBinding>;
  async find(call: Call, kind: Binding['kind']): Promise<Binding> {
    const { store, clock } = this.#parts;
    const key = await this.#key(call, call.id);
    const binding = parse(await store.read(key));
    if (binding?.kind !== kind) throw new MfaError('challenge-expired');
    if (binding.kind === 'challenge' && (await store.read(await this.#newest(call, binding))) !== key) {
      throw new MfaError('challenge-expired', { message: 'There is a newer challenge' });
    }
    if (clock.now() >= binding.expiresAt) {
      const isSent = MESSAGE_CHANNELS.some((channel) => channel === binding.channel);
      throw new MfaError(isSent ? 'code-expired' : 'challenge-expired');
    }
    return binding;
  }

  /** Ends it. Of many who do so at once, one is told that it was still there. */
  async end(call: Call): Promise<boolean> {
    return this.#parts.store.remove(await this.#key(call, call.id));
  }

  /** Whether it has been ended, and that not by a newer one or by time. */
  async isEnded(call: Call): Promise<boolean> {
    return (await this.#parts.store.read(await this.#key(call, call.id))) === undefined;
  }

  /** Session and user are part of the key: another session looks in another place. */
  #key({ identity }: Call, authId: string): Promise<string> {
    return this.#parts.keys('authId', identity.sessionId, identity.userName, authId);
  }

  #newest({ identity }: Call, { channel }: CodeBinding): Promise<string> {
    return this.#parts.keys('newest', identity.userName, channel);
  }
}

/** What is no binding, such as one of another version of this gateway, is none. */
function parse(record: string | undefined): Binding | undefined {
  if (record === undefined) return undefined;
  try {
    const { kind, channel, expiresAt, destination } = JSON.parse(record) as Partial<StoredBinding>;
    if (typeof expiresAt !== 'number') return undefined;
    if (kind === 'passkey-challenge' || kind === 'passkey-enrollment') {
      return { kind, channel: 'passkey', expiresAt };
    }
    const known = CHANNELS.find((name) => name === channel);
    if ((kind !== 'challenge' && kind !== 'enrollment') || !known) return undefined;
    return { kind, channel: known, expiresAt, destination };
  } catch {
    return undefined;
  }
}
