/** The box for not being asked again on this device, wherever a factor is checked. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MfaClient } from '../core/client.js';
import { roundTime } from '../locales/text-values.js';
import type { TextOf } from '../locales/texts.js';

/** What is said of it: for how long, where the backend tells. Nothing where the page or the backend does not offer it. */
export function rememberWords(
  text: TextOf,
  isOffered: boolean | undefined,
  client: MfaClient | undefined,
  canRemember = client?.remembersDevices,
): string | undefined {
  if (!isOffered || !canRemember) return undefined;
  const ms = client?.remembersDevicesForMs;
  return ms === undefined ? text('verifyRemember') : text('verifyRememberFor', { time: roundTime(ms) });
}

/** @param kept - For whom the wish has to reach a call that is repeated by itself: the wish so far, and what takes it. */
export function renderRemember(
  words: string,
  kept?: { isWanted: boolean; take: (isWanted: boolean) => void },
): TemplateResult {
  return html`<label part="check" class="check"
    ><input
      type="checkbox"
      id="remember"
      part="remember checkbox"
      .checked=${kept ? kept.isWanted : nothing}
      @change=${kept ? (event: Event) => kept.take((event.target as HTMLInputElement).checked) : nothing}
    />
    ${words}</label
  >`;
}

/** The box is there and ticked. */
export function isRemembered(root: ParentNode | null): boolean {
  return root?.querySelector<HTMLInputElement>('#remember')?.checked ?? false;
}
