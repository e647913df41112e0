import { html, type TemplateResult } from 'lit';
import type { TextKey } from '../../../locales/texts.js';

/** The button that shows or hides a masked code. */
export function maskToggle(
  text: (key: TextKey) => string,
  revealed: boolean,
  onClick: () => void,
): TemplateResult {
  return html`<button type="button" part="toggle" @click=${onClick}>
    ${text(revealed ? 'codeHide' : 'codeShow')}
  </button>`;
}
