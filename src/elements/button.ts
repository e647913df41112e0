import { html, nothing, type TemplateResult } from 'lit';

export interface ButtonOptions {
  label: string;
  id?: string;
  /** The id of what it is about, where the label alone does not tell it from others. Needs an id itself. */
  about?: string;
  /** What a click does. Without it the button submits its form. */
  onClick?: () => void;
  /** The name for `::part()`. */
  part: string;
  kind?: 'primary' | 'secondary' | 'link';
  /** A call is under way: the button keeps focus and width, and takes no clicks. */
  busy?: boolean;
  /** Not now. Stays in reach of the keyboard, so that focus is never lost. */
  off?: boolean;
}

/** A button, the same in every element. */
export function button(options: ButtonOptions): TemplateResult {
  const { busy = false, off = false } = options;
  return html`<button
    type=${options.onClick ? 'button' : 'submit'}
    part=${options.part}
    class=${options.kind ?? 'primary'}
    id=${options.id ?? nothing}
    aria-labelledby=${options.id && options.about ? `${options.id} ${options.about}` : nothing}
    aria-busy=${busy ? 'true' : nothing}
    aria-disabled=${busy || off ? 'true' : nothing}
    @click=${(event: Event) => {
      if (busy || off) event.preventDefault();
      else options.onClick?.();
    }}
  >
    <span class="label">${options.label}</span>${
      busy
        ? html`<span class="spinner-frame" aria-hidden="true"><span class="spinner"></span></span>`
        : nothing
    }
  </button>`;
}
