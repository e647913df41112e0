/**
 * Appends an input to an element's light DOM. An element that holds a `<slot>` for the input lies in the shadow root of
 * another: that one's light DOM is where password managers, forms and labels look.
 */
export function appendThroughSlots(owner: Element, input: HTMLInputElement, name = ''): void {
  const slot = [...owner.children].find((child) => child instanceof HTMLSlotElement && child.slot === name);
  const root = slot?.getRootNode();
  if (root instanceof ShadowRoot) appendThroughSlots(root.host, input, (slot as HTMLSlotElement).name);
  else {
    if (name) input.slot = name;
    owner.append(input);
  }
}
