import { html, type TemplateResult } from 'lit';

const templates: TemplateResult[] = [];

/** The empty boxes, as one static template per length: no bindings to set up, one clone. */
export function boxesTemplate(length: number): TemplateResult {
  const markup = ['<span part="box"></span>'.repeat(length)];
  return (templates[length] ??= html(Object.assign(markup, { raw: markup })));
}
