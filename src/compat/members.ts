import { plainError, type ErrorItems } from './errors.js';

/** Why a member of the original (contract C.9.1) is there and does nothing. The migration page has the same reasons. */
const PROFILE = 'registration, passwords and profiles are not the second factor; keep the original for them';
const SOCIAL = 'social login is not part of this kit; keep the original for it';
const SSO = 'single sign-on is not part of this kit; keep the original for it';
const PIN = 'a PIN is not part of this kit; keep the original for it';
const CONSENT = 'consent is not part of this kit; keep the original for it';
const FIRST = 'a first factor without a password is not part of this kit; hand its answer to <mfa-challenge>';
const TRANSPORT = 'requests of your own are yours to make, with fetch';
const CAPTCHA = 'a captcha goes into <mfa-challenge> with slot="captcha"';
const PASSKEY = 'a first factor is not part of this kit; as a second one, <mfa-challenge> has passkeys';
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
    ...all('tmpl hashTmpl', 'it runs text as code, which a strict policy forbids'),
    ...all('addRecaptchaJS renderV2Recaptcha captchaSchema', CAPTCHA),
  },
  api: {
    ...all(
      'registration forgotPassword resetPassword changePassword emailVerification resendEmailVerification addEmail ' +
        'removeEmail changeUsername checkPhoneNumberAvailability checkEmailAvailability checkUserNameAvailability ' +
        'resetPasswordByPhone forgotPasswordbyPhone resetPasswordBySecurityQuestion updateData getCustomObjects ' +
        'createCustomObject getCustomObjectById deleteCustomObjectById updateCustomObjectById',
      PROFILE,
    ),
    ...all('socialLogin getSocialData postSocialData', SOCIAL),
    ...all('otpLogin autoLogin smartLogin oneTouchLogin oneTouchLoginVerify', FIRST),
    ...all('forgotPIN resetPIN changePIN resetPINByPhone forgotPINbyPhone resetPINBySecurityQuestion', PIN),
    ...all(
      'verifyConsent fetchConsentLogs updateConsents submitConsentbyConsentToken submitConsentbyAccesToken',
      CONSENT,
    ),
    ...all('duoVerify duoVerifyByAccessToken', DUO),
  },
  lists: all('registrationFormSchema', PROFILE),
  actions: {
    ...all(
      'registration forgotPassword resetPassword verifyEmail changePassword deleteUser deleteUserConfirm ' +
        'changeUsername resendVerificationEmail addEmail removeEmail resetPasswordBySecurityQuestion',
      PROFILE,
    ),
    ...all('socialLogin linkAccount unLinkAccount customInterface', SOCIAL),
    ...all(
      'autoLogin noRegistrationPasswordLessLogin instantLinkLogin smartLogin onetouchLogin passwordlessLoginValidate',
      FIRST,
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
        if (onError) queueMicrotask(() => onError(plainError('misconfigured', text)));
      },
    ]),
  );
}

export function absentText(name: string, reason: string): string {
  return `${name} does nothing here: ${reason}`;
}
