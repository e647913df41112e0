import type { RecordStore } from '../../src/core/record-store.js';

/** Resolves when all that waits for an answer has it. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A page's records, without a page. */
export function memoryRecords(): RecordStore & { text(): string } {
  const records = new Map<string, string>();
  return {
    read: (key) => JSON.parse(records.get(key) ?? '{}') as Record<string, unknown>,
    write: (key, record) => void records.set(key, JSON.stringify(record)),
    clear: (key) => void records.delete(key),
    text: () => [...records.values()].join('\n'),
  };
}
