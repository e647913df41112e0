import type { AnnouncerController } from '../../controllers/announcer-controller.js';
import type { Channel, MfaClient } from '../../core/client.js';
import type { Clock } from '../../core/clock.js';
import type { MfaError } from '../../core/mfa-error.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import type { MfaCodeInput } from '../code-input/code-input.js';
import type { OtpSession } from './otp-session.js';
import type { MfaOtpVerify } from './otp-verify.js';

/** What the element is to the part of it that is loaded when somebody acts. */
export interface VerifyHost {
  readonly element: MfaOtpVerify;
  readonly session: OtpSession;
  readonly voice: AnnouncerController;
  readonly text: (key: TextKey, values?: TextValues) => string;
  readonly clock: () => Clock;
  /** The client for a call. */
  readonly callable: () => Promise<MfaClient>;
  /** The client, once it is there. */
  readonly client: () => MfaClient | undefined;
  readonly channel: () => Channel;
  /** Where the code went, as one says it. */
  readonly destination: () => string;
  readonly codeLength: () => number;
  readonly canResend: () => boolean;
  readonly offersToRemember: () => boolean;
  readonly field: () => MfaCodeInput | null;
  /** The words that failures have in all elements. */
  readonly errorText: (error: MfaError) => string;
  /** Resolves when those words are there. */
  readonly loadErrorTexts: () => Promise<void>;
  /** Forgets what was typed. */
  readonly clear: () => void;
}
