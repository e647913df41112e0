/** Registers every element, and makes every language known. */
import './languages.js';
import './mfa-config.js';
import './mfa-code-input.js';
import './mfa-countdown.js';
import './mfa-qr-code.js';
import './mfa-otp-request.js';
import './mfa-otp-verify.js';
import './mfa-totp-enroll.js';
import './mfa-passkey.js';
import './mfa-recovery-codes.js';
import './mfa-security-questions.js';
import './mfa-challenge.js';
import './mfa-settings.js';
import './mfa-trusted-devices.js';
