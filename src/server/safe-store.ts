import type { GatewayEvent } from './options.js';
import { StoreUnavailable } from './refusal.js';
import type { MfaStore } from './store.js';

/** Turns whatever a store fails with into the one error that stops a request, and notes it. */
export function safeStore(store: MfaStore, log: (event: GatewayEvent) => void): MfaStore {
  async function safe<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (cause) {
      const message = `Store: ${cause instanceof Error ? cause.message : 'failed'}`;
      log({ event: 'failed', level: 'error', code: 'server', message });
      throw new StoreUnavailable(message, { cause });
    }
  }
  return {
    take: (key, limit) => safe(() => store.take(key, limit)),
    look: (key, limit) => safe(() => store.look(key, limit)),
    giveBack: (key, limit) => safe(() => store.giveBack(key, limit)),
    clear: (key, limit) => safe(() => store.clear(key, limit)),
    read: (key) => safe(() => store.read(key)),
    write: (key, value, lifetimeMs) => safe(() => store.write(key, value, lifetimeMs)),
    swap: (key, before, value, lifetimeMs) => safe(() => store.swap(key, before, value, lifetimeMs)),
    remove: (key) => safe(() => store.remove(key)),
  };
}
