/**
 * Runs this as if the page were on a phone, as far as scripts can tell. An element asks once, when it comes into the
 * page; styles for a finger in place of a mouse still need a real one.
 */
export async function asOnPhone<T>(run: () => Promise<T>): Promise<T> {
  const { matchMedia } = window;
  window.matchMedia = (query) => matchMedia.call(window, query.includes('pointer: coarse') ? 'all' : query);
  try {
    return await run();
  } finally {
    window.matchMedia = matchMedia;
  }
}
