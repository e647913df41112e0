import type * as lateModule from './late/index.js';

type Late = typeof lateModule;

/** What an enrolment needs once somebody acts, as soon as it is there: code, the same for all elements. */
export let late: Late | undefined;

/** Loads it. Nothing comes of it offline; whoever asks next tries again. */
export async function loadLate(): Promise<Late | undefined> {
  try {
    late ??= await import('./late/index.js');
  } catch {
    // As it was before.
  }
  return late;
}
