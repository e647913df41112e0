/** A day as it is written in the language around the element: "5 March 2030". */
export function dateText(host: Element, time: number): string {
  const lang = languageOf(host);
  try {
    return new Intl.DateTimeFormat(lang, { dateStyle: 'long' }).format(time);
  } catch {
    // The page's language has a name that is none.
    return new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(time);
  }
}

/** The language of the nearest ancestor that has one, through shadow roots. */
function languageOf(host: Element): string | undefined {
  for (let element: Element | undefined = host; element;) {
    const lang: string | null | undefined = element.closest('[lang]')?.getAttribute('lang');
    if (lang) return lang;
    const root = element.getRootNode();
    element = root instanceof ShadowRoot ? root.host : undefined;
  }
  return undefined;
}
