/** The helpers of `util` that answer at once (contract C.9.1), as far as they say something without the original's forms. */

type Fields = Record<string, unknown>;

function parameterIn(text: string, name: string): string {
  return new URLSearchParams(text).get(name) ?? '';
}

function queryOf(url: string): string {
  return /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? '';
}

function merge(target: Fields, ...others: (Fields | null | undefined)[]): Fields {
  return Object.assign(target, ...others) as Fields;
}

function elementOf(place: Element | string): Element | null {
  return typeof place === 'string' ? document.getElementById(place) : place;
}

function toBase64Url(data: ArrayBuffer | Uint8Array): string {
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export const helpers = {
  elementById: (id: string): HTMLElement | null => document.getElementById(id),
  elementsByClass: (name: string): HTMLCollectionOf<Element> => document.getElementsByClassName(name),
  addEvent: (type: string, element: EventTarget, listener: (event: Event) => void): void =>
    element.addEventListener(type, listener),
  hasClass: (element: Element, name: string): boolean => element.classList.contains(name),
  addclass: (element: Element, name: string): void =>
    element.classList.add(...name.split(/\s+/).filter(Boolean)),
  serialize: (fields: Fields): string => new URLSearchParams(fields as Record<string, string>).toString(),
  jsonToQueryString: (fields: Fields): string =>
    new URLSearchParams(fields as Record<string, string>).toString(),
  parseQueryString: (text: string): Record<string, string> =>
    Object.fromEntries(new URLSearchParams(text.replace(/^[?#]/, ''))),
  getQueryParameterByName: (name: string, url = location.href): string => parameterIn(queryOf(url), name),
  getParameterByName: (name: string, url = location.href): string => parameterIn(queryOf(url), name),
  getQueryStringValue: (name: string): string => parameterIn(location.search, name),
  getHashParam: (name: string): string => parameterIn(location.hash.slice(1), name),
  mergeOptions: merge,
  mergeObjects: (...objects: Fields[]): Fields => merge({}, ...objects),
  extend: merge,
  findInSchema: <Field extends { readonly name: string }>(
    schema: readonly Field[],
    name: string,
  ): Field | undefined => schema.find((field) => field.name === name),
  keysToLowerCase: (fields: Fields): Fields =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value])),
  isJsonString(text: string): boolean {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  },
  isSubstring: (text: string, part: string): boolean => text.includes(part),
  isValidUrl: (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text),
  isEmpty: (value: unknown): boolean =>
    value === null || value === undefined || Object.keys(value).length === 0,
  isJWT: (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text),
  encodedString: (text: string): string => encodeURIComponent(text),
  randomString: (length = 16): string =>
    Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => (byte % 36).toString(36)).join(''),
  checkPhoneOrEmailLogin: (name: string): 'email' | 'phone' => (name.includes('@') ? 'email' : 'phone'),
  addHTMLContent: (place: Element | string, text: string): void => {
    // As text: what a page gives here may come from anywhere.
    const element = elementOf(place);
    if (element) element.textContent = text;
  },
  base64UrlEncode: toBase64Url,
  base64UrlDecode: (text: string): Uint8Array =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    ),
  get browser(): string {
    return navigator.userAgent;
  },
  isPasskeyAvailable: (): Promise<boolean> => Promise.resolve(typeof PublicKeyCredential !== 'undefined'),
};
