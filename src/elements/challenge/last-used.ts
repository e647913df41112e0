import { sessionRecords } from '../../controllers/session-records.js';
import { FACTOR_KINDS } from '../../core/kinds.js';
import type { FactorKind } from '../../core/client.js';

/**
 * By what kind of factor somebody proved who they are the last time, in this tab. The kind and nothing else: not who,
 * not which device or address. A recovery code is for emergencies, and is not what they will want again.
 */
export class LastUsed {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  read(): FactorKind | undefined {
    const { lastUsed } = sessionRecords.read(this.#key);
    return FACTOR_KINDS.find((kind) => kind === lastUsed);
  }

  write(kind: FactorKind | undefined): void {
    if (kind && kind !== 'recovery-code') sessionRecords.write(this.#key, { lastUsed: kind });
  }
}
