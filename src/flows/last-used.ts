import { FACTOR_KINDS, type FactorKind } from '../core/kinds.js';
import { noRecords, type RecordStore } from '../core/record-store.js';
import { valueOf, type Option } from './flow.js';

/** Which kind of factor was used last: the kind and nothing else. */
export class LastUsed {
  readonly #records: RecordStore;
  readonly #recordKey: Option<string | undefined> | undefined;

  /** @param recordKey - Of the sign-in that it is about. */
  constructor({ records, recordKey }: { records?: RecordStore; recordKey?: Option<string | undefined> }) {
    this.#records = records ?? noRecords;
    this.#recordKey = recordKey;
  }

  get kind(): FactorKind | undefined {
    const { lastUsed } = this.#records.read(this.#key);
    return FACTOR_KINDS.find((kind) => kind === lastUsed);
  }

  /** A recovery code is for emergencies, and is not what they will want again. */
  remember(kind: FactorKind | undefined): void {
    if (kind && kind !== 'recovery-code') this.#records.write(this.#key, { lastUsed: kind });
  }

  get #key(): string {
    return `${valueOf(this.#recordKey) ?? ''}|last-used`;
  }
}
