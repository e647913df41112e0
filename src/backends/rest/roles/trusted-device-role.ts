import type { ProofOptions, TrustedDevice, TrustedDeviceKeeper } from '../../../core/client.js';
import { defined, text } from '../../values.js';
import type { TrustedDevicesDescription } from '../description.js';
import { idOf } from '../packing.js';
import { timeAt, valueAt, type Answer } from '../read.js';
import type { Runner } from '../runner.js';
import { entriesOf } from './factor-entries.js';

/** Lists and forgets devices that the person trusts. */
export function trustedDeviceRole(
  { list, item, remove, removeAll }: TrustedDevicesDescription,
  runner: Runner,
): TrustedDeviceKeeper {
  function deviceOf(entry: unknown, answer: Answer): TrustedDevice | undefined {
    const value = (name: 'id' | 'name' | 'place' | 'isThis'): unknown =>
      item[name] === undefined ? undefined : valueAt(entry, item[name]);
    const time = (name: 'lastUsedAt' | 'expiresAt'): number | undefined =>
      item[name] === undefined ? undefined : timeAt(entry, item[name], answer);
    const id = idOf(value('id'));
    const isThis = value('isThis');
    return id === undefined
      ? undefined
      : {
          id,
          ...defined({
            name: text(value('name')),
            place: text(value('place')),
            lastUsedAt: time('lastUsedAt'),
            expiresAt: time('expiresAt'),
            isThis: typeof isThis === 'boolean' ? isThis : undefined,
          }),
        };
  }

  return {
    async listTrustedDevices(options) {
      const { results, answer } = await runner.run(list, {}, options);
      return entriesOf(results.items).flatMap((entry) => deviceOf(entry, answer) ?? []);
    },
    ...(remove && {
      async forgetTrustedDevice({ id }: TrustedDevice, options?: ProofOptions) {
        await runner.run(remove, { id }, options);
      },
    }),
    ...(removeAll && {
      async forgetAllTrustedDevices(options?: ProofOptions) {
        await runner.run(removeAll, {}, options);
      },
    }),
  };
}
