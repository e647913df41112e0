import type { MfaErrorCode } from '../core/mfa-error.js';

/** What a failure does to the field. */
export type FailureEffect = 'retype' | 'void' | 'wait' | 'end' | 'keep';

const EFFECTS: Partial<Record<MfaErrorCode, FailureEffect>> = {
  'invalid-code': 'retype',
  'code-used': 'void',
  'code-expired': 'void',
  'challenge-expired': 'void',
  'too-many-attempts': 'void',
  locked: 'wait',
  'rate-limited': 'wait',
  unauthenticated: 'end',
};

/**
 * What a failure means for what was typed: everything that is not named keeps it, for another try. A code of an app is
 * never void for good: the app shows the next one by itself.
 */
export function effectOf(code: MfaErrorCode, isTotp: boolean): FailureEffect {
  const effect = EFFECTS[code] ?? 'keep';
  if (!isTotp || effect !== 'void') return effect;
  return code === 'code-used' || code === 'code-expired' ? 'retype' : 'keep';
}
