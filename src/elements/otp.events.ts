import type { Channel, MessageChannel } from '../core/client.js';
import type { MfaErrorCode } from '../core/mfa-error.js';
import { MfaEvent } from './events.js';

/** A code is about to be checked. Cancelable: the page may do something first, and call `submit()` later. */
export class MfaBeforeVerifyEvent extends MfaEvent<{ channel: Channel }> {
  static override readonly type = 'mfa-before-verify';
  static override readonly cancelable = true;
}

/** The code was right. What the backend gave for it is in the element's `verification` property. */
export class MfaOtpVerifiedEvent extends MfaEvent<{ channel: Channel | 'recovery-code' }> {
  static override readonly type = 'mfa-otp-verified';
}

/** A code is on its way. `destination` is masked. */
export class MfaOtpSentEvent extends MfaEvent<{
  channel: Channel;
  destination: string | undefined;
  resent: boolean;
}> {
  static override readonly type = 'mfa-otp-sent';
}

/** The person wants the code elsewhere: over another channel, or at another number or address. */
export class MfaDestinationRejectedEvent extends MfaEvent<{ channel: MessageChannel }> {
  static override readonly type = 'mfa-destination-rejected';
}

/** A call failed: the code was refused, or something else went wrong. */
export class MfaOtpFailedEvent extends MfaEvent<{ code: MfaErrorCode; attemptsLeft: number | undefined }> {
  static override readonly type = 'mfa-otp-failed';
}

/** The code has run out of time. */
export class MfaOtpExpiredEvent extends MfaEvent<{ channel: Channel }> {
  static override readonly type = 'mfa-otp-expired';
}

/** The session is over, and the person wants to begin again: lead them to the sign-in. */
export class MfaRestartRequestedEvent extends MfaEvent {
  static override readonly type = 'mfa-restart-requested';
}

declare global {
  interface HTMLElementEventMap {
    'mfa-before-verify': MfaBeforeVerifyEvent;
    'mfa-otp-verified': MfaOtpVerifiedEvent;
    'mfa-otp-sent': MfaOtpSentEvent;
    'mfa-otp-failed': MfaOtpFailedEvent;
    'mfa-otp-expired': MfaOtpExpiredEvent;
    'mfa-destination-rejected': MfaDestinationRejectedEvent;
    'mfa-restart-requested': MfaRestartRequestedEvent;
  }
}
