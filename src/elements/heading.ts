import { html, nothing, type TemplateResult } from 'lit';
import { numberWithin } from './attributes.js';

/**
 * A title as a heading of a level, which can take the focus when the screen before it is gone. Written out: a tag cannot
 * be put into a template.
 */
export function heading(
  level: number,
  options: { part?: string; id?: string; class?: string },
  text: unknown,
): TemplateResult {
  const { part = nothing, id = nothing, class: name = nothing } = options;
  switch (Math.round(level)) {
    case 1:
      return html`<h1 part=${part} id=${id} class=${name} tabindex="-1">${text}</h1>`;
    case 2:
      return html`<h2 part=${part} id=${id} class=${name} tabindex="-1">${text}</h2>`;
    case 3:
      return html`<h3 part=${part} id=${id} class=${name} tabindex="-1">${text}</h3>`;
    case 4:
      return html`<h4 part=${part} id=${id} class=${name} tabindex="-1">${text}</h4>`;
    case 5:
      return html`<h5 part=${part} id=${id} class=${name} tabindex="-1">${text}</h5>`;
    default:
      return html`<h6 part=${part} id=${id} class=${name} tabindex="-1">${text}</h6>`;
  }
}

/** The level at which the titles of an element begin. */
export function headingLevelOf(host: Element & { headingLevel?: number | undefined }): number {
  return numberWithin(host, 'heading-level', host.headingLevel, { min: 1, max: 6, fallback: 2 });
}
