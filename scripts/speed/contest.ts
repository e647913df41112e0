/** What is compared with what, and how it is measured. */
import type { Burden } from './burden.js';
import type { Subject, Visitor } from './visitor.js';

export interface Goal {
  text: string;
  /** Which of the subjects is ours, and which it is compared with. */
  ours: string;
  /** None: the value itself is compared with the limit. */
  against?: string;
  /** What the other one's value counts as at least. */
  least?: number;
  /** What the ratio, or the value, may be at most. Nothing: shown, and no goal. */
  limit?: number;
}

export interface Contest {
  name: string;
  unit: string;
  subjects: Record<string, Subject>;
  goals: readonly Goal[];
  /** One measurement of one subject. */
  take: (visitor: Visitor, subject: Subject) => Promise<number>;
  /** Work that is laid on a subject in a test of the measure, and by how much the value must then rise. */
  test: { burden: Burden; adds: number };
}

/** The values of all rounds, by subject: in each round every subject once, in an order of its own. */
export async function hold(
  visitor: Visitor,
  { subjects, take }: Pick<Contest, 'subjects' | 'take'>,
  rounds: number,
): Promise<Record<string, number[]>> {
  const names = Object.keys(subjects);
  const values: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  // The first round warms up the machine, the browser and the builds, and does not count.
  for (let round = -1; round < rounds; round++) {
    for (const name of shuffled(names)) {
      const value = await take(visitor, subjects[name]!);
      if (round >= 0) values[name]!.push(value);
    }
  }
  return values;
}

function shuffled<Value>(values: readonly Value[]): Value[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
