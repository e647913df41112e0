/** The calls under way, by what they are made to. A result is kept for as long as its call takes, and no longer. */
const underWay = new Map<unknown, Map<string, Promise<unknown>>>();

/**
 * Makes a call that must not be made twice. Whoever wants the same while it is under way, in whatever flow, gets its
 * result: a second tap, a second element, an element that was removed and came back.
 *
 * @param to - Whom the call is made to: a client, or a text that names the backend.
 */
export function sharedCall<Result>(to: unknown, name: string, make: () => Promise<Result>): Promise<Result> {
  const calls = underWay.get(to) ?? new Map<string, Promise<unknown>>();
  underWay.set(to, calls);
  const running = calls.get(name) as Promise<Result> | undefined;
  if (running) return running;
  const call = make().finally(() => {
    calls.delete(name);
    if (calls.size === 0) underWay.delete(to);
  });
  calls.set(name, call);
  return call;
}
