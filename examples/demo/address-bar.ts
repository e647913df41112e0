import { html, type TemplateResult } from 'lit';

/** The bar that makes a window of the pretend site. */
export function renderAddressBar(path: string): TemplateResult {
  return html`<div class="address">
    <span class="visually-hidden">Address of the page:</span>
    <span class="padlock" aria-hidden="true"></span>halcyon.example${path}
  </div>`;
}
