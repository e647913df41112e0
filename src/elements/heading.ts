import { nothing, type TemplateResult } from 'lit';
import { html, unsafeStatic } from 'lit/static-html.js';
import { numberWithin } from './attributes.js';

/** A title as a heading of a level, which can take the focus when the screen before it is gone. */
export function heading(
  level: number,
  options: { part?: string; id?: string; class?: string },
  text: unknown,
): TemplateResult {
  const tag = unsafeStatic(`h${Math.min(Math.max(Math.round(level), 1), 6)}`);
  return html`<${tag} part=${options.part ?? nothing} id=${options.id ?? nothing} class=${options.class ?? nothing} tabindex="-1">${text}</${tag}>`;
}

/** The level at which the titles of an element begin. */
export function headingLevelOf(host: Element & { headingLevel?: number | undefined }): number {
  return numberWithin(host, 'heading-level', host.headingLevel, { min: 1, max: 6, fallback: 2 });
}
