/**
 * From a key to its character in the box: what the main thread works in between. A count of frames would take a thread
 * that is blocked for a second for one frame. A processor that is four times slower takes four times as long for the
 * work: to throttle it would bring in the work of other programs, since the throttling goes by the clock.
 */
import { floorEntry } from './floor/floor.js';
import type { CDPSession, Page } from 'playwright-core';
import { asScript } from '../../test/support/e2e-browser.js';
import { verifyScreen } from './boot.js';
import type { Contest } from './contest.js';
import type { Path } from './in-page.js';
import { median } from './statistics.js';
import type { Subject, Visitor } from './visitor.js';
import { workOf } from './work.js';

const FRAME_MS = 1000 / 60;
const SLOWER = 4;
/** One less than the code has: the last one starts the check, which is another matter. */
const KEYS = 5;
const WORK = 30;

/** A field, and the boxes that its characters are painted in. */
interface Typing extends Subject {
  boxes: Path;
}

const subjects: Record<string, Typing> = {
  verify: { ...verifyScreen, boxes: ['mfa-otp-verify', 'mfa-code-input', '[part~=boxes]'] },
  floor: {
    entry: floorEntry('Painted'),
    markup: '<floor-painted></floor-painted>',
    target: ['floor-painted', 'input'],
    boxes: ['floor-painted', 'div'],
  },
};

function typing(name: string, choose: (taken: readonly number[]) => number): Contest {
  return {
    name: `${name} to the painted box at ${SLOWER}x, work of the main thread`,
    unit: 'frames',
    subjects,
    goals: [
      // A machine on which the floor takes longer than a frame is too slow to show more than that.
      {
        text: `${name} / one frame, or the floor if that is longer`,
        ours: 'verify',
        against: 'floor',
        least: 1,
        limit: 1,
      },
      { text: 'the same / six spans painted from one input', ours: 'verify', against: 'floor' },
    ],
    take: async (visitor, subject) =>
      (choose(await workOfKeys(visitor, subject as Typing)) * SLOWER) / FRAME_MS,
    test: { burden: { key: WORK }, adds: (WORK * SLOWER) / FRAME_MS },
  };
}

export const firstKey = typing('the first key', ([first = NaN]) => first);
export const laterKeys = typing('a later key', ([, ...later]) => median(later));

function workOfKeys(visitor: Visitor, subject: Typing): Promise<number[]> {
  return visitor.visit(subject, {}, async ({ page, cdp }) => {
    await page.evaluate(asScript(focusField, subject.target));
    // Who has put the cursor into the field looks for the code first, and what the focus has loaded comes meanwhile.
    await page.waitForLoadState('networkidle');
    await page.evaluate(asScript(watchKeys, subject.boxes));
    const stretches = Array.from({ length: KEYS }, (_, key) => ({
      start: `key ${key}`,
      end: `painted ${key}`,
    }));
    return workOf(cdp, stretches, () => typeKeys(page, cdp));
  });
}

declare global {
  interface Window {
    /** Resolves when the last key's character has been painted. */
    keyPainted: Promise<void>;
  }
}

async function typeKeys(page: Page, cdp: CDPSession): Promise<void> {
  for (let key = 0; key < KEYS; key++) {
    const text = String(key + 1);
    const of = { key: text, code: `Digit${text}`, windowsVirtualKeyCode: 48 + key + 1 };
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...of });
    await page.evaluate(() => window.keyPainted);
    // A key comes up when its character has long been seen.
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...of });
  }
}

/** Runs in the page. */
function focusField(target: Path): void {
  (window.speed.shown(target) as HTMLElement).focus();
}

/** Runs in the page: marks when a key arrives, and when its character has been painted. */
function watchKeys(boxes: Path): void {
  let count = 0;
  const watch = async (): Promise<void> => {
    const key = count++;
    performance.mark(`key ${key}`);
    await window.speed.frame();
    await window.speed.painted(() => window.speed.shown(boxes)?.textContent.trim().length === key + 1);
    performance.mark(`painted ${key}`);
  };
  addEventListener('keydown', () => void (window.keyPainted = watch()), true);
}
