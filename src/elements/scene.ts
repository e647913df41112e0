import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.js';

/** What a thing is about, as the looks have it. */
export type Tone = 'danger' | 'warning' | 'success' | 'neutral';

const ICONS: Record<Tone, IconName> = {
  danger: 'alert',
  warning: 'alert',
  success: 'check',
  neutral: 'shield',
};

export interface NoticeOptions {
  /** The name for `::part()`. Default `error`. */
  part?: string;
  id?: string;
  tone?: Tone;
  /** It takes the focus when what had it is gone. */
  focusable?: boolean;
}

/** What goes wrong, or is to be known, beside the rest. */
export function notice(words: string, options: NoticeOptions = {}): TemplateResult {
  const { part = 'error', tone = 'danger', id, focusable } = options;
  return html`<p
    part="${part} notice notice-${tone}"
    class="notice ${tone}"
    id=${id ?? nothing}
    tabindex=${focusable ? -1 : nothing}
    ?hidden=${!words}
  >${icon(ICONS[tone])}<span>${words}</span></p>`; // prettier-ignore
}

/** What is wrong with one field. Always in the page: the field is tied to it. */
export function fieldError(id: string, words: string, part = 'field-error', role?: 'alert'): TemplateResult {
  return html`<p id=${id} part="${part} error" class="error error-line" role=${role ?? nothing}>${
    words ? html`${icon('alert')}<span>${words}</span>` : nothing
  }</p>`; // prettier-ignore
}

/** What is all there is to see: the end, nothing yet, no way on. */
export function scene(tone: Tone, content: unknown, name: IconName = ICONS[tone]): TemplateResult {
  return html`<div part="scene scene-${tone}" class="scene ${tone}">
    <span part="scene-icon" class="disc">${icon(name)}</span>
    <div class="stack">${content}</div>
  </div>`;
}

/**
 * Where something is being loaded: about as high as what comes, seen only where that takes long. Takes the focus when what
 * had it is gone.
 */
export function skeleton(words: string, lines = 3): TemplateResult {
  return html`<div part="loading" aria-busy="true" tabindex="-1">
    <div part="skeleton" class="skeleton" aria-hidden="true">
      ${Array.from({ length: lines }, () => html`<span></span>`)}
    </div>
    <span class="visually-hidden">${words}</span>
  </div>`;
}
