/** How many timers a page has set and neither seen fire nor taken back. */
import type { Page } from 'playwright-core';
import { asScript } from './e2e-browser.js';

/** To be called before the page is opened. */
export async function countTimers(page: Page): Promise<void> {
  await page.addInitScript({ content: asScript(patchTimers, undefined) });
}

export function pendingTimers(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { pendingTimers: () => number }).pendingTimers());
}

/** Runs in the page before anything else. */
function patchTimers(): void {
  const pending = new Set<unknown>();
  const { setTimeout: begin, clearTimeout: end, setInterval: repeat, clearInterval: stop } = window;
  const patched = {
    setTimeout(callback: () => void, ms?: number) {
      const timer = begin(() => {
        pending.delete(timer);
        callback();
      }, ms);
      pending.add(timer);
      return timer;
    },
    clearTimeout(timer: number) {
      pending.delete(timer);
      end(timer);
    },
    setInterval(callback: () => void, ms?: number) {
      const timer = repeat(callback, ms);
      pending.add(timer);
      return timer;
    },
    clearInterval(timer: number) {
      pending.delete(timer);
      stop(timer);
    },
  };
  Object.assign(window, patched, { pendingTimers: () => pending.size });
}
