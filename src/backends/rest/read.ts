/** Reads values out of answers, by the paths of a description. Pure. */
import type { HttpResponse } from '../../core/http.js';
import { believableWait } from '../../core/server-time.js';
import { asFields, text } from '../values.js';
import type { Path, ValueDescription } from './description.js';

/** What is read of an answer. */
export type Answer = Pick<HttpResponse, 'status' | 'body' | 'receivedAt'> &
  Partial<Pick<HttpResponse, 'retryAt' | 'clockSkewMs' | 'isPage'>>;

/** What a path leads to, or the first of its alternatives that leads anywhere. */
export function at(value: unknown, path: Path): unknown {
  for (const one of path.split('|')) {
    const found = follow(value, one);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

function follow(value: unknown, path: Path): unknown {
  for (const token of path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? []) {
    const [, key = '', wanted] = /^\[(.+?)=(.*)\]$/.exec(token) ?? [];
    if (key) {
      value = Array.isArray(value) ? value.filter((entry) => String(own(entry, key)) === wanted) : undefined;
    } else if (Array.isArray(value)) {
      value = /^\d+$/.test(token) ? (value as unknown[])[Number(token)] : own(value[0], token);
    } else {
      value = own(value, token);
    }
  }
  return value;
}

/** A described value. */
export function valueAt(source: unknown, described: Path | ValueDescription): unknown {
  if (typeof described === 'string') return at(source, described);
  const { path, minus, equals } = described;
  const value = at(source, path);
  if (equals) return equals.some((one) => one === value);
  return minus === undefined ? value : Number(value) - Number(at(source, minus));
}

/** A described time, in epoch milliseconds of the local clock. */
export function timeAt(
  source: unknown,
  described: Path | ValueDescription,
  { receivedAt, clockSkewMs = 0 }: Answer,
  unit?: ValueDescription['as'],
): number | undefined {
  const value = valueAt(source, described);
  const as = (typeof described === 'object' ? described.as : undefined) ?? unit;
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
