import type { Channel, MessageChannel } from '../core/client.js';
import type { MfaErrorCode } from '../core/mfa-error.js';
import { MfaEvent } from './events.js';

/** A code is about to be checked. Cancelable: the page may do something first, and call `submit()` later. */
export class MfaBeforeVerifyEvent extends MfaEvent<{ channel: Channel }> {
  static readonly type = 'mfa-before-verify';
  constructor(channel: Channel) {
    super(MfaBeforeVerifyEvent.type, { channel }, true);
  }
}

/** The code was right. What the backend gave for it is in the element's `verification` property. */
export class MfaOtpVerifiedEvent extends MfaEvent<{ channel: Channel | 'recovery-code' }> {
  static readonly type = 'mfa-otp-verified';
  constructor(channel: Channel | 'recovery-code') {
    super(MfaOtpVerifiedEvent.type, { channel });
  }
}

/** A code is on its way. `destination` is masked. */
export class MfaOtpSentEvent extends MfaEvent<{
  channel: Channel;
  destination: string | undefined;
  resent: boolean;
}> {
  static readonly type = 'mfa-otp-sent';
  constructor(channel: Channel, destination: string | undefined, resent: boolean) {
    super(MfaOtpSentEvent.type, { channel, destination, resent });
  }
}

/** The person wants the code elsewhere: over another channel, or at another number or address. */
export class MfaDestinationRejectedEvent extends MfaEvent<{ channel: MessageChannel }> {
  static readonly type = 'mfa-destination-rejected';
  constructor(channel: MessageChannel) {
    super(MfaDestinationRejectedEvent.type, { channel });
  }
}

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

/** The session is over, and the person wants to begin again: lead them to the sign-in. */
export class MfaRestartRequestedEvent extends MfaEvent<null> {
  static readonly type = 'mfa-restart-requested';
  constructor() {
    super(MfaRestartRequestedEvent.type, null);
  }
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
