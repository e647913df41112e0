/** At most so many within a time. */
export interface Limit {
  readonly count: number;
  /** Milliseconds from the first one on, in whole seconds. 0: for ever, until it is cleared. */
  readonly windowMs: number;
}

/** Where a count stands. */
export interface Standing {
  /** Whether there is one to take; of {@link MfaStore.take}, whether it has been taken. */
  readonly allowed: boolean;
  /** How many are left. */
  readonly left: number;
  /** Milliseconds until the window is over. Absent where nothing has been taken, and for a window without end. */
  readonly waitMs?: number;
}

/**
 * What the gateway keeps: counts, and small records with a lifetime. Keys and records hold no code, token, number or
 * address: whatever names a person is hashed before it comes here.
 *
 * Each method is atomic over all processes that share the store, and rejects when the store is gone: the gateway then
 * refuses, and goes on when the store is back.
 */
export interface MfaStore {
  /** Takes one, if there is one to take. */
  take(key: string, limit: Limit): Promise<Standing>;
  /** Looks without taking. */
  look(key: string, limit: Limit): Promise<Standing>;
  /** Puts one back that was taken; never more than were. */
  giveBack(key: string, limit: Limit): Promise<void>;
  /** Forgets a count. */
  clear(key: string, limit: Limit): Promise<void>;
  read(key: string): Promise<string | undefined>;
  write(key: string, value: string, lifetimeMs: number): Promise<void>;
  /**
   * Writes a record if it still is what was read, or is still not there. Of many who do so at once, one is told that it
   * has.
   */
  swap(key: string, before: string | undefined, value: string, lifetimeMs: number): Promise<boolean>;
  /** Whether there was a record: of many who remove it at once, one is told so. */
  remove(key: string): Promise<boolean>;
}
