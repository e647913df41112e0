/** Prints what was measured, and judges it. */
import { hold, type Contest, type Goal } from './contest.js';
import { find, judge, median, type Finding } from './statistics.js';
import type { Visitor } from './visitor.js';

/** Prints a contest's values and goals. Says whether no goal is missed. */
export function report({ name, unit, goals }: Contest, values: Record<string, number[]>): boolean {
  const medians = Object.entries(values).map(([subject, taken]) => `${subject} ${median(taken).toFixed(1)}`);
  console.log(`\n${name} (${unit}, medians): ${medians.join(' · ')}`);
  let passed = true;
  for (const goal of goals) {
    const finding = find(compared(goal, values));
    const verdict = goal.limit === undefined ? 'for comparison' : judge(finding, goal.limit);
    if (verdict === 'OVER') passed = false;
    const limit = goal.limit === undefined ? '' : `at most ${short(goal.limit)}`;
    console.log(`  ${goal.text.padEnd(54)} ${spread(finding).padEnd(20)} ${limit.padEnd(13)} ${verdict}`);
  }
  return passed;
}

/** A test of the measure: work is laid on each subject that is ours, and has to show. Says whether it does. */
export async function reportTest(visitor: Visitor, contest: Contest, rounds: number): Promise<boolean> {
  const { burden, adds } = contest.test;
  let passed = true;
  for (const name of new Set(contest.goals.map(({ ours }) => ours))) {
    const bare = contest.subjects[name]!;
    const subjects = { bare, burdened: { ...bare, burden } };
    const values = await hold(visitor, { ...contest, subjects }, rounds);
    const shown = find(values.burdened!.map((value, round) => value - values.bare![round]!));
    const seen = shown.median > adds * 0.8 && shown.median < adds * 1.5;
    if (!seen) passed = false;
    console.log(
      `${contest.name}, ${name}: ${adds} ${contest.unit} laid on it, ${spread(shown)} measured: ${seen ? 'ok' : 'NOT SEEN'}`,
    );
  }
  return passed;
}

/** Round by round: what disturbs a round disturbs both sides of its ratio. */
function compared({ ours, against, least = 0 }: Goal, values: Record<string, number[]>): number[] {
  const other = against === undefined ? undefined : values[against]!;
  return values[ours]!.map((value, round) => (other ? value / Math.max(least, other[round]!) : value));
}

function spread({ median: middle, low, high }: Finding): string {
  return `${short(middle)} (${short(low)}-${short(high)})`;
}

function short(value: number): string {
  return String(Number(value.toFixed(value < 10 ? 2 : 1)));
}
