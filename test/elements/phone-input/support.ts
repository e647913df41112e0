import type { MfaPhoneInput } from '../../../src/elements/phone-input/phone-input.js';
import { inputOf as anyInputOf } from '../code-input/support.js';

export { paste } from '../code-input/support.js';

/** Puts markup into the page and waits for the first phone field in it. */
export async function mount(markup: string): Promise<{ root: HTMLElement; field: MfaPhoneInput }> {
  const root = document.createElement('div');
  root.className = 'test-root';
  root.innerHTML = markup;
  document.body.append(root);
  const field = root.querySelector('mfa-phone-input');
  if (!field) throw new Error('no field');
  await field.updateComplete;
  return { root, field };
}

export function unmount(): void {
  for (const root of document.querySelectorAll('.test-root')) root.remove();
}

/** The native input, which is there once the field is mounted. */
export function inputOf(field: MfaPhoneInput): HTMLInputElement {
  return anyInputOf(field);
}

/** Something of the field's own, by its part. */
export function partOf<T extends HTMLElement = HTMLElement>(field: MfaPhoneInput, part: string): T {
  const found = field.shadowRoot?.querySelector<T>(`[part~=${part}]`);
  if (!found) throw new Error(`no ${part}`);
  return found;
}

/** What is said of the number, in sight. */
export function told(field: MfaPhoneInput): string {
  return field.shadowRoot?.querySelector('output')?.textContent ?? '';
}

/** Text and caret as a picture: `020 7|946`. */
export function picture(field: MfaPhoneInput): string {
  const { value, selectionStart, selectionEnd } = inputOf(field);
  const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
  const selected = start === end ? '|' : `[${value.slice(start, end)}]`;
  return value.slice(0, start) + selected + value.slice(end);
}

/** Puts text and caret into the field, as if they had been there. */
export function draw(field: MfaPhoneInput, wanted: string): void {
  const start = wanted.search(/[|[]/);
  const end = wanted.includes('|') ? start : wanted.indexOf(']') - 1;
  const input = inputOf(field);
  input.value = wanted.replace(/[|[\]]/g, '');
  field.focus();
  input.setSelectionRange(start, end);
}
