import { warnOnce } from '../../controllers/warn-once.js';
import { unwatchAttributes, watchAttributes } from '../attribute-watch.js';
import { markLanguage } from '../mark-language.js';
import { isMade, isMarked, madeId, markMade, SetAttributes, withoutMadeIds } from '../marks.js';
import { appendThroughSlots } from './append-through-slots.js';
import { OutsideLabels } from './outside-labels.js';
import { retieLabel, unwrapInput } from './unwrap-input.js';
import { writeValue } from './value-watch.js';

/** Names and values, in order. */
export type Attributes = readonly (readonly [name: string, value: string])[];

/** What the host says about its input. */
export interface LightFieldFacts {
  /** What its input has, and a page's own is given where it lacks it. */
  readonly attributes: Attributes;
  /** The type of an input of ours, and in place of one without a caret that can be read. */
  readonly type: 'text' | 'tel';
  /** Limits of the page's own that would be in the way. */
  readonly overrule?: (set: SetAttributes) => void;
  /** Its name, unless the page named it. */
  readonly label: string;
  readonly description: string;
  /** The language of the texts, where it is not the page's. */
  readonly language: string | undefined;
  readonly invalid: boolean;
}

/** The host, as far as it speaks for its input. */
export interface LightFieldHost extends HTMLElement {
  readonly name: string;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly readonly: boolean;
}

/** How often a second the attributes are put back, before somebody else is left to win. */
const MOST_RESTORES = 3;
/** Inputs that nobody types into. */
const NO_FIELD = /^(hidden|checkbox|radio|submit|button|image|reset|file|range|color)$/;
/** Types whose caret and selection can be read. */
const HAS_SELECTION = /^(text|tel|password|search|url)?$/i;

/**
 * The field's part of the light DOM: the input, and a hidden text beside it that describes it, since an input cannot
 * refer to texts in a shadow root. All of ours is marked, comes back where a framework takes it away, and is taken up
 * again where it comes back. Never overwrites what the page says about its own input.
 */
export class LightField {
  readonly #host: LightFieldHost;
  readonly #onChange: (stripped: boolean) => void;
  readonly #outside = new OutsideLabels(() => this.#onChange(false));
  #input: HTMLInputElement | undefined;
  #made: HTMLInputElement | undefined;
  #description: Element | undefined;
  #attributes: SetAttributes | undefined;
  /** What may say that the input is disabled: itself and the fieldsets around it. */
  #watched: Element[] = [];
  #restores: number[] = [];

  /** `onChange` is told when the page has changed something here: whether it took ours away, which are back then. */
  constructor(host: LightFieldHost, onChange: (stripped: boolean) => void) {
    this.#host = host;
    this.#onChange = onChange;
  }

  /** The page's input, or else one of our own: from an earlier life of the page, or a new one. */
  find(slot: HTMLSlotElement): HTMLInputElement {
    const nodes = slot.assignedElements({ flatten: true });
    const label = nodes.find((node) => node instanceof HTMLLabelElement);
    const wrapped = label?.querySelector('input') ?? undefined;
    const inputs = nodes.filter(isField);
    const made = inputs.filter((node) => isMade(node, 'input'));
    const own = wrapped ?? inputs.find((node) => !made.includes(node));
    const input = own ?? made.find((node) => node === this.#made) ?? made[0] ?? this.#made ?? makeInput();
    // A copy, out of some memory: what was typed into the first one is not for it.
    if (!this.#input && isMarked(input)) writeValue(input, '');
    for (const other of made) if (other !== input) other.remove();
    if (own) this.#made = undefined;
    else {
      this.#made = input;
      if (!made.includes(input)) appendThroughSlots(this.#host, input);
    }
    if (label && wrapped) unwrapInput(label, wrapped);
    else if (label?.htmlFor && label.htmlFor === input.id) retieLabel(label, input);
    if (input !== this.#input || wrapped || label) this.#attributes = new SetAttributes(input);
    this.#input = input;
    this.#takeDescription(nodes.filter((node) => isMade(node, 'description')));
    this.#outside.follow(this.#host, input);
    this.#unwatch();
    return input;
  }

  /** Nothing lies in the slot but what was found there, and what was added since. */
  hasAll(slot: HTMLSlotElement): boolean {
    const nodes = slot.assignedElements({ flatten: true });
    return nodes.length === 2 && nodes[0] === this.#input && nodes[1] === this.#description;
  }

  /** The page named the input itself. */
  get isNamed(): boolean {
    const input = this.#input;
    if (!input) return false;
    // To ask for labels is slow, and there are none for an input that nobody can refer to.
    if (input.closest('label') ?? (input.id && input.labels?.length)) return true;
    const isOwn = (name: string): boolean => !!this.#attributes?.own(name);
    return isOwn('aria-labelledby') || isOwn('aria-label') || !!this.#outside.ids;
  }

  /** Gives the input what it lacks, and ties the texts to it. */
  update(facts: LightFieldFacts): void {
    const [input, attributes] = [this.#input, this.#attributes];
    if (!input || !attributes) return;
    const { type, label, description, language, invalid } = facts;
    const { name, required, disabled, readonly } = this.#host;
    this.#needSelection(attributes, type);
    facts.overrule?.(attributes);
    for (const [attribute, value] of facts.attributes) attributes.give(attribute, value);
    if (input === this.#made) {
      attributes.give('type', type);
      attributes.give('name', name || undefined);
      attributes.give('required', required ? '' : undefined);
    }
    attributes.give('readonly', disabled || (readonly && input === this.#made) ? '' : undefined);
    attributes.give('aria-disabled', disabled ? 'true' : undefined);
    attributes.give('aria-label', label || undefined);
    attributes.give('aria-labelledby', this.#outside.ids || undefined);
    // Said also where it is false: a browser takes a code that is not whole yet for a wrong one.
    attributes.give('aria-invalid', String(invalid));
    this.#describe(input, attributes, description, language);
    attributes.list();
    // After our own changes, which are none to hear of.
    if (!this.#watched.length) this.#watch(input);
  }

  /** Takes back what lies beside an input, and our own input where it lies outside of a host that has gone. */
  release(): void {
    this.#description?.remove();
    // A host that is only moved is in the page again already: the input moves along, and keeps the focus.
    if (!this.#host.isConnected && this.#made?.parentNode !== this.#host) this.#made?.remove();
    this.#outside.release();
    this.#unwatch();
  }

  /** The page, or a framework, has changed an attribute of the input or of a fieldset around it. */
  attributesChanged(): void {
    const input = this.#input;
    if (!input) return;
    const stripped = this.#attributes?.stripped ?? false;
    if (stripped && !this.#mayRestore()) return;
    if (stripped) this.#attributes = new SetAttributes(input);
    if (stripped && input === this.#made && !isMade(input, 'input')) this.#made = undefined;
    this.#onChange(stripped);
  }

  #mayRestore(): boolean {
    const now = performance.now();
    this.#restores = [...this.#restores.filter((time) => now - time < 1000), now];
    if (this.#restores.length <= MOST_RESTORES) return true;
    warnOnce(this.#host, 'gives up: something keeps taking away what it sets on its input.');
    return false;
  }

  /** Caret and selection cannot be read of a field for numbers or dates, and a leading zero is lost in it. */
  #needSelection(attributes: SetAttributes, better: string): void {
    const type = attributes.own('type');
    if (type === null || HAS_SELECTION.test(type)) return;
    attributes.give('type', better, true);
    warnOnce(this.#host, `cannot work with an input of type ${type}: type="${better}" is used.`);
  }

  /** After what the page says about the input. An empty text says nothing. */
  #describe(
    input: HTMLInputElement,
    attributes: SetAttributes,
    text: string,
    language: string | undefined,
  ): void {
    const element = (this.#description ??= makeDescription());
    if (element.textContent !== text) element.textContent = text;
    markLanguage(element, language);
    // Where it has no slot it is in no tree, and describes nothing.
    if (element.slot !== input.slot) element.slot = input.slot;
    if (element.parentNode !== input.parentNode) input.after(element);
    const ids = withoutMadeIds(input.getAttribute('aria-describedby') ?? '');
    attributes.give('aria-describedby', `${ids} ${element.id}`.trim(), true);
  }

  /** One is enough; one from an earlier life of the page gets an id of this one. */
  #takeDescription(found: readonly Element[]): void {
    const description = found.find((node) => node === this.#description) ?? found[0];
    for (const other of found) if (other !== description) other.remove();
    if (!description || description === this.#description) return;
    this.#description?.remove();
    description.id = madeId();
    this.#description = description;
  }

  #watch(input: HTMLInputElement): void {
    let node: Element | null | undefined = input;
    for (; node; node = node.parentElement?.closest('fieldset')) {
      watchAttributes(node, this);
      this.#watched.push(node);
    }
  }

  #unwatch(): void {
    for (const element of this.#watched) unwatchAttributes(element, this);
    this.#watched = [];
  }
}

function isField(node: Element): node is HTMLInputElement {
  return node instanceof HTMLInputElement && !NO_FIELD.test(node.type);
}

function makeInput(): HTMLInputElement {
  const input = document.createElement('input');
  markMade(input, 'input');
  return input;
}

function makeDescription(): Element {
  const element = document.createElement('span');
  markMade(element, 'description');
  element.hidden = true;
  element.id = madeId();
  return element;
}
