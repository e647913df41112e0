/** A person with nothing but a keyboard: after each key it is known where the focus is, and whether that can be seen. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { asScript } from './e2e-browser.js';

interface Focus {
  /** The part that has the focus, or the element without one. */
  on: string;
  /** Whether a line is drawn around it. */
  seen: boolean;
}

/** Runs in the page: where the focus is, in whatever shadow root. */
function focus(): Focus {
  let element = document.activeElement!;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const lined = (one: Element): boolean => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  };
  // The code field's element holds the slot at the end of the line, through however many shadow roots.
  let slot = (element as HTMLElement).assignedSlot;
  while (slot && slot.parentElement?.localName !== 'mfa-code-input') slot = slot.assignedSlot;
  const owner = slot?.parentElement;
  if (!owner) {
    // Its own name comes first, before those that it shares.
    const on = element.part.item(0) ?? (element.id || element.localName);
    // A choice is lined as a whole, its words with it.
    const choice = element.closest('label');
    const isLined = lined(element) || (choice !== null && lined(choice));
    return { on, seen: element.matches(':focus-visible') && isLined };
  }
  // The boxes of the code field are drawn by the element around it: the caret's box, or those that are selected, or all
  // of them until the caret has come.
  return {
    on: 'code',
    seen: [...owner.shadowRoot!.querySelectorAll('[part~=boxes], [part~=active], [part~=selected]')].some(
      lined,
    ),
  };
}

/** Runs in the page: counts the frames in which nothing has the focus, from when something had it. */
function watchFocus(): void {
  const state = { begun: false, lost: 0 };
  Object.assign(window, { focusState: state });
  const look = (): void => {
    if (document.activeElement && document.activeElement !== document.body) state.begun = true;
    else if (state.begun) state.lost++;
    requestAnimationFrame(look);
  };
  look();
}

export class Keyboard {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  /** Presses a key; the focus has to be seen after it. */
  async press(key: string): Promise<string> {
    await this.#page.keyboard.press(key);
    const { on, seen } = await this.#focus();
    assert.ok(seen, `after ${key}: the focus is on ${on} and cannot be seen`);
    return on;
  }

  /** Presses a key until the focus is there. */
  async goTo(target: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const stops: string[] = [];
    while (stops.length < 15) {
      const on = await this.press(key);
      if (on === target) return;
      stops.push(on);
    }
    assert.fail(`${target} is not among: ${stops.join(', ')}`);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** The focus has come here by itself, and is seen. */
  async isOn(target: string): Promise<void> {
    assert.deepEqual(await this.#focus(), { on: target, seen: true });
  }

  async #focus(): Promise<Focus> {
    // What has the focus is drawn with the next frame.
    await this.#page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    return this.#page.evaluate<Focus>(asScript(focus, undefined));
  }
}

/** Opens a page in which the focus is watched from the start. `lost` tells in how many frames nothing had it. */
export async function openForKeys(
  browser: Browser,
  address: string,
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<{ page: Page; keyboard: Keyboard; lost: () => Promise<number> }> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript({ content: asScript(watchFocus, undefined) });
  await prepare(page);
  await page.goto(address);
  return {
    page,
    keyboard: new Keyboard(page),
    lost: () => page.evaluate(() => (window as unknown as { focusState: { lost: number } }).focusState.lost),
  };
}
