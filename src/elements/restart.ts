import { html, type TemplateResult } from 'lit';
import type { TextOf } from '../locales/texts.js';
import { button } from './button.js';

/** The way on where the session is over: the page's own, or a button. */
export function renderRestart(text: TextOf, onClick: () => void): TemplateResult {
  return html`<slot name="restart"
    ><div>${button({ part: 'restart', label: text('restart'), onClick })}</div></slot
  >`;
}
