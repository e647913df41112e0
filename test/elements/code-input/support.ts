import type { MfaCodeInput } from '../../../src/elements/code-input/code-input.js';
import { keys } from '../../support/keys.js';

/** Puts markup into the page and waits for the code fields in it. */
export async function mount(markup: string): Promise<{ root: HTMLElement; field: MfaCodeInput }> {
  const root = document.createElement('div');
  root.className = 'test-root';
  root.innerHTML = markup;
  document.body.append(root);
  const fields = [...root.querySelectorAll('mfa-code-input')];
  for (const field of fields) await field.updateComplete;
  return {
    root,
    get field() {
      return must(fields[0]);
    },
  };
}

export function unmount(): void {
  for (const root of document.querySelectorAll('.test-root')) root.remove();
}

/** What a test cannot go on without. */
export function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('not there');
  return value;
}

/** The native input, which is there once the field is mounted. */
export function inputOf(field: { readonly input: HTMLInputElement | undefined }): HTMLInputElement {
  if (!field.input) throw new Error('no input');
  return field.input;
}

/**
 * What the page, and who uses it, finds of a field.
 *
 * @param owner - In whose light DOM its input lies.
 */
export function findings(field: MfaCodeInput, owner: Element = field): unknown {
  const input = inputOf(field);
  const texts = (attribute: string): (string | undefined)[] =>
    (input.getAttribute(attribute) ?? '')
      .split(' ')
      .filter(Boolean)
      .map((id) => (input.getRootNode() as Document).getElementById(id)?.textContent);
  const attributes = Object.fromEntries([...input.attributes].map(({ name, value }) => [name, value]));
  // Ids are others each time.
  for (const name of ['id', 'aria-describedby'])
    if (attributes[name]?.includes('mfa-')) attributes[name] = '';
  // So is their order in the list.
  attributes['data-mfa-set'] = attributes['data-mfa-set']?.split(' ').sort().join(' ') ?? '';
  return {
    attributes,
    described: texts('aria-describedby'),
    labels: [...(input.labels ?? [])].map(({ textContent }) => textContent.trim()),
    label: field.shadowRoot?.querySelector('[part~=label]')?.textContent,
    inputs: owner.querySelectorAll('input').length,
    made: [...owner.querySelectorAll('[data-mfa-made]')].map(({ localName }) => localName),
    disabled: field.matches(':state(disabled)'),
  };
}

export function boxesOf(field: MfaCodeInput): HTMLElement[] {
  return [...(field.shadowRoot?.querySelectorAll<HTMLElement>('[part~=box]') ?? [])];
}

/** What the boxes show, `_` for an empty one. */
export function drawn(field: MfaCodeInput): string {
  return boxesOf(field)
    .map((box) => box.textContent || '_')
    .join('');
}

/** Which boxes are drawn with a state, such as `active`. */
export function boxesThatAre(field: MfaCodeInput, state: string): number[] {
  return boxesOf(field).flatMap((box, index) => (box.part.contains(state) ? [index] : []));
}

/** The text in the live region. */
export function said(field: MfaCodeInput): string {
  return field.shadowRoot?.querySelector('output')?.textContent ?? '';
}

/** Value and selection as a picture: `12|3456`, `1[23]456`. */
export function picture(field: MfaCodeInput): string {
  const { value, selectionStart, selectionEnd } = inputOf(field);
  const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
  const selected = start === end ? '|' : `[${value.slice(start, end)}]`;
  return value.slice(0, start) + selected + value.slice(end);
}

/** Sets value and selection from a picture, and focuses. */
export function draw(field: MfaCodeInput, wanted: string): void {
  const start = wanted.search(/[|[]/);
  const end = wanted.includes('|') ? start : wanted.indexOf(']') - 1;
  field.value = wanted.replace(/[|[\]]/g, '');
  field.focus();
  inputOf(field).setSelectionRange(start, end);
}

/** Copies a text elsewhere and pastes it where the focus is, with real keys. */
export async function paste(text: string): Promise<void> {
  const focused = document.activeElement as HTMLInputElement;
  const { selectionStart, selectionEnd } = focused;
  const source = document.createElement('textarea');
  source.value = text;
  document.body.append(source);
  source.select();
  await keys('Control+c');
  source.remove();
  focused.focus();
  focused.setSelectionRange(selectionStart, selectionEnd);
  await keys('Control+v');
}

export async function frame(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
}
