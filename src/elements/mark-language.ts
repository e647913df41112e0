import { directionOf } from '../locales/format-value.js';

/** Says which language the words in an element of ours are in, and which way they run; nothing where the page has said it. */
export function markLanguage(element: Element, language: string | undefined): void {
  if (language === undefined) {
    if (!element.hasAttribute('lang')) return;
    element.removeAttribute('lang');
    element.removeAttribute('dir');
  } else if (element.getAttribute('lang') !== language) {
    element.setAttribute('lang', language);
    element.setAttribute('dir', directionOf(language));
  }
}
