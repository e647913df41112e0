/**
 * Tells of each write to the `value` of an input, before and after it: scripts and frameworks write without an event.
 * Chained onto whatever is there already, such as React's own watching. Returns what takes it off again.
 */
export function watchValue(
  input: HTMLInputElement,
  { before, after }: { before: (text: string) => void; after: () => void },
): () => void {
  const own = Object.getOwnPropertyDescriptor(input, 'value');
  const inner = own ?? Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  if (!inner?.set || own?.configurable === false) return () => {};
  let watching = true;
  const set = (text: string): void => {
    if (watching) before(text);
    inner.set?.call(input, text);
    if (watching) after();
  };
  const get = (): unknown => inner.get?.call(input);
  Object.defineProperty(input, 'value', { configurable: true, enumerable: true, get, set });
  return () => {
    watching = false;
    // Where somebody has chained onto ours, it stays in the chain and says nothing.
    if (Object.getOwnPropertyDescriptor(input, 'value')?.set !== set) return;
    if (own) Object.defineProperty(input, 'value', own);
    else Reflect.deleteProperty(input, 'value');
  };
}

/** Writes a value past everything that watches the property: a framework would take our correction for its own. */
export function writeValue(input: HTMLInputElement, text: string): void {
  Reflect.set(HTMLInputElement.prototype, 'value', text, input);
}
