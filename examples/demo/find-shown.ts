/** The first element that is to be seen and is what is wanted, in whatever open shadow root it stands. */
export function findShown(root: ParentNode, isWanted: (element: Element) => boolean): Element | undefined {
  for (const element of root.querySelectorAll('*')) {
    if (isWanted(element) && element.checkVisibility()) return element;
    const inside = element.shadowRoot && findShown(element.shadowRoot, isWanted);
    if (inside) return inside;
  }
  return undefined;
}
