import type { RecordStore } from '../core/record-store.js';

const PREFIX = 'mfa-elements:';

/** The records of a page, in session storage. A browser without storage, or with a full one, simply forgets. */
export const sessionRecords: RecordStore = {
  read(key) {
    const value = attempt((): unknown => JSON.parse(sessionStorage.getItem(PREFIX + key) ?? '{}'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  },
  write(key, record) {
    attempt(() => sessionStorage.setItem(PREFIX + key, JSON.stringify(record)));
  },
  clear(key) {
    attempt(() => sessionStorage.removeItem(PREFIX + key));
  },
};

/** Storage may be off, and hold anything. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
