interface UnderWay {
  readonly call: readonly unknown[];
  readonly sent: Promise<unknown>;
}

/** The calls that are under way. */
const underWay = new Set<UnderWay>();

/**
 * For a GET that has side effects (B.3, B.4): sent once, whoever asks twice, also through another client for the same
 * session. Its result is kept for as long as the call takes, and no longer.
 *
 * @param call - What tells it from others. May hold secrets: it leaves with the answer.
 */
export function once<Result>(call: readonly unknown[], send: () => Promise<Result>): Promise<Result> {
  for (const other of underWay) {
    const isSame =
      call.length === other.call.length && call.every((part, index) => part === other.call[index]);
    if (isSame) return other.sent as Promise<Result>;
  }
  const entry = { call, sent: send().finally(() => underWay.delete(entry)) };
  underWay.add(entry);
  return entry.sent;
}
