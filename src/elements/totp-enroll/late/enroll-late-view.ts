import { html, nothing, type TemplateResult } from 'lit';
import type { TextKey, TextValues } from '../../../locales/texts.js';

type GetText = (key: TextKey, values?: TextValues) => string;

export function renderDone(text: GetText): TemplateResult {
  return html`<div part="done" id="done" class="done" tabindex="-1">
    <slot name="done"
      ><p class="success">${text('totpDone')}</p>
      <p class="hint">${text('totpDoneWords')}</p></slot
    >
  </div>`;
}

/** The name cannot be changed any more: the device has been made with it. */
export function renderGivenName(name: string): TemplateResult {
  return html`<p part="name">${name}</p>`;
}

export function renderClockHint(text: GetText): TemplateResult {
  return html`<p part="clock-hint" class="hint">${text('totpClockHint')}</p>`;
}

/** What a person who holds the device that has to scan can do: the QR code is drawn when they ask for it. */
export function renderPhoneWays(
  text: GetText,
  setupKey: TemplateResult,
  qr: TemplateResult | undefined,
  onToggle: (event: Event) => void,
): TemplateResult {
  return html`${setupKey}
    <details part="other-way" @toggle=${onToggle}>
      <summary>${text('totpShowQr')}</summary>
      ${qr ?? nothing}
    </details>`;
}
