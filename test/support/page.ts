/** What tests do to a page. */
import type { LitElement } from 'lit';

/** Puts markup into the page and gives its first element, once all elements in it have rendered. */
export async function mount<T extends Element>(markup: string): Promise<T> {
  const template = document.createElement('template');
  template.innerHTML = markup.trim();
  const fragment = document.importNode(template.content, true);
  const first = fragment.firstElementChild as T;
  document.body.append(fragment);
  await settled(first);
  return first;
}

/** Empties the page and forgets what elements keep over a reload. */
export function clearPage(): void {
  document.body.replaceChildren();
  sessionStorage.clear();
}

/** Resolves when nothing is left to be rendered in the element and all below it. */
export async function settled(element: Element): Promise<void> {
  for (let round = 0; round < 4; round++) {
    for (const each of deepElements(element)) await (each as Partial<LitElement>).updateComplete;
  }
}

/** The element and all below it, shadow roots included. */
export function* deepElements(root: Element | ShadowRoot): Generator<Element> {
  if (root instanceof Element) yield root;
  if (root instanceof Element && root.shadowRoot) yield* deepElements(root.shadowRoot);
  for (const child of root.children) yield* deepElements(child);
}

/**
 * The first element with this part, anywhere in the element: one that is called so before all, else one that is called so
 * along with others.
 */
export function part<T extends HTMLElement = HTMLElement>(element: Element, name: string): T | undefined {
  const all = [...deepElements(element)].map((each) => ({
    each,
    names: each.getAttribute('part')?.split(' '),
  }));
  const found =
    all.find(({ names }) => names?.[0] === name) ?? all.find(({ names }) => names?.includes(name));
  return found?.each as T | undefined;
}

/** The same, for a part that is an input and has to be there. */
export function inputPart(element: Element, name = 'input'): HTMLInputElement {
  const input = part(element, name);
  if (!(input instanceof HTMLInputElement)) throw new Error(`There is no input with the part ${name}`);
  return input;
}

/** Resolves when a task has passed: an element that is out of the document then has left for good. */
export function aTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The text that a person sees in the element and in all of ours below it. */
export function deepText(element: Element): string {
  const texts = [...deepElements(element)].map(({ shadowRoot }) => shadowRoot?.textContent ?? '');
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

/** The element that has the focus, in whatever shadow root. */
export function deepFocus(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}

/** What a part shows to the eyes, where the same is there for ears as well. */
export function seenIn(element: Element, name: string): string {
  const shown = part(element, name);
  return (shown?.querySelector('[aria-hidden]:not(svg)') ?? shown)?.textContent.trim() ?? '';
}

/** What a control is called that is named by other elements of its root. */
export function nameOf(control: Element): string {
  const root = control.getRootNode() as ShadowRoot;
  const ids = control.getAttribute('aria-labelledby')?.split(' ') ?? [];
  return ids.map((id) => root.getElementById(id)?.textContent.trim() ?? '').join(' ');
}

/** Whether the element shows this part. */
export function shows(element: Element, name: string): boolean {
  return part(element, name) !== undefined;
}

/** The text that a person sees in the shadow root of the element. */
export function shownText(element: Element): string {
  return (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** What the element last said through its live regions. */
export function spoken(element: Element): { polite: string; urgent: string } {
  const region = (role: string): string =>
    element.shadowRoot?.querySelector(`.visually-hidden[role=${role}]`)?.textContent.trim() ?? '';
  return { polite: region('status'), urgent: region('alert') };
}

/** The next event of this type. */
export function nextEvent<T extends Event>(target: EventTarget, type: string): Promise<T> {
  return new Promise((resolve) =>
    target.addEventListener(type, (event) => resolve(event as T), { once: true }),
  );
}

/** Types a code into the field as autofill does: the value, and one `input` event. */
export function fillCode(element: Element, code: string): void {
  const input = element.querySelector('input')!;
  input.value = code;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

type Looked<T> = T | undefined | null | false;

/** Resolves with the first value that is something, looking once each task; the test's own time limit ends it. */
export async function until<T>(look: () => Looked<T> | Promise<Looked<T>>): Promise<T> {
  for (;;) {
    const value = await look();
    if (value) return value;
    await aTask();
  }
}
