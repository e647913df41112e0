import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.js';

export interface ButtonOptions {
  label: string | TemplateResult;
  id?: string;
  /** The id of what it is about, where the label alone does not tell it from others. Needs an id itself. */
  about?: string;
  /** What a click does. Without it the button submits its form. */
  onClick?: () => void;
  /** Its own name for `::part()`, beside those of all buttons and of its kind. */
  part: string;
  kind?: 'primary' | 'secondary' | 'danger' | 'link' | 'way';
  icon?: IconName;
  /** A call is under way: the button keeps focus and width, and takes no clicks. */
  busy?: boolean;
  /** Not now. Stays in reach of the keyboard, so that focus is never lost. */
  off?: boolean;
}

/** A button, the same in every element. */
export function button(options: ButtonOptions): TemplateResult {
  const { busy = false, off = false, kind = 'primary' } = options;
  return html`<button
    type=${options.onClick ? 'button' : 'submit'}
    part="${options.part} button button-${kind}"
    class=${kind}
    id=${options.id ?? nothing}
    aria-labelledby=${options.id && options.about ? `${options.id} ${options.about}` : nothing}
    aria-busy=${busy ? 'true' : nothing}
    aria-disabled=${busy || off ? 'true' : nothing}
    @click=${(event: Event) => {
      if (busy || off) event.preventDefault();
      else options.onClick?.();
    }}
  >
    <span class="label">${options.icon ? icon(options.icon) : nothing}${options.label}</span>${
      busy
        ? html`<span class="spinner-frame" aria-hidden="true"><span class="spinner"></span></span>`
        : nothing
    }
  </button>`;
}

/** For the `submit` of the form around a button: this is done, and the page stays. */
export function submitting(act: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    act();
  };
}
