const LINK = 'a[href]';
/** What a click on a part of a control is a click on. */
const CONTROLS = 'button, a[href], input, summary, [role=button], [role=menuitem]';

/**
 * The control that a click means which is to be held back: in the page's own content of the host, and able to act. Nothing
 * for one that is off, since that does nothing anyway; and of what is no click, only for a link that it opens.
 */
export function pressedControl(host: Element, event: MouseEvent): HTMLElement | undefined {
  // What is clicked in the dialog is, seen from outside, the host itself.
  if (event.target === host) return undefined;
  const path = event.composedPath();
  const inside = path
    .slice(0, path.indexOf(host))
    .filter((node) => node instanceof HTMLElement)
    .filter((element) => element.getRootNode() !== host.shadowRoot);
  // What lies in a shadow root of the page's own control is found there, or it is the control itself.
  const control = inside.find((element) => element.matches(CONTROLS)) ?? inside.at(-1);
  const opens = event.type === 'click' || (event.button === 1 && control?.matches(LINK));
  return !opens || control?.getAttribute('aria-disabled') === 'true' ? undefined : control;
}

/** Whether a click opens a link elsewhere: in another tab or window. */
export function opensElsewhere({ ctrlKey, metaKey, shiftKey, button }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey || button === 1;
}

/** Presses a control anew. No browser takes keys from a script: a link that is to open elsewhere is told so. */
export function press(control: HTMLElement, elsewhere: boolean): void {
  if (!elsewhere || !control.matches(LINK)) {
    control.click();
    return;
  }
  const target = control.getAttribute('target');
  control.setAttribute('target', '_blank');
  control.click();
  if (target === null) control.removeAttribute('target');
  else control.setAttribute('target', target);
}
