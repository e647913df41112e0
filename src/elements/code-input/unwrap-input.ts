let count = 0;
/** Ids are the page's, and two copies of the kit may be on it. */
const prefix = `mfa-code-wrapped-${Math.random().toString(36).slice(2, 7)}-`;

/** An input within a label is out of reach of our styles: it goes beside the label, which stays its label. */
export function unwrapInput(input: HTMLInputElement): void {
  const label = input.closest('label');
  if (!label) return;
  input.id ||= `${prefix}${++count}`;
  label.htmlFor = input.id;
  // This code may come when somebody is in it already: a move would take the focus away.
  const hadFocus = input.matches(':focus');
  label.after(input);
  if (hadFocus) input.focus();
}
