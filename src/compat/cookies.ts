/** `documentCookies` of the original (contract C.9.1). */
export interface DocumentCookies {
  getItem(name: string): string | null;
  /** @param end - Seconds from now, a date, or the text of one; without it, the cookie goes with the browser. */
  setItem(
    name: string,
    value: string,
    end?: number | string | Date,
    path?: string,
    domain?: string,
    secure?: boolean,
  ): boolean;
  removeItem(name: string, path?: string, domain?: string): boolean;
  hasItem(name: string): boolean;
  keys(): string[];
}

export const documentCookies: DocumentCookies = {
  getItem: (name) => readCookies().get(name) ?? null,
  setItem(name, value, end, path, domain, secure) {
    if (!name) return false;
    document.cookie = [
      `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
      ...(end === undefined ? [] : [endOf(end)]),
      ...(path ? [`path=${path}`] : []),
      ...(domain ? [`domain=${domain}`] : []),
      ...(secure ? ['secure'] : []),
    ].join('; ');
    return true;
  },
  removeItem(name, path, domain) {
    if (!documentCookies.hasItem(name)) return false;
    return documentCookies.setItem(name, '', new Date(0), path, domain);
  },
  hasItem: (name) => readCookies().has(name),
  keys: () => [...readCookies().keys()],
};

function endOf(end: number | string | Date): string {
  if (end === Infinity) return 'expires=Fri, 31 Dec 9999 23:59:59 GMT';
  if (typeof end === 'number') return `max-age=${end}`;
  return `expires=${typeof end === 'string' ? end : end.toUTCString()}`;
}

function readCookies(): Map<string, string> {
  const pairs = document.cookie.split('; ').filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
      return [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    }),
  );
}

/** What others have set may be no encoding at all. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
