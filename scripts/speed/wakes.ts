/** How often running countdowns wake a page. Counted, not timed. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { asScript } from '../../test/support/e2e-browser.js';
import type { Contest } from './contest.js';
import type { Subject, Visitor } from './visitor.js';

const COUNT = 100;
const WATCHED_S = 5;

declare global {
  interface Window {
    wakes: number;
  }
}

const countdowns: Subject = {
  entry: `import '/src/define/mfa-countdown.ts';`,
  markup: `<main>${'<mfa-countdown seconds="600"></mfa-countdown>'.repeat(COUNT)}</main>`,
  target: ['mfa-countdown:last-of-type', '[part~=time]'],
};

function watching(hidden: boolean, limit: number): Contest {
  const name = hidden ? 'hidden' : 'shown';
  return {
    name: `${COUNT} running countdowns, ${name}`,
    unit: 'wake-ups/s',
    subjects: { countdowns },
    goals: [{ text: `wake-ups a second of a page that is ${name}`, ours: 'countdowns', limit }],
    take: (visitor, subject) => wakesOf(visitor, subject, hidden),
    test: { burden: { wake: 100 }, adds: 10 },
  };
}

export const wakesShown = watching(false, 1);
export const wakesHidden = watching(true, 0);

/** Wake-ups in one second, of several. */
async function wakesOf(visitor: Visitor, subject: Subject, hidden: boolean): Promise<number> {
  return visitor.visit(subject, { before: asScript(countWakes, undefined) }, async ({ page }) => {
    await page.locator('mfa-countdown').last().locator('[part~=time]').waitFor();
    if (hidden) await hide(page);
    await tick(page);
    const before = await page.evaluate(() => window.wakes);
    // Half a second more or less: between two ticks.
    await wait(WATCHED_S * 1000);
    const after = await page.evaluate(() => window.wakes);
    return (after - before) / WATCHED_S;
  });
}

/** Waits for the middle of a second, in which all countdowns tick at its start. */
async function tick(page: Page): Promise<void> {
  const now = await page.evaluate(() => Date.now());
  await wait(1500 - (now % 1000));
}

function hide(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/** Runs in the page before its own scripts. */
function countWakes(): void {
  window.wakes = 0;
  const counted =
    <Begin extends (callback: never, ...rest: never[]) => unknown>(begin: Begin) =>
    (callback: (...values: unknown[]) => unknown, ...rest: never[]): unknown =>
      begin(
        ((...values: unknown[]) => {
          window.wakes++;
          callback(...values);
        }) as never,
        ...rest,
      );
  Object.assign(window, {
    setTimeout: counted(window.setTimeout),
    setInterval: counted(window.setInterval),
    requestAnimationFrame: counted(window.requestAnimationFrame),
    requestIdleCallback: counted(window.requestIdleCallback),
  });
}
