import { html, type TemplateResult } from 'lit';

/** What the boxes show, besides the input's selection. */
export interface CodeBoxesState {
  readonly value: string;
  readonly focused: boolean;
  readonly masked: boolean;
}

const MASK = '•';
const templates: TemplateResult[] = [];

/** The empty boxes, as one static template per length: no bindings to set up, one clone. */
export function boxesTemplate(length: number): TemplateResult {
  const markup = ['<span part="box"></span>'.repeat(length)];
  return (templates[length] ??= html(Object.assign(markup, { raw: markup })));
}

/** Draws characters, caret and selection into the boxes. Touches only what is another than before. */
export function paintBoxes(
  boxes: NodeListOf<Element>,
  { selectionStart, selectionEnd, readOnly }: HTMLInputElement,
  { value, focused, masked }: CodeBoxesState,
): void {
  // An input of a type without a selection says null.
  const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
  const active = focused && start === end ? Math.min(start, boxes.length - 1) : -1;
  for (const [index, box] of boxes.entries()) {
    const character = value[index] ?? '';
    const text = character && masked ? MASK : character;
    const part =
      'box' +
      (character && ' filled') +
      (focused && index >= start && index < end ? ' selected' : '') +
      (index === active ? (readOnly ? ' active' : ' active caret') + (start > index ? ' end' : '') : '');
    if (box.textContent !== text) box.textContent = text;
    if (box.getAttribute('part') !== part) box.setAttribute('part', part);
  }
}
