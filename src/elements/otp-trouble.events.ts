import type { Channel } from '../core/client.js';
import type { MfaErrorCode } from '../core/mfa-error-codes.js';
import { MfaEvent } from './events.js';

/** A call failed: the code was refused, or something else went wrong. */
export class MfaOtpFailedEvent extends MfaEvent<{ code: MfaErrorCode; attemptsLeft: number | undefined }> {
  static readonly type = 'mfa-otp-failed';
  constructor(code: MfaErrorCode, attemptsLeft: number | undefined) {
    super(MfaOtpFailedEvent.type, { code, attemptsLeft });
  }
}

/** The code has run out of time. */
export class MfaOtpExpiredEvent extends MfaEvent<{ channel: Channel }> {
  static readonly type = 'mfa-otp-expired';
  constructor(channel: Channel) {
    super(MfaOtpExpiredEvent.type, { channel });
  }
}

declare global {
  interface HTMLElementEventMap {
    'mfa-otp-failed': MfaOtpFailedEvent;
    'mfa-otp-expired': MfaOtpExpiredEvent;
  }
}
