import { ownError, type ErrorItems } from './errors.js';

/** Why a member of the original (contract C.9.1) is there and does nothing. The migration page has the same reasons. */
const PROFILE = 'registration, passwords and profiles are not the second factor; keep the original for them';
const SOCIAL = 'social login is not part of this kit; keep the original for it';
const SSO = 'single sign-on is not part of this kit; keep the original for it';
const PIN = 'a PIN is not part of this kit; keep the original for it';
const CONSENT = 'consent is not part of this kit; keep the original for it';
const DRAWING = 'it is about how the original draws its forms; our elements have parts and properties';
const TRANSPORT = 'requests of your own are yours to make, with fetch';
const CAPTCHA = 'a captcha goes into <mfa-challenge> with slot="captcha"';
const PASSKEY = 'passkeys have no form here; they are not offered';
const DUO = 'Duo has no counterpart here';

type Reasons = Readonly<Record<string, string>>;

const all = (names: string, reason: string): Reasons =>
  Object.fromEntries(names.split(' ').map((name) => [name, reason]));

export const ABSENT = {
  root: {
    ...all('customInterface', SOCIAL),
    ...all('trackEvent', 'it does nothing in the original either'),
    ...all('getConsentConfiguration', CONSENT),
    ...all('getAutoLookupDomainConfiguration', SSO),
  },
  progressiveProfiling: all('init execStep', PROFILE),
  util: {
    ...all('ajaxCall jsonpCall addJs', TRANSPORT),
    ...all('unLinkAccount openWindow', SOCIAL),
    ...all('tmpl hashTmpl getThisObjectName getButtonAttribute disableResendOTPButton', DRAWING),
    ...all('getPassKeyCredentials createPassKeyCredentials', PASSKEY),
    ...all('addCaptcha renderCaptcha', CAPTCHA),
  },
  api: {
    ...all('login registration forgotPassword resetPassword changePassword', PROFILE),
    ...all('validateToken invalidateToken', 'a session is checked and ended on your server'),
    ...all('updatePhone verifyOTP resendOTP', 'the form of the action updatePhone does it'),
    ...all('updateSecurityQuestion', 'the form of the action of that name does it'),
    ...all('duoVerify duoVerifyByAccessToken', DUO),
  },
  /** Lists and maps of the original that pages add to. They are there, so that adding does not fail. */
  lists: {
    ...all(
      'loginFormSchema otpSchema QRCodeSchema checkPhoneNumberSchema backupCodeFormSchema registrationFormSchema',
      'change the schema of the login form in the hook beforeFormRender',
    ),
    ...all('errorMessages validationMessages', 'use the hooks mapErrorMessages and mapValidationMessages'),
  },
  maps: all('buttonsName formCustomLabel', 'use the hooks setButtonsName and customizeFormLabel'),
  actions: {
    ...all(
      'registration forgotPassword resetPassword verifyEmail changePassword deleteUser deleteUserConfirm ' +
        'changeUsername resendVerificationEmail addEmail removeEmail resetPasswordBySecurityQuestion',
      PROFILE,
    ),
    ...all('socialLogin linkAccount unLinkAccount customInterface', SOCIAL),
    ...all(
      'autoLogin noRegistrationPasswordLessLogin instantLinkLogin smartLogin onetouchLogin passwordlessLoginValidate',
      'a first factor without a password is not part of this kit; hand its answer to <mfa-challenge>',
    ),
    ...all('ssoLogin logout ssoNotLoginThenLogout crossDeviceSSO organization', SSO),
    ...all('passkeylogin', PASSKEY),
    ...all('forgotPIN resetPIN changePIN resetPINBySecurityQuestion pinreauthentication', PIN),
    ...all('privacyPolicyUpdate customeventconsent consenteditor', CONSENT),
  },
} as const satisfies Record<string, Reasons>;

export type Warn = (text: string) => void;

/** Says each sentence once. */
export function warnOnce(): Warn {
  const said = new Set<string>();
  return (text) => {
    if (said.has(text)) return;
    said.add(text);
    console.warn(`LoginRadiusV2: ${text}`);
  };
}

/** Members that warn once, and answer `onError`: the second function that they are called with. */
export function absentMembers(
  place: string,
  reasons: Reasons,
  warn: Warn,
): Record<string, (...args: unknown[]) => void> {
  return Object.fromEntries(
    Object.entries(reasons).map(([name, reason]) => [
      name,
      (...args) => {
        const text = absentText(place + name, reason);
        warn(text);
        const [, onError] = args.filter((arg) => typeof arg === 'function') as ((
          errors: ErrorItems,
        ) => void)[];
        if (onError) queueMicrotask(() => onError(ownError('misconfigured', text)));
      },
    ]),
  );
}

export function absentText(name: string, reason: string): string {
  return `${name} does nothing here: ${reason}`;
}
