/** What rounds say: the middle, and how sure that is. */

export interface Finding {
  median: number;
  /** The median lies in here with a probability of 95 %, whatever the noise is like. */
  low: number;
  high: number;
}

export type Verdict = 'ok' | 'within noise' | 'OVER';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function find(values: readonly number[]): Finding {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = surestRank(values.length);
  return { median: median(values), low: sorted[rank]!, high: sorted.at(-1 - rank)! };
}

/** A goal is missed where even the kindest reading of the noise is over it. */
export function judge({ median: middle, low }: Finding, limit: number): Verdict {
  if (middle <= limit) return 'ok';
  return low > limit ? 'OVER' : 'within noise';
}

/**
 * How many values from either end the median may be taken to lie within: each value is above it or below it as a coin
 * falls.
 */
function surestRank(count: number): number {
  let chance = 0.5 ** count;
  let below = chance;
  let rank = 0;
  while (rank + 1 < count / 2) {
    chance *= (count - rank) / (rank + 1);
    below += chance;
    if (below > 0.025) break;
    rank++;
  }
  return rank;
}
