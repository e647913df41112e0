import { defineElement, lazyTags } from './lazy-tags.js';

/**
 * Registers the larger elements when one of them comes to the page: most pages have none, and pay for none. It sees the
 * document; what lies in a page's own shadow roots is registered by {@link defineElement}.
 */
export function defineOnDemand(): void {
  if (typeof document === 'undefined') return;
  defineWhatIsThere();
  new MutationObserver(defineWhatIsThere).observe(document, { childList: true, subtree: true });
}

function defineWhatIsThere(): void {
  for (const tag of lazyTags) {
    if (document.querySelector(tag)) defineElement(tag).catch(() => undefined);
  }
}
