import type { Meta } from '@storybook/web-components-vite';
import { galleryOf } from './support/gallery.js';
import { page } from './support/pages.js';
import * as challenge from './mfa-challenge.stories.js';
import * as codeInput from './mfa-code-input.stories.js';
import * as config from './mfa-config.stories.js';
import * as countdown from './mfa-countdown.stories.js';
import * as otpRequest from './mfa-otp-request.stories.js';
import * as otpVerify from './mfa-otp-verify.stories.js';
import * as otpVerifyVariations from './mfa-otp-verify.variations.stories.js';
import * as passkey from './mfa-passkey.stories.js';
import * as phoneInput from './mfa-phone-input.stories.js';
import * as pushEnroll from './mfa-push-enroll.stories.js';
import * as push from './mfa-push.stories.js';
import * as qrCode from './mfa-qr-code.stories.js';
import * as recoveryCodes from './mfa-recovery-codes.stories.js';
import * as securityQuestions from './mfa-security-questions.stories.js';
import * as settings from './mfa-settings.stories.js';
import * as totpEnroll from './mfa-totp-enroll.stories.js';
import * as totpEnrollVariations from './mfa-totp-enroll.variations.stories.js';
import * as trustedDevices from './mfa-trusted-devices.stories.js';

/**
 * One page for each element: every state side by side, made from the stories of the element itself. Only `<mfa-confirm>`
 * has none: its states are a modal dialog, of which a page has one at a time.
 */
const meta: Meta = { title: 'All states' };
export default meta;

export const MfaChallenge = page(() => galleryOf(challenge));
export const MfaCodeInput = page(() => galleryOf(codeInput));
export const MfaConfig = page(() => galleryOf(config));
export const MfaCountdown = page(() => galleryOf(countdown));
export const MfaOtpRequest = page(() => galleryOf(otpRequest));
export const MfaOtpVerify = page(() => galleryOf(otpVerify, otpVerifyVariations));
export const MfaPasskey = page(() => galleryOf(passkey));
export const MfaPhoneInput = page(() => galleryOf(phoneInput));
export const MfaPush = page(() => galleryOf(push));
export const MfaPushEnroll = page(() => galleryOf(pushEnroll));
export const MfaQrCode = page(() => galleryOf(qrCode));
export const MfaRecoveryCodes = page(() => galleryOf(recoveryCodes));
export const MfaSecurityQuestions = page(() => galleryOf(securityQuestions));
export const MfaSettings = page(() => galleryOf(settings));
export const MfaTotpEnroll = page(() => galleryOf(totpEnroll, totpEnrollVariations));
export const MfaTrustedDevices = page(() => galleryOf(trustedDevices));
