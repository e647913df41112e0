import type { MfaError } from '../../core/mfa-error.js';
import { effectOf } from '../../flows/failure-effect.js';
import type { OtpVerifyState } from '../../flows/otp-verify-state.js';
import type { TextOf } from '../../locales/texts.js';

/** What is wrong, in words, each at its place; empty where nothing is. */
export interface Troubles {
  /** What went wrong last, wherever that is shown. */
  failure: string;
  /** What is wrong with what is in the field. */
  fieldError: string;
  /** What went wrong, where it is not about what is in the field. */
  error: string;
}

export interface TroubleWords {
  text: TextOf;
  errorText: (error: MfaError) => string;
  codeLength: number;
  /** A recovery code is entered, and no other one. */
  isRecovering: boolean;
}

/** @param isIncomplete - What was sent was not whole. */
export function troublesOf(state: OtpVerifyState, isIncomplete: boolean, words: TroubleWords): Troubles {
  const { text, codeLength, isRecovering } = words;
  const failure = state.failure ? failureText(state, state.failure, words) : '';
  const missing = isRecovering ? text('recoveryMissing') : text('codeIncomplete', { length: codeLength });
  const isField = isAboutField(state);
  return {
    failure,
    fieldError: isIncomplete ? missing : isField ? failure : '',
    error: isField ? '' : failure,
  };
}

/** What went wrong is about what was entered. */
export function isAboutField({ failure, channel }: OtpVerifyState): boolean {
  return failure !== undefined && effectOf(failure.code, channel === 'totp') === 'retype';
}

function failureText(
  { channel }: OtpVerifyState,
  error: MfaError,
  { text, errorText }: TroubleWords,
): string {
  const isTotp = channel === 'totp';
  const { code, attemptsLeft } = error;
  // Nobody can ask an app for a code: it shows the next one by itself.
  const isOld = isTotp && (code === 'code-used' || code === 'code-expired');
  const key = isTotp ? 'attemptsLeft' : 'verifyAttemptsLeft';
  const attempts = attemptsLeft ? text(key, { count: attemptsLeft }) : '';
  return [isOld ? text('verifyTotpOld') : errorText(error), attempts].filter(Boolean).join(' ');
}
