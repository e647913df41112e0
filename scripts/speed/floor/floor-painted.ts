/** The least that six boxes painted from one input can be as a Lit element: what a keystroke is compared with. */
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';

const BOXES = [0, 1, 2, 3, 4, 5];

export class FloorPainted extends LitElement {
  static override properties: PropertyDeclarations = { code: { state: true } };
  static override styles = css`span{display:inline-block;width:2.75rem;border:1px solid}`; // prettier-ignore

  code = '';

  protected override render(): TemplateResult {
    return html`<input
        maxlength="6"
        @input=${({ target }: InputEvent) => (this.code = (target as HTMLInputElement).value)}
      />
      <div>${BOXES.map((index) => html`<span>${this.code[index] ?? ''}</span>`)}</div>`;
  }
}
