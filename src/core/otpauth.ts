/**
 * The `otpauth:` URI that an authenticator app scans. Everything here is a secret: nothing is logged or thrown.
 * The format is https://github.com/google/google-authenticator/wiki/Key-Uri-Format.
 */

/** What an authenticator app has to know. What is absent takes the app's default: SHA1, 6 digits, 30 seconds. */
export interface OtpauthKey {
  readonly type: 'totp' | 'hotp';
  /** Base32 in capitals, without spaces and padding. */
  readonly secret: string;
  /** Who the account is with. */
  readonly issuer?: string;
  /** Whose account it is. May be empty. */
  readonly account: string;
  readonly algorithm?: string;
  readonly digits?: number;
  /** Seconds. */
  readonly period?: number;
  /** For `hotp` only. */
  readonly counter?: number;
  /** What else the URI says, as it is: parameters that the format does not know, and some apps do. */
  readonly more?: Readonly<Record<string, string>>;
}

/** What there is to make a URI from, see {@link rebuildOtpauth}. */
export interface OtpauthSource {
  secret: string;
  /** The backend's URI, or a chart URL that holds one. */
  uri?: string | undefined;
  /** The page's own words for who the account is with, and whose it is. */
  issuer?: string | undefined;
  accountLabel?: string | undefined;
  /** What an entry is called that nobody has named: the host of the page. */
  host?: string | undefined;
}

/** What every authenticator app does, whatever the URI says. */
const USUAL = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

const URI = /^otpauth:\/\/(totp|hotp)\/(.*?)\?(\w+=.*)$/is;
/** A URI that every app reads as it is meant: all is escaped that has to be, and the key is clean. */
const CANONICAL =
  /^otpauth:\/\/(totp|hotp)\/(?!.*(:|%3a).*(:|%3a).*\?)([\w.~!$'()*,;=@:-]|%[\da-f]{2})*\?(?=.*\bsecret=[A-Z2-7]+(&|$))\w+=([\w.~!$'()*,;@:/?-]|%[\da-f]{2})*(&\w+=([\w.~!$'()*,;@:/?-]|%[\da-f]{2})*)*$/;
/** What the format names. */
const PARAMETERS = /^(secret|issuer|algorithm|digits|period|counter)$/;

/** Base32 in capitals, as apps want it: without the spaces, dashes and padding that people and backends add. */
export function cleanSecret(secret: string): string {
  return secret.replace(/[\s=-]/g, '').toUpperCase();
}

/**
 * Reads an `otpauth:` URI, or any URL that carries one, such as a chart URL with `chl=`. Forgives what backends do:
 * characters left unescaped, no issuer, an escaped colon, a secret in small letters. Nothing for everything else.
 */
export function parseOtpauth(text: string): OtpauthKey | undefined {
  const { uri, isExact } = payload(text);
  const [, type, label, query] = URI.exec(uri) ?? [];
  if (!type || label === undefined || !query) return undefined;
  const parameters = new Map<string, string>();
  // An ampersand without a name behind it, or a # with one, is one that nobody has escaped.
  for (const pair of query.replace(/#(?!.*&\w+=).*/s, '').split(/&(?=\w+=)/)) {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
    const decoded = decode(value.replaceAll('+', ' ')).trim();
    if (decoded) parameters.set(name.toLowerCase(), decoded);
  }
  const secret = cleanSecret(parameters.get('secret') ?? '');
  if (!/^[A-Z2-7]+$/.test(secret)) return undefined;
  // A colon that is not escaped can only be the one between issuer and account.
  const parts =
    /^([^:]*):(.*)$/s.exec(label)?.slice(1).map(decode) ?? /^(.*?):(.*)$/s.exec(decode(label))?.slice(1);
  const issuer = parameters.get('issuer') ?? parts?.[0]?.trim();
  const algorithm = parameters
    .get('algorithm')
    ?.toUpperCase()
    .replace(/^HMAC|-/g, '');
  const number = (name: string): number => Number(parameters.get(name) ?? NaN);
  // In a URL that is not escaped, nobody can tell whose parameters they are.
  const more = isExact ? [...parameters].filter(([name]) => !PARAMETERS.test(name)) : [];
  return {
    type: type.toLowerCase() as OtpauthKey['type'],
    secret,
    account: (parts?.[1] ?? decode(label)).trim(),
    ...(issuer && { issuer }),
    ...(algorithm && { algorithm }),
    ...(number('digits') > 0 && { digits: number('digits') }),
    ...(number('period') > 0 && { period: number('period') }),
    ...(number('counter') >= 0 && { counter: number('counter') }),
    ...(more.length > 0 && { more: Object.fromEntries(more) }),
  };
}

/** Writes the URI. Issuer and account may hold any character; parameters that the key leaves out are left out. */
export function buildOtpauth(key: OtpauthKey): string {
  const { type, secret, issuer, account, algorithm, digits, period, counter, more } = key;
  const label = (issuer ? `${encode(issuer)}:` : '') + encode(account);
  const query = Object.entries({ secret, issuer, algorithm, digits, period, counter, ...more })
    .filter(([, value]) => value !== undefined && value !== '')
    // Not URLSearchParams: it writes a space as `+`, which apps show as a plus.
    .map(([name, value]) => `${name}=${encode(String(value))}`);
  return `otpauth://${type}/${label}?${query.join('&')}`;
}

/**
 * The URI to pair with: the backend's own where that is written as the format wants it, and else rewritten so, since
 * apps refuse or misread what is only nearly right. What it says is kept, parameters that no format knows included; the page's names come before its. The secret is the one that
 * is given, which is what the person can type by hand.
 *
 * @returns Nothing where the backend's URI cannot be read: without what it says, an app would show wrong codes.
 */
export function rebuildOtpauth(source: OtpauthSource): string | undefined {
  const { secret, uri = '', issuer, accountLabel, host } = source;
  const known = parseOtpauth(uri);
  if (!known && /otpauth(:|%3a)/i.test(uri)) return undefined;
  const isNamed = known !== undefined && (known.issuer ?? known.account) !== '';
  if (isNamed && !issuer && !accountLabel && CANONICAL.test(uri.trim())) return uri.trim();
  const name = someText(issuer, known?.issuer);
  const account = someText(accountLabel, known?.account);
  const shown = name ?? (account ? undefined : host);
  return buildOtpauth({
    type: 'totp',
    ...known,
    secret: someText(cleanSecret(secret), known?.secret) ?? '',
    account: account ?? shown ?? '',
    ...(shown && { issuer: shown }),
  });
}

/** The parameters that common apps ignore, for example `digits=8`: their codes would then be wrong. Holds no secret. */
export function unusualParameters(key: OtpauthKey): string[] {
  return Object.entries(USUAL)
    .filter(([name, usual]) => (key[name as keyof typeof USUAL] ?? usual) !== usual)
    .map(([name]) => `${name}=${key[name as keyof typeof USUAL]}`);
}

/** The URI in a text: the text itself, or a part of a URL, where it may be escaped once more. */
function payload(text: string): { uri: string; isExact: boolean } {
  const start = text.search(/otpauth(:|%3a)/i);
  const found = start < 0 ? '' : text.slice(start).trim();
  // What is a URI by itself may hold anything that nobody has escaped; what is in a URL ends with its parameter.
  const isWhole = /^(apple-)?otpauth:/i.test(text.trim()) && found.includes('?');
  if (isWhole || /^[^&#]*\?/.test(found)) return { uri: found, isExact: isWhole };
  return { uri: decode(found.replace(/[&#].*/s, '').replaceAll('+', ' ')), isExact: true };
}

/** The first of these that is not empty. */
function someText(...texts: (string | undefined)[]): string | undefined {
  return texts.find((text) => text);
}

function encode(text: string): string {
  // Half a character makes encodeURIComponent throw.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
