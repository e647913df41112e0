/** The least that a pairing screen can be as a Lit element: a key from a backend, drawn by `qrcode`. */
import { Task } from '@lit/task';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';

export class FloorPairing extends LitElement {
  static override styles = css`div{width:200px}`; // prettier-ignore

  uri = '';

  readonly #drawing = new Task(this, {
    task: async ([uri]) => {
      const { default: qrcode } = await import('qrcode');
      return qrcode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M' });
    },
    args: () => [this.uri] as const,
  });

  protected override render(): TemplateResult {
    return html`<div>${this.#drawing.render({ complete: (svg) => unsafeSVG(svg) })}</div>
      <label>Code <input inputmode="numeric" autocomplete="one-time-code" /></label>`;
  }
}
