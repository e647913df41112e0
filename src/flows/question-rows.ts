/** How many questions are to be set: what the backend wants, or the page where it wants more, as far as there are so many. */
export function rowsWanted(byBackend: number, byPage: number | undefined, offered: number): number {
  return Math.min(Math.max(byBackend, byPage ?? 0, 1), offered);
}

/** As many rows as are wanted. A row that is in use stays all the same: nothing that was chosen or typed is lost. */
export function fitRows(
  chosen: readonly string[],
  wanted: number,
  isInUse: (row: number) => boolean,
): readonly string[] {
  let { length } = chosen;
  while (length > wanted && !isInUse(length - 1)) length--;
  const missing = Math.max(wanted - length, 0);
  return [...chosen.slice(0, length), ...Array.from({ length: missing }, () => '')];
}
