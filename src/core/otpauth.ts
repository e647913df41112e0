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
}

/** What there is to make a URI from, see {@link rebuildOtpauth}. */
export interface OtpauthSource {
  secret: string;
  /** The backend's URI, or a chart URL that holds one. */
  uri?: string | undefined;
  /** The page's own words for who the account is with, and whose it is. */
  issuer?: string | undefined;
  accountLabel?: string | undefined;
}

/** What every authenticator app does, whatever the URI says. */
const USUAL = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

const URI = /^otpauth:\/\/(totp|hotp)\/(.*?)\?(\w+=.*)$/is;

/** Base32 in capitals, as apps want it: without the spaces, dashes and padding that people and backends add. */
export function cleanSecret(secret: string): string {
  return secret.replace(/[\s=-]/g, '').toUpperCase();
}

/**
 * Reads an `otpauth:` URI, or any URL that carries one, such as a chart URL with `chl=`. Forgives what backends do:
 * characters left unescaped, no issuer, an escaped colon, a secret in small letters. Nothing for everything else.
 */
export function parseOtpauth(text: string): OtpauthKey | undefined {
  const [, type, label, query] = URI.exec(payload(text)) ?? [];
  if (!type || label === undefined || !query) return undefined;
  const parameters = new Map<string, string>();
  for (const pair of query.replace(/#.*/s, '').split('&')) {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
    const decoded = decode((value ?? '').replaceAll('+', ' ')).trim();
    if (name && decoded) parameters.set(name.toLowerCase(), decoded);
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
  return {
    type: type.toLowerCase() as OtpauthKey['type'],
    secret,
    account: (parts?.[1] ?? decode(label)).trim(),
    ...(issuer && { issuer }),
    ...(algorithm && { algorithm }),
    ...(number('digits') > 0 && { digits: number('digits') }),
    ...(number('period') > 0 && { period: number('period') }),
    ...(number('counter') >= 0 && { counter: number('counter') }),
  };
}

/** Writes the URI. Issuer and account may hold any character; parameters that the key leaves out are left out. */
export function buildOtpauth(key: OtpauthKey): string {
  const { type, secret, issuer, account, algorithm, digits, period, counter } = key;
  const label = (issuer ? `${encode(issuer)}:` : '') + encode(account);
  const query = Object.entries({ secret, issuer, algorithm, digits, period, counter })
    .filter(([, value]) => value !== undefined && value !== '')
    // Not URLSearchParams: it writes a space as `+`, which apps show as a plus.
    .map(([name, value]) => `${name}=${encode(String(value))}`);
  return `otpauth://${type}/${label}?${query.join('&')}`;
}

/**
 * The URI to pair with. The backend's own stays as it is, unless the page names the issuer or the account, or the
 * backend sent none, or wrapped it in a URL. What the names do not touch is kept: neither of them changes a code.
 */
export function rebuildOtpauth({ secret, uri = '', issuer, accountLabel }: OtpauthSource): string {
  const known = parseOtpauth(uri);
  if (known && !issuer && !accountLabel && /^otpauth:/i.test(uri.trim())) return uri.trim();
  const name = someText(issuer, known?.issuer);
  return buildOtpauth({
    type: 'totp',
    ...known,
    secret: someText(cleanSecret(secret), known?.secret) ?? '',
    account: someText(accountLabel, known?.account, name) ?? '',
    ...(name && { issuer: name }),
  });
}

/** The parameters that common apps ignore, for example `digits=8`: their codes would then be wrong. Holds no secret. */
export function unusualParameters(key: OtpauthKey): string[] {
  return Object.entries(USUAL)
    .filter(([name, usual]) => (key[name as keyof typeof USUAL] ?? usual) !== usual)
    .map(([name]) => `${name}=${key[name as keyof typeof USUAL]}`);
}

/** The URI in a text: the text itself, or a part of a URL, where it may be escaped once more. */
function payload(text: string): string {
  const start = text.search(/otpauth(:|%3a)/i);
  const found = start < 0 ? '' : text.slice(start).trim();
  const isEscaped = !/^[^&#]*\?/.test(found);
  return isEscaped ? decode(found.replace(/[&#].*/s, '').replaceAll('+', ' ')) : found;
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
