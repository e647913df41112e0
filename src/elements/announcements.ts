import type { Saying } from '../controllers/announcer-controller.js';
import type { TextOf } from '../locales/texts.js';

/** What a table of announcements speaks with. Most need no more than this. */
export interface Words {
  text: TextOf;
  /** What went wrong, as it is shown. */
  failure: string;
}

/** One row of a table: what is said of a change, and of which. */
export interface Announcement<State, Said = Words> {
  when: (before: State, after: State, words: Said) => boolean;
  say: (words: Said, after: State) => string;
  /** Said at once, and not when the person pauses. */
  urgent?: true;
}

/** A table that is read from the top: the first row that fits is said. */
export function announcing<State, Said = Words>(
  rows: readonly Announcement<State, Said>[],
): (before: State, after: State, words: Said) => Saying | undefined {
  return (before, after, words) => {
    const row = rows.find(({ when }) => when(before, after, words));
    return row && { text: row.say(words, after), urgent: row.urgent ?? false };
  };
}

/** A status begins, and did not come from one of the others that are named. */
export function enters<State extends { status: string }>(
  status: State['status'],
  ...except: State['status'][]
): (before: State, after: State) => boolean {
  return (before, after) =>
    after.status === status && before.status !== status && !except.includes(before.status);
}

/** The person is asked for a proof. */
export const PROOF_ASKED = {
  when: enters('proving'),
  say: ({ text }: Pick<Words, 'text'>): string => text('proofTitle'),
};

/** Something went wrong, or went wrong again. */
export const FAILED = {
  when: (before: { failure?: unknown }, after: { failure?: unknown }): boolean =>
    after.failure !== undefined && after.failure !== before.failure,
  say: ({ failure }: Pick<Words, 'failure'>): string => failure,
  urgent: true,
} as const;

/** A wait is over. */
export const WAIT_OVER = {
  when: (before: { waitUntil?: unknown }, after: { waitUntil?: unknown }): boolean =>
    before.waitUntil !== undefined && after.waitUntil === undefined,
  say: ({ text }: Pick<Words, 'text'>): string => text('tryAgainNow'),
};
