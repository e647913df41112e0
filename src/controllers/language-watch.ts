/** Tells of the language around an element, and of each change of it. */

/** By document and shadow root. Weak: what a page drops is dropped here as well. */
const listeners = new WeakMap<Node, Set<() => void>>();
let observer: MutationObserver | undefined;

/** Calls back at once, and whenever a `lang` around the element changes. Returns its undo. */
export function followLanguage(
  element: Element,
  onLanguage: (language: string | undefined) => void,
): () => void {
  let before: string | undefined;
  const look = (): void => {
    const language = languageAround(element);
    if (language === before) return;
    before = language;
    onLanguage(language);
  };
  const roots = rootsOf(element);
  for (const root of roots) listenersIn(root).add(look);
  before = languageAround(element);
  onLanguage(before);
  return () => {
    for (const root of roots) listeners.get(root)?.delete(look);
  };
}

/** The `lang` of the element or its nearest ancestor that has one, through shadow roots. */
function languageAround(element: Element): string | undefined {
  for (let at: Element | undefined = element; at;) {
    const language = at.closest('[lang]')?.getAttribute('lang');
    if (language) return language;
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return undefined;
}

function rootsOf(element: Element): Node[] {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [root, ...rootsOf(root.host)] : [root];
}

function listenersIn(root: Node): Set<() => void> {
  let found = listeners.get(root);
  if (!found) {
    listeners.set(root, (found = new Set()));
    watcher().observe(root, { subtree: true, attributes: true, attributeFilter: ['lang'] });
  }
  return found;
}

/** One observer for all roots: a page may have hundreds. */
function watcher(): MutationObserver {
  return (observer ??= new MutationObserver((records) => {
    const roots = new Set(records.map(({ target }) => target.getRootNode()));
    const called = new Set([...roots].flatMap((root) => [...(listeners.get(root) ?? [])]));
    for (const each of called) each();
  }));
}
