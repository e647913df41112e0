/** The box for not being asked again on this device, wherever a factor is checked. */
import { html, type TemplateResult } from 'lit';
import type { MfaClient } from '../core/client.js';
import { roundTime } from '../locales/text-values.js';
import type { TextKey, TextValues } from '../locales/texts.js';

/** What is said of it: for how long, where the backend tells. */
export function rememberWords(
  text: (key: TextKey, values?: TextValues) => string,
  { remembersDevicesForMs: ms }: MfaClient,
): string {
  return ms === undefined ? text('verifyRemember') : text('verifyRememberFor', { time: roundTime(ms) });
}

export function renderRemember(words: string): TemplateResult {
  return html`<label class="remember"
    ><input type="checkbox" id="remember" part="remember" /> ${words}</label
  >`;
}

/** The box is there and ticked. */
export function isRemembered(root: ParentNode | null): boolean {
  return root?.querySelector<HTMLInputElement>('#remember')?.checked ?? false;
}
