import { LitElement, type PropertyDeclarations } from 'lit';
import { ConfigController, type ConfigValues } from '../controllers/config-controller.js';
import { formatText, type Text, type TextKey, type TextValues, type Texts } from '../locales/texts.js';

/**
 * What all elements share: registration under any tag, texts, and the settings of the `<mfa-config>` above them.
 */
export class MfaElement extends LitElement {
  /** The tag under which {@link MfaElement.define} registers the class by default. */
  static readonly tag: string;

  /** The English texts that the element uses, which are always there. */
  static readonly english: Texts = {};

  static override properties: PropertyDeclarations = { texts: { attribute: false } };

  /** Registers the class, once, under its own tag or another, in the page's registry or a scoped one. */
  static define(tag: string = this.tag, registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** Texts of the page's own, in place of the catalogue's. Those of an `<mfa-config>` above apply as well. */
  texts?: Texts;

  /** What the `<mfa-config>` elements above say. */
  protected readonly config = new ConfigController(this);

  /** A setting: this element's own if it has one, else that of the nearest `<mfa-config>` that has one. */
  protected setting<K extends keyof ConfigValues>(key: K): ConfigValues[K] {
    const own = (this as unknown as ConfigValues)[key];
    return own ?? this.config.get(key);
  }

  /** The text for a key, in the page's own words where it has some. */
  protected readonly text = (key: TextKey, values: TextValues = {}): string => {
    const own = this.texts?.[key] ?? this.config.find((config) => config.texts?.[key]);
    return formatText(
      own ?? (this.constructor as typeof MfaElement).english[key] ?? this.lateText(key) ?? key,
      values,
    );
  };

  /** A text that is loaded later than the element. */
  protected lateText(_key: TextKey): Text | undefined {
    return undefined;
  }
}
