/**
 * What a page's main thread works, by the browser's own trace. Its own time and not the clock's: what other programs
 * take of the machine meanwhile is not in it, and neither is the wait for the next frame.
 */
import type { CDPSession } from 'playwright-core';

/** One of Chromium's trace events, times in microseconds. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Of the thread's own time. */
  tdur?: number;
}

/** A stretch of work: from the task in which the page marks its start to the last one before it marks its end. */
export interface Stretch {
  start: string;
  end: string;
}

const CATEGORIES = ['blink.user_timing', 'disabled-by-default-devtools.timeline'];

/** Milliseconds of work in each of these stretches, all of which a call leads through. */
export async function workOf(
  cdp: CDPSession,
  stretches: readonly Stretch[],
  call: () => Promise<unknown>,
): Promise<number[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: unknown[] }): void => void events.push(...(value as TraceEvent[]));
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  await call();
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return stretches.map((stretch) => workIn(events, stretch));
}

function workIn(events: readonly TraceEvent[], { start, end }: Stretch): number {
  const { ts: from, pid, tid } = markOf(events, start);
  const { ts: to } = markOf(events, end);
  return events
    .filter((event) => event.name === 'RunTask' && event.pid === pid && event.tid === tid)
    .filter(({ ts, dur = 0 }) => ts + dur > from && ts + dur < to)
    .reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0);
}

function markOf(events: readonly TraceEvent[], mark: string): TraceEvent {
  const found = events.find(({ name }) => name === mark);
  if (!found) throw new Error(`The page has set no mark ${mark}`);
  return found;
}
