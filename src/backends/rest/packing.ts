/** One id out of all that a call gave to be remembered, for a challenge or an enrolment. Pure. */
import { MfaError } from '../../core/mfa-error.js';
import { defined, text } from '../values.js';
import type { Outcome } from './runner.js';
import type { Values } from './template.js';

const PACKED = '{"';

/**
 * The id itself, where that is all. Nothing where nothing is described.
 *
 * @param names - Of results that have a place of their own.
 * @param before - What was remembered before.
 */
export function pack(
  { results }: Outcome,
  names: readonly string[],
  before: Values = {},
): string | undefined {
  const id = idOf(results.id);
  if ('id' in results && !id) throw missing('id');
  const others = Object.entries(results).filter(([name]) => name !== 'id' && !names.includes(name));
  const kept = { ...before, ...defined({ id }), ...Object.fromEntries(others) };
  const isPlain = Object.keys(kept).every((name) => name === 'id');
  // An id that looks like ours is packed, so that it is unpacked as what it is.
  return isPlain && !id?.startsWith(PACKED) ? idOf(kept.id) : JSON.stringify(kept);
}

export function unpack(id: string): Values {
  return id.startsWith(PACKED) ? (JSON.parse(id) as Values) : { id };
}

export function idOf(value: unknown): string | undefined {
  return text(typeof value === 'number' ? String(value) : value);
}

export function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.length && value.every(text) ? (value as string[]) : undefined;
}

export function missing(name: string): MfaError {
  return new MfaError('bad-response', { message: `REST: no valid ${name} in the answer` });
}
