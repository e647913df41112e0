/** Every story, as the tests need it. */
import type { StoryModule } from '../../stories/support/stories-of.js';
import * as afterThePassword from '../../stories/after-the-password.stories.js';
import * as jsInterface from '../../stories/js-interface.stories.js';
import * as challengeLoginRadius from '../../stories/mfa-challenge.loginradius.stories.js';
import * as challenge from '../../stories/mfa-challenge.stories.js';
import * as codeInput from '../../stories/mfa-code-input.stories.js';
import * as config from '../../stories/mfa-config.stories.js';
import * as confirm from '../../stories/mfa-confirm.stories.js';
import * as countdown from '../../stories/mfa-countdown.stories.js';
import * as otpRequest from '../../stories/mfa-otp-request.stories.js';
import * as otpVerify from '../../stories/mfa-otp-verify.stories.js';
import * as otpVerifyVariations from '../../stories/mfa-otp-verify.variations.stories.js';
import * as passkey from '../../stories/mfa-passkey.stories.js';
import * as phoneInput from '../../stories/mfa-phone-input.stories.js';
import * as pushEnroll from '../../stories/mfa-push-enroll.stories.js';
import * as push from '../../stories/mfa-push.stories.js';
import * as qrCode from '../../stories/mfa-qr-code.stories.js';
import * as recoveryCodesLoginRadius from '../../stories/mfa-recovery-codes.loginradius.stories.js';
import * as recoveryCodes from '../../stories/mfa-recovery-codes.stories.js';
import * as securityQuestionsLoginRadius from '../../stories/mfa-security-questions.loginradius.stories.js';
import * as securityQuestions from '../../stories/mfa-security-questions.stories.js';
import * as settingsLoginRadius from '../../stories/mfa-settings.loginradius.stories.js';
import * as settings from '../../stories/mfa-settings.stories.js';
import * as totpEnroll from '../../stories/mfa-totp-enroll.stories.js';
import * as totpEnrollVariations from '../../stories/mfa-totp-enroll.variations.stories.js';
import * as trustedDevices from '../../stories/mfa-trusted-devices.stories.js';
import * as themeBootstrap from '../../stories/theme-bootstrap.stories.js';
import * as themeGovuk from '../../stories/theme-govuk.stories.js';
import * as themeMaterial from '../../stories/theme-material.stories.js';
import * as themeWebAwesome from '../../stories/theme-webawesome.stories.js';
import * as wholeFlow from '../../stories/whole-flow.stories.js';

export { storiesOf } from '../../stories/support/stories-of.js';

export const FILES: Readonly<Record<string, StoryModule>> = {
  'after-the-password.stories': afterThePassword,
  'js-interface.stories': jsInterface,
  'mfa-challenge.loginradius.stories': challengeLoginRadius,
  'mfa-challenge.stories': challenge,
  'mfa-code-input.stories': codeInput,
  'mfa-config.stories': config,
  'mfa-confirm.stories': confirm,
  'mfa-countdown.stories': countdown,
  'mfa-otp-request.stories': otpRequest,
  'mfa-otp-verify.stories': otpVerify,
  'mfa-otp-verify.variations.stories': otpVerifyVariations,
  'mfa-passkey.stories': passkey,
  'mfa-phone-input.stories': phoneInput,
  'mfa-push-enroll.stories': pushEnroll,
  'mfa-push.stories': push,
  'mfa-qr-code.stories': qrCode,
  'mfa-recovery-codes.loginradius.stories': recoveryCodesLoginRadius,
  'mfa-recovery-codes.stories': recoveryCodes,
  'mfa-security-questions.loginradius.stories': securityQuestionsLoginRadius,
  'mfa-security-questions.stories': securityQuestions,
  'mfa-settings.loginradius.stories': settingsLoginRadius,
  'mfa-settings.stories': settings,
  'mfa-totp-enroll.stories': totpEnroll,
  'mfa-totp-enroll.variations.stories': totpEnrollVariations,
  'mfa-trusted-devices.stories': trustedDevices,
  'theme-bootstrap.stories': themeBootstrap,
  'theme-govuk.stories': themeGovuk,
  'theme-material.stories': themeMaterial,
  'theme-webawesome.stories': themeWebAwesome,
  'whole-flow.stories': wholeFlow,
};
