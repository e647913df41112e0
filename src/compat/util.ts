/** The helpers of `util` (contract C.9.1), as far as they say something without the original's forms. */
import {
  base64UrlDecode,
  base64UrlEncode,
  createPasskey,
  getPasskey,
  hasPasskeyAutofill,
} from './passkeys.js';

type Fields = Record<string, unknown>;
/** The class that pages give to what they style, or the id. */
type Place = string;

/** The value behind a name, in what may be a whole address. Null where there is none. */
function valueIn(text: string, name: string): string | null {
  const query = /[?]([^#]*)/.exec(text)?.[1] ?? text.replace(/^#/, '');
  return new URLSearchParams(query).get(name);
}

function addTo(place: Place, element: Element, isMore: boolean): void {
  const byId = document.getElementById(place);
  const targets = byId ? [byId] : [...document.getElementsByClassName(place)];
  for (const target of targets) {
    if (!isMore) target.replaceChildren();
    target.append(element);
  }
}

/** As a form is sent: the fields that have a name and something in them. */
function serialize(form: HTMLFormElement, withEmpty = false): string {
  const fields = [...new FormData(form)].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && (withEmpty || entry[1].trim() !== ''),
  );
  return fields
    .map(([name, value]) => `${name === 'emailid' ? 'email' : name}=${encodeURIComponent(value.trim())}`)
    .join('&');
}

function lowerKeys(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? lowerKeys(value as Fields)
        : value,
    ]),
  );
}

/** What a name is to the service: of a form that is sent, as text. */
function nameCredential(data: string, options: CredentialOptions): string {
  const name = valueIn(data, 'emailid') ?? valueIn(data, 'email') ?? '';
  if (/^\S+@\S+\.\S+$/.test(name)) return data.replace('emailid', 'email');
  if (options.phoneLogin && /^\+?\d{8,}$/.test(name))
    return `${data.replace(/emailid|email/, 'phone')}&phoneApi=1`;
  return options.usernameLogin ? data.replace(/emailid|email/, 'username') : data;
}

interface CredentialOptions {
  readonly phoneLogin?: boolean;
  readonly usernameLogin?: boolean;
}

/** What some of them ask the interface for. */
interface Owner {
  readonly options: CredentialOptions & { readonly disableResendOTPButtonDelay?: number };
  readonly buttonsName: Record<string, string>;
}

const SECOND_MS = 1000;
/** How long a button for another code rests in the original, in seconds. */
const RESEND_DELAY = 5;

const plain = {
  elementById: (id: string): HTMLElement | undefined => document.getElementById(id) ?? undefined,
  elementsByClass: (name: string, node: ParentNode = document): Element[] => [
    ...node.querySelectorAll(`.${CSS.escape(name)}`),
  ],
  addEvent(type: string, element: EventTarget | EventTarget[], listener: (event: Event) => void): void {
    for (const target of [element].flat()) target.addEventListener(type, listener);
  },
  hasClass: (element: Element, name: string): boolean => element.classList.contains(name),
  addclass(element: Element, name: string): boolean {
    const isNew = !element.classList.contains(name);
    element.classList.add(name);
    return isNew;
  },
  serialize,
  jsonToQueryString: (fields: Fields): string =>
    Object.entries(fields)
      .map(([name, value]) =>
        value ? `${encodeURIComponent(name)}=${encodeURIComponent(textOf(value))}` : '',
      )
      .join('&'),
  parseQueryString: (text: unknown): Record<string, string> =>
    typeof text === 'string' ? Object.fromEntries(new URLSearchParams(text)) : {},
  getQueryParameterByName: (name: string, url = location.search): string | null => valueIn(url, name),
  getParameterByName: (name: string): string => valueIn(location.search, name) ?? '',
  getQueryStringValue: (url: string | undefined, key: string): string | null =>
    new RegExp(`[?&]${key.replace(/\W/g, '\\$&')}=([^&#]*)`, 'i').exec(url ?? location.href)?.[1] ?? null,
  getHashParam: (name: string): string | null =>
    valueIn(location.hash, name) ?? valueIn(location.search, name),
  mergeOptions: (one: Fields, other: Fields): Fields => ({ ...one, ...other }),
  mergeObjects: <Entry extends { readonly name?: unknown }>(
    one: readonly Entry[],
    other: readonly Entry[],
    byValue = false,
  ): Entry[] => [
    ...one.filter((entry) => !other.some((each) => (byValue ? each === entry : each.name === entry.name))),
    ...other,
  ],
  extend(target: Fields, more: Fields): void {
    Object.assign(target, more);
  },
  findInSchema: <Entry extends object>(
    schema: ArrayLike<Entry>,
    key: keyof Entry,
    value: unknown,
    inAnyCase = false,
  ): Entry | null =>
    Array.from(schema).find((entry) => {
      const found = entry[key];
      return (inAnyCase && typeof found === 'string' ? found.toLowerCase() : found) === value;
    }) ?? null,
  keysToLowerCase: lowerKeys,
  isJsonString(text: string): unknown {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return false;
    }
  },
  isSubstring: (part: string, texts: Readonly<Record<string, string>>): string | false =>
    Object.keys(texts).find((key) => texts[key]?.includes(part)) ?? false,
  isValidUrl: (text: string): boolean =>
    /^(https?|ftp):\/\/[^\s/]+\.[^\s/]/i.test(text) && URL.canParse(text),
  isEmpty: (value: object | null | undefined): boolean => Object.keys(value ?? {}).length === 0,
  isJWT(text: string): boolean {
    try {
      return typeof JSON.parse(atob(text.split('.')[0] ?? '')) === 'object';
    } catch {
      return false;
    }
  },
  encodedString: (text: string): string => (text.includes('%2B') ? text : text.replaceAll('+', '%2B')),
  randomString: (length = 16): string =>
    Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => (byte % 36).toString(36)).join(''),
  addHTMLContent: (place: Place, element: Element, isMore = false): void => addTo(place, element, isMore),
  base64UrlEncode,
  base64UrlDecode,
  get browser(): { readonly version: string | undefined } {
    return { version: /.+(?:rv|it|ra|ie)[/: ]([\d.]+)/.exec(navigator.userAgent.toLowerCase())?.[1] };
  },
  isPasskeyAvailable: hasPasskeyAutofill,
  getPassKeyCredentials: getPasskey,
  createPassKeyCredentials: createPasskey,
};

export type Helpers = typeof plain & {
  checkPhoneOrEmailLogin: (data: string) => string;
  getThisObjectName: () => string | undefined;
  getButtonAttribute: (
    name: string,
    classPrefix?: string,
    onClick?: (event: Event) => void,
    text?: string,
  ) => HTMLElement;
  disableResendOTPButton: (event: Event) => void;
};

/** With those that ask the interface for something. */
export function helpersOf(owner: Owner): Helpers {
  return {
    ...plain,
    checkPhoneOrEmailLogin: (data) => nameCredential(data, owner.options),
    getThisObjectName: () =>
      Object.keys(globalThis).find((name) => (globalThis as unknown as Fields)[name] === owner),
    getButtonAttribute(name, classPrefix = 'loginradius-', onClick, text = name) {
      const button = document.createElement('input');
      button.type = 'button';
      button.id = `${classPrefix}button-${name}`;
      button.value = owner.buttonsName[name.toLowerCase()] ?? text;
      if (onClick) button.addEventListener('click', onClick);
      const place = document.createElement('div');
      place.className = `${classPrefix}-form-element-content content-${classPrefix}${name}`;
      place.append(button);
      return place;
    },
    disableResendOTPButton({ target }) {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLButtonElement)) return;
      target.disabled = true;
      const delay = owner.options.disableResendOTPButtonDelay ?? RESEND_DELAY;
      setTimeout(() => (target.disabled = false), delay * SECOND_MS);
    },
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
