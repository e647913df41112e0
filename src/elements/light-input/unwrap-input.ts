import { madeId, SetAttributes } from '../marks.js';

/** An input within a label is out of reach of our styles: it goes beside the label, which stays its label. */
export function unwrapInput(label: HTMLLabelElement, input: HTMLInputElement): void {
  nameBy(label, input);
  // A move takes the focus away.
  const hadFocus = input.matches(':focus');
  label.after(input);
  if (hadFocus) input.focus();
}

/** Ties a label to its input again where both were copied, ids and all. */
export function retieLabel(label: HTMLLabelElement, input: HTMLInputElement): void {
  const isOurs = input.id && new SetAttributes(input).own('id') === null;
  const root = input.getRootNode() as Document | ShadowRoot;
  if (isOurs && root.getElementById(input.id) !== input) nameBy(label, input, madeId());
}

function nameBy(label: HTMLLabelElement, input: HTMLInputElement, id = input.id || madeId()): void {
  for (const [element, name] of [
    [input, 'id'],
    [label, 'for'],
  ] as const) {
    const attributes = new SetAttributes(element);
    if (element.getAttribute(name) !== id) attributes.give(name, id, true);
    attributes.list();
  }
}
