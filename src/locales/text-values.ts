/**
 * A time that is left, in milliseconds: as on a clock, `4:32`; in words, "4 minutes 32 seconds"; or in round ones, rounded
 * down in the largest unit of which there are several: "30 days", "36 hours".
 */
export interface Duration {
  readonly duration: number;
  readonly as: 'clock' | 'words' | 'round';
}

/** A day, by a time in epoch milliseconds; with the time of day where that counts. In the time zone of the person. */
export interface Day {
  readonly day: number;
  readonly withTime: boolean;
}

/** What may stand in a text. Each language writes numbers, times and days its own way. */
export type TextValue = string | number | Duration | Day;

/** What stands in a text, by name: `{time}` in a string, a property in a function. */
export type TextValues = Readonly<Record<string, TextValue>>;

/** The time left as on a clock, for eyes. */
export function clockTime(seconds: number): Duration {
  return { duration: seconds * 1000, as: 'clock' };
}

/** The time left in words, for ears. */
export function spokenTime(ms: number): Duration {
  return { duration: ms, as: 'words' };
}

/** The time in round words. */
export function roundTime(ms: number): Duration {
  return { duration: ms, as: 'round' };
}

/** A day as it is written: "5 March 2030". */
export function writtenDay(time: number, withTime = false): Day {
  return { day: time, withTime };
}
