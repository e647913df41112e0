import type { CallOptions, Factor, FactorKeeper, ProofOptions } from '../../../core/client.js';
import type { CallDescription, FactorsDescription } from '../description.js';
import { stepsOf, type Outcome, type Runner } from '../runner.js';
import type { Values } from '../template.js';
import { entriesOf, factorReader } from './factor-entries.js';
import type { KnownFactors } from './known-factors.js';

/** Lists what the person has set up, removes and renames it. */
export function factorRole(
  { list, item, kinds, remove, rename }: FactorsDescription,
  runner: Runner,
  known: KnownFactors,
): FactorKeeper {
  const reader = factorReader(item, kinds);
  /** The backend's own words for the kinds of factors, for the calls that are about one. */
  const words = new WeakMap<Factor, string>();

  function factorsOf({ results, answer }: Outcome): readonly Factor[] {
    const entries = entriesOf(results.items).flatMap((entry) => reader.factor(entry, answer) ?? []);
    for (const { factor, word } of entries) words.set(factor, word);
    return known.take(entries.map(({ factor }) => factor));
  }

  const load = (options?: CallOptions): Promise<Outcome> => runner.run(list, {}, options);
  const change = async (
    call: CallDescription,
    factor: Factor,
    values: Values,
    options?: ProofOptions,
  ): Promise<void> => {
    const { id, name, kind } = factor;
    const asked = { id, kind: words.get(factor) ?? kind, deviceName: name, ...values };
    await runner.run(call, asked, options);
  };
  const tells = (name: string): boolean => stepsOf(list).some(({ result }) => result && name in result);

  return {
    listFactors: async (options) => factorsOf(await load(options)),
    ...(['required', 'requiredFrom', 'addable'].some(tells) && {
      async factorSettings(options?: CallOptions) {
        const outcome = await load(options);
        const { required, requiredFrom, addable } = outcome.results;
        return {
          factors: factorsOf(outcome),
          ...('addable' in outcome.results && { addable: reader.kinds(addable ?? []) }),
          required: required === true,
          ...(typeof requiredFrom === 'number' && { requiredFrom }),
        };
      },
    }),
    ...(remove && {
      removeFactor: (factor: Factor, options?: ProofOptions) => change(remove, factor, {}, options),
    }),
    ...(rename && {
      renameFactor: (factor: Factor, newName: string, options?: ProofOptions) =>
        change(rename, factor, { newName }, options),
    }),
  } as FactorKeeper;
}
