import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { CONFIG_CHANGED, type ConfigSource } from '../../controllers/config-controller.js';
import { MfaOptionsElement } from '../mfa-options-element.js';

/**
 * @summary One place for endpoint, backend, options and texts: every element inside takes them from here.
 *
 * Shows nothing of its own. Configs may stand inside one another; the nearest one that has a setting counts.
 *
 * @slot - The page's content, with our elements anywhere in it.
 */
export class MfaConfig extends MfaOptionsElement implements ConfigSource {
  static override readonly tag: string = 'mfa-config';
  static override readonly styles = css`
    :host {
      display: contents;
    }
  `;

  readonly isMfaConfig = true;

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.size > 0) this.dispatchEvent(new Event(CONFIG_CHANGED));
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
