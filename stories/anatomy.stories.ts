import type { Meta } from '@storybook/web-components-vite';
import { anatomyOf } from './support/anatomy.js';
import { page } from './support/pages.js';
import * as challenge from './mfa-challenge.stories.js';
import * as codeInput from './mfa-code-input.stories.js';
import * as countdown from './mfa-countdown.stories.js';
import * as otpRequest from './mfa-otp-request.stories.js';
import * as otpVerify from './mfa-otp-verify.stories.js';
import * as otpVerifyVariations from './mfa-otp-verify.variations.stories.js';
import * as passkey from './mfa-passkey.stories.js';
import * as qrCode from './mfa-qr-code.stories.js';
import * as recoveryCodes from './mfa-recovery-codes.stories.js';
import * as securityQuestions from './mfa-security-questions.stories.js';
import * as settings from './mfa-settings.stories.js';
import * as totpEnroll from './mfa-totp-enroll.stories.js';
import * as totpEnrollVariations from './mfa-totp-enroll.variations.stories.js';
import * as trustedDevices from './mfa-trusted-devices.stories.js';

/** One page for each element: its parts, outlined in its own stories, and what else the manifest says of it. */
const meta: Meta = { title: 'Anatomy' };
export default meta;

export const MfaChallenge = page(() => anatomyOf(challenge));
export const MfaCodeInput = page(() => anatomyOf(codeInput));
export const MfaCountdown = page(() => anatomyOf(countdown));
export const MfaOtpRequest = page(() => anatomyOf(otpRequest));
export const MfaOtpVerify = page(() => anatomyOf(otpVerify, otpVerifyVariations));
export const MfaPasskey = page(() => anatomyOf(passkey));
export const MfaQrCode = page(() => anatomyOf(qrCode));
export const MfaRecoveryCodes = page(() => anatomyOf(recoveryCodes));
export const MfaSecurityQuestions = page(() => anatomyOf(securityQuestions));
export const MfaSettings = page(() => anatomyOf(settings));
export const MfaTotpEnroll = page(() => anatomyOf(totpEnroll, totpEnrollVariations));
export const MfaTrustedDevices = page(() => anatomyOf(trustedDevices));
