/** Shows exactly these states to the page's CSS as `:state(…)`, but for those that are not. Browsers without custom states show none. */
export function setStates(
  internals: ElementInternals,
  states: readonly (string | false | undefined)[],
): void {
  try {
    internals.states.clear();
    for (const state of states) if (state) internals.states.add(state);
  } catch {
    // Absent in browsers before 2024, or with their first syntax, which takes other names.
  }
}
