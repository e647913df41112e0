/** Who looks at the page on a phone cannot scan it with that phone. */
export const PHONE = '(pointer: coarse) and (max-width: 40rem)';

/** What a page or a file is opened by, and no app. */
const NO_APPS = /^(?:https?|javascript|data|blob|file|about|vbscript):/i;

/** Whether an app of the device may take this, and nothing else does. */
export function isAppLink(uri: string): boolean {
  return /^[a-z][a-z\d+.-]*:/i.test(uri) && !NO_APPS.test(uri);
}

/** Opens the app that takes a link. It exists for a moment only, and never in the document. */
export function openApp(uri: string): void {
  const link = document.createElement('a');
  link.href = uri;
  link.click();
}
