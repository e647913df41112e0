import { adoptStyles, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import {
  CONFIG_REQUESTED,
  type ConfigSource,
  type ConfigTaker,
  type ConfigValues,
} from '../controllers/config.js';
import { ENGLISH, LanguageController, type Spoken } from '../controllers/language-controller.js';
import { formatText, type TextKey, type TextValues, type Texts } from '../locales/texts.js';
import type { Placements } from './field.js';
import { markLanguage } from './mark-language.js';

/**
 * What all elements share: registration under any tag, texts, and the settings of the `<mfa-config>` above them.
 */
export class MfaElement extends LitElement implements ConfigTaker {
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

  /** @internal */
  configs: ConfigSource[] = [];

  /**
   * Shows what a server can know, and no more: on one, and in the first render over what one has rendered. Configs,
   * clients, records and media queries come after.
   */
  protected asOnServer = typeof document === 'undefined';

  #isMarked = false;
  readonly #words = new LanguageController(this, (this.constructor as typeof MfaElement).english);

  override connectedCallback(): void {
    super.connectedCallback();
    this.findConfigs();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveConfigs();
  }

  /** Takes over a root that a server has rendered, where Lit's hydration is loaded; elsewhere begins anew in it. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const { elementStyles, observedAttributes } = this.constructor as typeof MfaElement;
    const root = this.shadowRoot;
    if (root && !observedAttributes.includes('defer-hydration')) root.replaceChildren();
    else if (root) {
      // A page's policy may have refused those in the markup.
      adoptStyles(root, elementStyles);
      this.asOnServer = true;
      void this.updateComplete.then(() => {
        this.asOnServer = false;
        this.requestUpdate();
      });
    }
    return super.createRenderRoot();
  }

  /** The first words that are seen are in their language, unless that takes too long. */
  protected override async scheduleUpdate(): Promise<void> {
    const { loading } = this.#words;
    if (loading && !this.hasUpdated && !this.asOnServer) await loading;
    await super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues): void {
    try {
      super.update(changed);
    } catch (error) {
      if (!this.asOnServer) throw error;
      // An older build has rendered it, or time has passed since.
      this.renderRoot.replaceChildren();
      super.update(changed);
    }
    if (!this.asOnServer) this.#markLanguage();
  }

  /** @internal */
  findConfigs(): void {
    this.#leaveConfigs();
    this.dispatchEvent(new CustomEvent(CONFIG_REQUESTED, { detail: this, bubbles: true, composed: true }));
    // After a move, other settings may hold.
    this.requestUpdate();
  }

  #leaveConfigs(): void {
    for (const config of this.configs) config.takers.delete(this);
    this.configs = [];
  }

  /**
   * What was typed is forgotten when the page goes: neither the browser's memory of forms nor a page that it keeps for
   * going back may bring it back.
   */
  protected forgetOnPageHide(forget: () => void): void {
    this.addController({
      hostConnected: () => addEventListener('pagehide', forget),
      hostDisconnected: () => removeEventListener('pagehide', forget),
    });
  }

  /** A setting: this element's own if it has one, else that of the nearest `<mfa-config>` that has one. */
  protected setting<K extends keyof ConfigValues>(key: K): ConfigValues[K] {
    return this.#find((source) => source[key]);
  }

  /** Where what belongs to a field stands. */
  protected get placements(): Placements {
    return { hint: this.setting('hintPlacement'), error: this.setting('errorPlacement') };
  }

  /** What the element speaks, as in `lang`: that of the nearest `lang` where it is known, else English. */
  protected get language(): string {
    return this.#spoken.language;
  }

  /** The text for a key, in the page's own words where it has some. */
  protected readonly text = (key: TextKey, values: TextValues = {}): string => {
    const { texts = (this.constructor as typeof MfaElement).english, language } = this.#spoken;
    return formatText(this.#find(({ texts }) => texts?.[key]) ?? texts[key] ?? key, values, language);
  };

  /** What its words are marked with: their language, where it is not the one around the element. */
  protected get languageMark(): string | undefined {
    const { around, spoken } = this.#words;
    const isSilent = (this.constructor as typeof MfaElement).english === MfaElement.english;
    return this.asOnServer || isSilent || spoken.language === around ? undefined : spoken.language;
  }

  /** A server does not know the page. */
  get #spoken(): Spoken {
    return this.asOnServer ? ENGLISH : this.#words.spoken;
  }

  /** Words in another language than the page's say so, and which way they run. */
  #markLanguage(): void {
    const mark = this.languageMark;
    if (!mark && !this.#isMarked) return;
    this.#isMarked = mark !== undefined;
    for (const child of this.renderRoot.children) markLanguage(child, mark);
  }

  /** The first answer that is not nothing: the element's own, then that of the nearest config. */
  #find<T>(ask: (source: ConfigValues) => T): T | undefined {
    for (const source of [this as ConfigValues, ...(this.asOnServer ? [] : this.configs)]) {
      const answer = ask(source);
      if (answer !== undefined && answer !== null) return answer;
    }
    return undefined;
  }
}
