type Focusable = HTMLElement & { updateComplete?: Promise<unknown> };

/** Gives the focus to what takes it of what is there by these selectors, once that has rendered: the first is the best. */
export async function focusIn(root: ParentNode, ...selectors: string[]): Promise<void> {
  for (const selector of selectors) {
    const next = root.querySelector<Focusable>(selector);
    await next?.updateComplete;
    next?.focus();
    // What the page has put something else in the place of takes none.
    if (next?.matches(':focus-within')) return;
  }
}
