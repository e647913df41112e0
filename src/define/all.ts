/**
 * Registers every element, and makes every language known. The field for phone numbers comes with its data as soon as one is
 * on the page.
 */
import './languages.js';
import './mfa-config.js';
import './mfa-code-input.js';
import './mfa-countdown.js';
import './mfa-qr-code.js';
import './mfa-otp-request.js';
import './mfa-otp-verify.js';
import './mfa-totp-enroll.js';
import './mfa-passkey.js';
import './mfa-push.js';
import './mfa-push-enroll.js';
import './mfa-recovery-codes.js';
import './mfa-security-questions.js';
import './mfa-challenge.js';
import './mfa-confirm.js';
import './mfa-settings.js';
import './mfa-trusted-devices.js';
import { defineOnDemand } from './on-demand.js';

defineOnDemand();
