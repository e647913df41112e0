/** An edit of ours passes through the same events as one of the person's. */
let editing = false;

/** Whether the event that is just heard comes of {@link editInput}. */
export function isOwnEdit(): boolean {
  return editing;
}

/**
 * Replaces a range of an input as if somebody had typed it, through the browser's own editing: deprecated as it is,
 * nothing else can be undone. The input tells of it by an `input` event.
 */
export function editInput(input: HTMLInputElement, start: number, end: number, text: string): void {
  input.setSelectionRange(start, end);
  editing = true;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only edit that the browser can undo
  const done = document.execCommand(text ? 'insertText' : 'delete', false, text);
  editing = false;
  if (!done) {
    input.setRangeText(text, start, end, 'end');
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }
}
