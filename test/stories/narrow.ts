/** The narrowest window that there is, and what does not fit into it. */
import { deepElements } from '../support/page.js';

export const NARROW = { width: 320, height: 640 };

/** What is wider than its place, or sticks out of the page. */
export function overflowing(stage: HTMLElement): string[] {
  const edge = stage.getBoundingClientRect();
  const found: string[] = [];
  if (stage.scrollWidth > stage.clientWidth) found.push(`the stage: ${stage.scrollWidth} px`);
  for (const element of deepElements(stage)) {
    const { left, right, width } = element.getBoundingClientRect();
    const sticksOut = right > edge.right + 0.5 || left < edge.left - 0.5;
    if (width > 0 && sticksOut && takesRoom(element))
      found.push(`${nameOf(element)}: ${Math.round(width)} px`);
  }
  return found;
}

/** What is for ears only and what lies behind the boxes takes no room; what is inline has no width of its own. */
function takesRoom(element: Element): boolean {
  const { position, display } = getComputedStyle(element);
  return position !== 'absolute' && display !== 'inline' && !(element instanceof SVGElement);
}

function nameOf(element: Element): string {
  return `${element.localName}[${element.getAttribute('part') ?? element.className}]`;
}
