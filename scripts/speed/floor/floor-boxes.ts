/** The least that six boxes can be as a Lit element: an input each. */
import { css, html, LitElement, type TemplateResult } from 'lit';

export class FloorBoxes extends LitElement {
  static override styles = css`input{width:2.75rem;box-sizing:border-box}`; // prettier-ignore

  protected override render(): TemplateResult {
    return html`<input maxlength="1" /><input maxlength="1" /><input maxlength="1" /><input
        maxlength="1"
      /><input maxlength="1" /><input maxlength="1" />`;
  }
}
