/** Reads values out of answers, by the paths of a description. Pure. */
import type { HttpResponse } from '../../core/http.js';
import { believableWait } from '../../core/server-time.js';
import { asFields, text } from '../values.js';
import type { Described, Path, ValueDescription } from './description.js';

/** What is read of an answer. */
export type Answer = Pick<HttpResponse, 'status' | 'body' | 'receivedAt'> &
  Partial<Pick<HttpResponse, 'retryAt' | 'clockSkewMs' | 'isPage'>>;

const TOKEN = /\[[^[\]]*\]|[^.[\]]+/g;
const FILTER = String.raw`\[[^[\]=]*=[^[\]]*\]`;
const PATH = new RegExp(String.raw`^(?:(?:[^.[\]=]+|${FILTER})(?:\.[^.[\]=]+|${FILTER})*)?$`);

/** Whether it can lead anywhere. */
export function isPath(path: Path): boolean {
  return path.split('|').every((one) => PATH.test(one));
}

/** What a path leads to, or the first of its alternatives that leads anywhere. */
export function at(value: unknown, path: Path): unknown {
  for (const one of path.split('|')) {
    const found = follow(value, one.match(TOKEN) ?? []);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

function follow(value: unknown, [token, ...rest]: readonly string[]): unknown {
  if (token === undefined) return value;
  if (token === '*') {
    if (!Array.isArray(value)) return undefined;
    return value.map((entry) => follow(entry, rest)).filter((one) => one !== undefined && one !== null);
  }
  const [, key, wanted] = /^\[(.*?)=(.*)\]$/.exec(token) ?? [];
  if (key !== undefined) {
    const matches = (entry: unknown): boolean => String(at(entry, key)) === wanted;
    return Array.isArray(value) ? follow(value.filter(matches), rest) : undefined;
  }
  if (!Array.isArray(value)) return follow(own(value, token), rest);
  return follow(/^\d+$/.test(token) ? value[Number(token)] : own(value[0], token), rest);
}

/** A described value. */
export function valueAt(source: unknown, described: Described): unknown {
  if (typeof described === 'string') return at(source, described);
  if ('has' in described) {
    const found = Object.entries(described.has).find(([path]) => at(source, path) !== undefined);
    return found ? found[1] : described.default;
  }
  const { path, as, minus, equals } = described;
  const value = at(source, path) ?? described.default;
  if (equals) return equals.some((one) => one === value);
  if (as === 'json') return parsed(value);
  return minus === undefined ? value : Number(value) - Number(at(source, minus));
}

/** What is no JSON is itself. */
export function parsed(value: unknown): unknown {
  try {
    return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  } catch {
    return value;
  }
}

/** A described time, in epoch milliseconds of the local clock. */
export function timeAt(
  source: unknown,
  described: Described,
  { receivedAt, clockSkewMs = 0 }: Answer,
  unit?: ValueDescription['as'],
): number | undefined {
  const value = valueAt(source, described);
  const as = (typeof described === 'object' && 'as' in described ? described.as : undefined) ?? unit;
  const number = typeof value === 'number' || /^\d+$/.test(text(value) ?? '') ? Number(value) : NaN;
  // Nothing but ISO: what else `Date.parse` takes differs between engines.
  const written = /^\d{4}-\d\d-\d\d/.test(text(value) ?? '') ? Date.parse(text(value) ?? '') : NaN;
  const scaled = as?.endsWith('-s') ? number * 1000 : number;
  const time = as?.startsWith('in') ? receivedAt + scaled : scaled - clockSkewMs;
  const found = isNaN(time) ? written - clockSkewMs : time;
  return isFinite(found) ? found : undefined;
}

/** As {@link timeAt}: until when people have to wait. */
export function waitAt(...of: Parameters<typeof timeAt>): number | undefined {
  const [, , { receivedAt }] = of;
  return believableWait(timeAt(...of), receivedAt);
}

/** Names that every object has are nobody's values. */
function own(value: unknown, key: string): unknown {
  const fields = asFields(value);
  return fields && Object.hasOwn(fields, key) ? fields[key] : undefined;
}
