import { css, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { ConfigSource, Placement } from '../../controllers/config.js';
import { provideConfig } from '../../controllers/provide-config.js';
import { optionalBoolean, optionalText } from '../attributes.js';
import { JsInterfaceOptions } from './js-interface-options.js';

/**
 * @summary One place for endpoint, backend, options and texts: every element inside takes them from here.
 *
 * Shows nothing of its own. Configs may stand inside one another; the nearest one that has a setting counts.
 *
 * A `<script type="application/json">` directly in it is the `description` of a backend, for `backend="rest"`.
 *
 * @slot - The page's content, with our elements anywhere in it.
 */
export class MfaConfig extends JsInterfaceOptions implements ConfigSource {
  static override readonly tag: string = 'mfa-config';
  static override readonly styles = css`
    :host {
      display: contents;
    }
    /* In Firefox the Tab key goes round for ever in a shadow host without a box that lies in another. */
    @supports (-moz-appearance: none) {
      ::slotted(mfa-config) {
        display: block;
      }
      ::slotted(mfa-confirm) {
        display: inline;
      }
    }
    :host([density='compact']) {
      --mfa-density: 0.75;
    }
    :host([density='comfortable']) {
      --mfa-density: 1;
    }
  `;

  static override properties: PropertyDeclarations = {
    rememberDevice: { attribute: 'remember-device', converter: optionalBoolean },
    density: { reflect: true, converter: optionalText },
    hintPlacement: { attribute: 'hint-placement', converter: optionalText },
    errorPlacement: { attribute: 'error-placement', converter: optionalText },
  };

  /** Offer to skip the second factor on this device, where the backend can. Default false. */
  rememberDevice?: boolean | undefined;

  /** How close things stand: `compact` or `comfortable`. Default: what `--mfa-density` says, else comfortable. */
  density?: 'compact' | 'comfortable' | undefined;

  /** Whether hints stand `above` their field or `below` it, for the eyes and in the order of reading. Default below. */
  hintPlacement?: Placement | undefined;

  /** Whether what is wrong with a field stands `above` it or `below` it. Default below. */
  errorPlacement?: Placement | undefined;

  /** @internal */
  readonly takers = provideConfig(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.description ??=
      this.querySelector(':scope > script[type="application/json"]')?.textContent ?? undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.size > 0) for (const taker of this.takers) taker.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
