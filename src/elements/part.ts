import type { nothing, TemplateResult } from 'lit';

/** What a part of a view renders, where there may be nothing. */
export type Part = TemplateResult | typeof nothing;
