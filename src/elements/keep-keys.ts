/** Keys that mean something to whoever is around a field. */
const FOR_THE_PAGE = /^(Enter|Escape|Tab|F\d{1,2})$/;
/** Inputs without text in them. */
const NO_TEXT = /^(checkbox|radio|button|submit|reset|image|file|range|color)$/;

/**
 * Keeps the keys with which text is typed from going on, for shadow roots that hold fields: outside of one, such a key
 * looks as if it had been pressed on the host, and a page's shortcuts for single keys go off. Enter, Escape, Tab, the
 * F keys and those with Ctrl, Alt or Cmd go on. As a listener for `keydown`, `keypress` and `keyup` within the root.
 */
function keepKeys(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey } = event;
  // AltGr and Option type characters such as @; the former comes as Ctrl and Alt on Windows.
  const isThirdLevel = event.getModifierState('AltGraph') || (altKey && /^[^a-z\d]$/i.test(key));
  const isChord = (ctrlKey || metaKey || altKey) && !isThirdLevel;
  if (!isChord && !FOR_THE_PAGE.test(key) && takesText(event.composedPath()[0])) event.stopPropagation();
}

/** Keeps the keys of all fields in a root. */
export function keepKeysIn(root: ShadowRoot): void {
  for (const type of ['keydown', 'keypress', 'keyup'] as const) root.addEventListener(type, keepListener);
}

const keepListener: EventListener = (event) => {
  const { currentTarget, target } = event;
  // What is slotted in is a field of the page's, and seen as one there.
  if (currentTarget instanceof ShadowRoot && target instanceof Node && currentTarget.contains(target))
    keepKeys(event as KeyboardEvent);
};

function takesText(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return !NO_TEXT.test(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}
