/** The least that a field can be as a Lit element: what all boots are compared with. */
import { css, html, LitElement, type TemplateResult } from 'lit';

export class FloorField extends LitElement {
  static override styles = css`input{font:inherit}`; // prettier-ignore

  protected override render(): TemplateResult {
    return html`<label>Code <input inputmode="numeric" autocomplete="one-time-code" /></label>`;
  }
}
