import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { CONFIG_REQUESTED, type ConfigSource, type ConfigTaker } from '../../controllers/config.js';
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

  /** @internal */
  readonly takers = new Set<ConfigTaker>();

  constructor() {
    super();
    this.addEventListener(CONFIG_REQUESTED, (event) => {
      const taker = (event as CustomEvent<ConfigTaker>).detail;
      if (taker === this) return;
      taker.configs.push(this);
      this.takers.add(taker);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Those who asked before this element was defined, or before it was put around them.
    for (const taker of takersIn(this)) taker.findConfigs();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.size > 0) for (const taker of this.takers) taker.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

/** All that take settings below an element, through shadow roots and slots. */
function* takersIn(root: ParentNode): Generator<ConfigTaker> {
  for (const element of root.querySelectorAll('*')) {
    if ('findConfigs' in element) yield element as ConfigTaker;
    if (element.shadowRoot) yield* takersIn(element.shadowRoot);
    if (!(element instanceof HTMLSlotElement)) continue;
    for (const assigned of element.assignedElements()) {
      if ('findConfigs' in assigned) yield assigned as ConfigTaker;
      yield* takersIn(assigned);
    }
  }
}
