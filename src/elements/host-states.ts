/** Shows exactly these states to the page's CSS as `:state(…)`. Browsers without custom states show none. */
export function setStates(internals: ElementInternals, states: readonly string[]): void {
  // Absent in browsers before 2024.
  const shown = internals.states as CustomStateSet | undefined;
  if (!shown) return;
  shown.clear();
  for (const state of states) shown.add(state);
}
