/** Factors, out of the entries of a backend's list. Pure. */
import type { Factor, FactorKind } from '../../../core/client.js';
import { FACTOR_KINDS } from '../../../core/kinds.js';
import { defined, text } from '../../values.js';
import type { Described, FactorDescription, KindsDescription } from '../description.js';
import { lookUp } from '../look-up.js';
import { idOf, missing } from '../packing.js';
import { timeAt, valueAt, type Answer } from '../read.js';

/** A factor, and the backend's own word for what it is. */
export interface FactorEntry {
  readonly factor: Factor;
  readonly word: string;
}

export interface FactorReader {
  factor(entry: unknown, answer: Answer): FactorEntry | undefined;
  kind(entry: unknown): FactorKind | undefined;
  /** The kinds of a list of entries or words, each of them once. */
  kinds(list: unknown): FactorKind[];
}

export function factorReader(
  item: FactorDescription = {},
  kinds: KindsDescription | undefined,
): FactorReader {
  const value = (entry: unknown, where: Described | undefined): unknown =>
    where === undefined ? undefined : valueAt(entry, where);
  const wordOf = (entry: unknown): string => {
    const word = typeof entry === 'string' ? entry : value(entry, item.kind);
    return typeof word === 'number' || typeof word === 'boolean' ? String(word) : (text(word) ?? '');
  };
  const kindOf = (word: string): FactorKind | undefined =>
    lookUp(kinds, word) ?? FACTOR_KINDS.find((kind) => kind === word);
  const kind = (entry: unknown): FactorKind | undefined => kindOf(wordOf(entry));

  return {
    kind,
    kinds: (list) => [...new Set(entriesOf(list).flatMap((entry) => kind(entry) ?? []))],
    factor(entry, answer) {
      const word = wordOf(entry);
      const kind = kindOf(word);
      const name = text(value(entry, item.name));
      const isNamed = item.id !== undefined && typeof entry !== 'string';
      const id = idOf(value(entry, item.id)) ?? name ?? (isNamed ? undefined : word);
      if (!kind || !id) return undefined;
      const factor: Factor = {
        id,
        kind,
        active: item.active === undefined || value(entry, item.active) === true,
        ...defined({
          name,
          destination: text(value(entry, item.destination)),
          createdAt: item.createdAt === undefined ? undefined : timeAt(entry, item.createdAt, answer),
          removable: value(entry, item.removable) === false ? false : undefined,
        }),
      };
      return { factor, word };
    },
  };
}

/**
 * The entries of a list. A text alone is a list of one.
 *
 * @throws MfaError `bad-response` for what is none
 */
export function entriesOf(list: unknown): readonly unknown[] {
  if (Array.isArray(list)) return list;
  if (text(list) === undefined) throw missing('items');
  return [list];
}
