import type { TextValues } from '../text-values.js';

/** Times in words, for ears. */
export const time = {
  spokenTime: ({ minutes, seconds }: TextValues): string =>
    [plural(minutes, 'minute'), plural(seconds, 'second')].filter(Boolean).join(' ') || '0 seconds',
};

function plural(count: string | number | undefined, unit: string): string {
  return count ? `${count} ${unit}${Number(count) === 1 ? '' : 's'}` : '';
}
