/** Gives the focus to what is there by this selector, once that has rendered what takes it. */
export async function focusIn(root: ParentNode, selector: string): Promise<void> {
  const next = root.querySelector<HTMLElement & { updateComplete?: Promise<unknown> }>(selector);
  await next?.updateComplete;
  next?.focus();
}
