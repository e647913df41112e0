/** Who is to hear of a change to an element's attributes. */
export interface AttributeListener {
  attributesChanged: () => void;
}

/** Weak: what a page drops is dropped here as well. */
const listeners = new WeakMap<Node, Set<AttributeListener>>();
let observer: MutationObserver | undefined;

/** One observer for all elements of the page: each costs a registration, and no object of its own. */
function watcher(): MutationObserver {
  return (observer ??= new MutationObserver((records) => {
    const called = new Set<AttributeListener>();
    for (const { target } of records) for (const each of listeners.get(target) ?? []) called.add(each);
    for (const each of called) each.attributesChanged();
  }));
}

/** Tells the listener, a microtask later, when an attribute of the element has changed. */
export function watchAttributes(element: Element, listener: AttributeListener): void {
  const known = listeners.get(element);
  if (known) known.add(listener);
  else {
    listeners.set(element, new Set([listener]));
    watcher().observe(element, { attributes: true });
  }
}

/** Tells the listener no more. */
export function unwatchAttributes(element: Element, listener: AttributeListener): void {
  listeners.get(element)?.delete(listener);
}
