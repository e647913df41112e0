/** Tells of the language around an element, and of each change of it. One watch for each document and shadow root. */

interface Watch {
  readonly observer: MutationObserver;
  readonly listeners: Set<() => void>;
}

const watches = new WeakMap<Node, Watch>();

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
  for (const root of roots) listen(root, look);
  before = languageAround(element);
  onLanguage(before);
  return () => {
    for (const root of roots) unlisten(root, look);
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

function listen(root: Node, listener: () => void): void {
  let watch = watches.get(root);
  if (!watch) {
    const listeners = new Set<() => void>();
    const observer = new MutationObserver(() => {
      for (const each of [...listeners]) each();
    });
    watch = { observer, listeners };
    watches.set(root, watch);
  }
  if (watch.listeners.size === 0)
    watch.observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang'] });
  watch.listeners.add(listener);
}

function unlisten(root: Node, listener: () => void): void {
  const watch = watches.get(root);
  watch?.listeners.delete(listener);
  if (watch?.listeners.size === 0) watch.observer.disconnect();
}
