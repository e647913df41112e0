import { deepElements } from '../support/page.js';

/** All custom states that our elements have. */
const STATES = ['running', 'ended', 'drawn', 'failed', 'complete', 'invalid', 'disabled'];

/**
 * The custom states that the element shows to the page's CSS, in the order of those that are wanted. Where the browser
 * knows no custom states, it is believed.
 */
export function statesOf(element: Element, wanted: readonly string[]): string[] {
  if (!CSS.supports('selector(:state(x))')) return [...wanted];
  const shown = STATES.filter((state) => element.matches(`:state(${state})`));
  return shown.sort((a, b) => wanted.indexOf(a) - wanted.indexOf(b));
}

/** Whether something with this part is to be seen, in the element or in those inside of it. */
export function visiblePart(element: Element, name: string): boolean {
  for (const each of deepElements(element)) {
    const has = each.getAttribute('part')?.split(' ').includes(name);
    const { width, height } = each.getBoundingClientRect();
    if (has && width > 0 && height > 0) return true;
  }
  return false;
}
