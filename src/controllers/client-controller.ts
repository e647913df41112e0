import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { findBackend, missingOption, type BackendOptions } from '../core/backend-registry.js';
import type { MfaClient } from '../core/client.js';
import { loaded } from '../core/loaded.js';
import { noClient } from './no-client.js';

/** What a client is found or made from. */
export interface ClientSource {
  client?: MfaClient | undefined;
  /** Default `ciam`. */
  backend?: string | undefined;
  options: Omit<BackendOptions, 'endpoint'> & { endpoint?: string };
}

const DEFAULT_BACKEND = 'ciam';

/**
 * Finds the client of its host: the one it was given, or one made from the backend's name, whose code is loaded when
 * it is first needed. Owns that client; does not own any call to it.
 */
export class ClientController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #source: () => ClientSource;
  #key: readonly unknown[] = [];
  #client: MfaClient | undefined;
  #previous: MfaClient | undefined;
  #pending: Promise<MfaClient> | undefined;

  constructor(host: ReactiveControllerHost & Element, source: () => ClientSource) {
    this.#host = host;
    this.#source = source;
    host.addController(this);
  }

  /**
   * The client, as soon as it is there; the host is updated when it comes. While settings have changed and the new one
   * is being made, the one before: a field must not vanish under the person's hands.
   */
  get current(): MfaClient | undefined {
    return this.#client ?? this.#previous;
  }

  /** Whether the page has said all that a client is found or made from. */
  get isTold(): boolean {
    const source = this.#source();
    return source.client !== undefined || missingFrom(source) === undefined;
  }

  hostUpdate(): void {
    this.#refresh();
  }

  /** The client, loaded where it has to be. Rejects with an {@link MfaError}: `misconfigured` or `network`. */
  async resolve(): Promise<MfaClient> {
    this.#refresh();
    if (this.#client) return this.#client;
    this.#pending ??= this.#load(this.#key);
    return this.#pending;
  }

  #refresh(): void {
    const source = this.#source();
    const key = keyOf(source);
    if (key.length === this.#key.length && key.every((value, index) => value === this.#key[index])) return;
    this.#key = key;
    this.#pending = undefined;
    const isMade = !source.client && missingFrom(source) === undefined;
    this.#previous = isMade ? this.current : undefined;
    this.#client = source.client;
    if (isMade) {
      this.#pending = this.#load(key);
      // Who calls resolve() sees the failure; a client that nobody asks for must not fail on its own.
      this.#pending.catch(() => undefined);
    }
  }

  async #load(key: readonly unknown[]): Promise<MfaClient> {
    try {
      const client = await makeClient(this.#host, this.#source());
      if (key === this.#key) {
        this.#client = client;
        this.#host.requestUpdate();
      }
      return client;
    } catch (error) {
      // The next resolve() tries anew: the connection may be back.
      if (key === this.#key) this.#pending = undefined;
      throw error;
    }
  }
}

async function makeClient(host: Element, source: ClientSource): Promise<MfaClient> {
  const { endpoint } = source.options;
  const name = nameOf(source);
  const loader = findBackend(name);
  const missing = missingFrom(source);
  if (!loader || missing || endpoint === undefined) throw noClient(host, name, missing);
  const create = await loaded(loader());
  return create({ ...source.options, endpoint });
}

function missingFrom(source: ClientSource): keyof BackendOptions | undefined {
  return missingOption(nameOf(source), source.options);
}

function nameOf({ backend = DEFAULT_BACKEND }: ClientSource): string {
  return backend;
}

function keyOf(source: ClientSource): readonly unknown[] {
  return [source.client, source.backend, ...Object.entries(source.options).flat()];
}
