const MASK = '•';

/** What is to be seen in the boxes. */
export interface CodePicture {
  readonly value: string;
  readonly masked: boolean;
  readonly focused: boolean;
  readonly input: HTMLInputElement;
}

/** Draws characters, caret and selection. Touches only what is another than before. */
export function paintBoxes(boxes: ArrayLike<Element>, { value, masked, focused, input }: CodePicture): void {
  const { selectionStart, selectionEnd, readOnly } = input;
  const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
  const active = focused && start === end ? Math.min(start, boxes.length - 1) : -1;
  for (const [index, box] of Array.from(boxes).entries()) {
    const text = index < value.length && masked ? MASK : (value[index] ?? '');
    if (box.textContent !== text) box.textContent = text;
    const part =
      'box' +
      (text && ' filled') +
      (focused && index >= start && index < end ? ' selected' : '') +
      (index === active ? (readOnly ? ' active' : ' active caret') + (start > index ? ' end' : '') : '');
    if (box.getAttribute('part') !== part) box.setAttribute('part', part);
  }
}
