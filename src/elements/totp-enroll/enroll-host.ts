import type { AnnouncerController } from '../../controllers/announcer-controller.js';
import type { Clock } from '../../core/clock.js';
import type { MfaError } from '../../core/mfa-error.js';
import type { OtpauthKey } from '../../core/otpauth.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import type { MfaCodeInput } from '../code-input/code-input.js';
import type { EnrollmentSession } from './enrollment-session.js';
import type { MfaTotpEnroll } from './totp-enroll.js';

/** What the element is to the part of it that is loaded when somebody acts. */
export interface EnrollHost {
  readonly element: MfaTotpEnroll;
  readonly session: EnrollmentSession;
  readonly voice: AnnouncerController;
  readonly text: (key: TextKey, values?: TextValues) => string;
  readonly clock: () => Clock;
  readonly field: () => MfaCodeInput | null;
  readonly nameField: () => HTMLInputElement | null;
  /** The words that failures have in all elements. */
  readonly errorText: (error: MfaError) => string;
  readonly showsBackendMessages: () => boolean | undefined;
  readonly begin: (deviceName: string) => Promise<boolean>;
  readonly fail: (error: MfaError, byPerson: boolean) => Promise<void>;
  /** Forgets what was typed. */
  readonly clear: () => void;
  readonly focusOn: (selector: string) => void;
}

/** What there is to pair with. What the key leaves out is usual: 6 digits, 30 seconds. */
export interface Pairing {
  readonly uri: string;
  readonly key: Partial<OtpauthKey>;
}
