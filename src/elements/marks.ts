/**
 * What is ours in the page's DOM says so on the node itself, and so survives `cloneNode`, `innerHTML` and a history
 * snapshot: taken up again when it comes back, and never mistaken for the page's own will.
 */
const MADE = 'data-mfa-made';
const SET = 'data-mfa-set';

/** Marks a node as made by us, with what it is. */
export function markMade(node: Element, what: string): void {
  node.setAttribute(MADE, what);
}

/** Whether we made a node, in this life of the page or in an earlier one. */
export function isMade(node: Element, what: string): boolean {
  return node.getAttribute(MADE) === what;
}

/** Whether it has attributes of ours, from this life of the page or an earlier one. */
export function isMarked(node: Element): boolean {
  return node.hasAttribute(SET);
}

/** Ids of ours are known by how they begin; the middle keeps two copies of the kit on a page apart. */
const ID_START = 'mfa-made-';
const idsOfThisCopy = `${ID_START}${Math.random().toString(36).slice(2, 7)}-`;
let count = 0;

/** An id for a node of ours, unlike any other on the page. */
export function madeId(): string {
  return `${idsOfThisCopy}${++count}`;
}

/** A list of ids without those of ours, from whichever life of the page. */
export function withoutMadeIds(ids: string): string {
  return ids
    .split(/\s+/)
    .filter((id) => id && !id.startsWith(ID_START))
    .join(' ');
}

/**
 * The attributes that we set on an element, listed in its `data-mfa-set`. Owns those, and no other: what the page says
 * itself is left as it is, unless a field cannot work with it.
 */
export class SetAttributes {
  readonly element: Element;
  readonly #set = new Map<string, string>();

  /** Takes up what is listed as ours. */
  constructor(element: Element) {
    this.element = element;
    for (const name of element.getAttribute(SET)?.split(' ') ?? []) {
      const value = element.getAttribute(name);
      if (value !== null) this.#set.set(name, value);
    }
  }

  /** The page's own value; nothing where it has none, or ours is there. */
  own(name: string): string | null {
    return this.#set.has(name) ? null : this.element.getAttribute(name);
  }

  /** Sets or takes away an attribute of ours. The page's own stays, unless it is to be overruled. */
  give(name: string, value: string | undefined, overrule = false): void {
    const { element } = this;
    if (value === undefined) {
      if (this.#set.delete(name)) element.removeAttribute(name);
    } else if (this.#set.get(name) !== value && (overrule || this.own(name) === null)) {
      this.#set.set(name, value);
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
  }

  /** Writes the list of what is ours. After each round of changes. */
  list(): void {
    const names = [...this.#set.keys()].join(' ');
    if (!names) this.element.removeAttribute(SET);
    else if (this.element.getAttribute(SET) !== names) this.element.setAttribute(SET, names);
  }

  /** Whether somebody has taken away what we set. What they gave another value is theirs from now on. */
  get stripped(): boolean {
    const { element } = this;
    const listed = element.getAttribute(SET)?.split(' ') ?? [];
    let stripped = false;
    for (const [name, value] of this.#set) {
      const current = element.getAttribute(name);
      if (current === null || !listed.includes(name)) stripped = true;
      else if (current !== value) this.#set.delete(name);
    }
    return stripped;
  }
}
