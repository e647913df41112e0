import { SessionRecord } from '../../controllers/session-record.js';
import { FACTOR_KINDS } from '../../core/kinds.js';
import type { FactorKind } from '../../core/client.js';

/**
 * By what kind of factor somebody proved who they are the last time, in this tab. The kind and nothing else: not who,
 * not which device or address. A recovery code is for emergencies, and is not what they will want again.
 */
export class LastUsed {
  readonly #record: SessionRecord<{ lastUsed: FactorKind }>;

  constructor(key: string) {
    this.#record = new SessionRecord(key);
  }

  read(): FactorKind | undefined {
    const { lastUsed } = this.#record.read();
    return FACTOR_KINDS.find((kind) => kind === lastUsed);
  }

  write(kind: FactorKind | undefined): void {
    if (kind && kind !== 'recovery-code') this.#record.write({ lastUsed: kind });
  }
}
