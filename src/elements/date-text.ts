const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const UNITS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', MINUTE_MS],
] as const;

/** A day as it is written in the language around the element: "5 March 2030". In the time zone of the person. */
export function dateText(host: Element, time: number, more: Intl.DateTimeFormatOptions = {}): string {
  return format(host, (lang) => new Intl.DateTimeFormat(lang, { dateStyle: 'long', ...more }).format(time));
}

/**
 * How long something takes, in the language around the element, rounded down in the largest unit of which there are
 * several: "30 days", "36 hours".
 */
export function durationText(host: Element, ms: number): string {
  const [unit, unitMs] = UNITS.find(([, each]) => ms === each || ms >= 2 * each) ?? ['minute', MINUTE_MS];
  const count = Math.max(1, Math.floor(ms / unitMs));
  return format(host, (lang) =>
    new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
  );
}

function format(host: Element, write: (lang: string | undefined) => string): string {
  try {
    return write(languageOf(host));
  } catch {
    // The page's language has a name that is none.
    return write(undefined);
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
