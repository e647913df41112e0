/** The public members of the original, as contract C.9.1 has them: `place.name`. */
const places: Readonly<Record<string, string>> = {
  '': `init customInterface getAppConfiguration clearSession log options version global storage trackEvent
    getSessionToken setSessionToken removeSessionToken getConsentConfiguration getAutoLookupDomainConfiguration
    loginFormSchema otpSchema QRCodeSchema checkPhoneNumberSchema backupCodeFormSchema registrationFormSchema
    errorMessages validationMessages buttonsName formCustomLabel formPlaceholder`,
  'progressiveProfiling.': 'init execStep',
  'documentCookies.': 'getItem setItem removeItem hasItem keys',
  'sessionData.': 'getToken getUid',
  'storage.': 'setBrowserStorage getBrowserStorage removeBrowserStorage isLocalStorageNameSupported',
  '$hooks.': 'register call hooks',
  'util.': `ready ajaxCall jsonpCall unLinkAccount openWindow elementById elementsByClass addEvent addJs serialize tmpl
    hashTmpl parseQueryString getQueryParameterByName getParameterByName getQueryStringValue mergeOptions mergeObjects
    extend findInSchema keysToLowerCase isJsonString isSubstring isValidUrl hasClass addclass encodedString
    getThisObjectName browser getHashParam jsonToQueryString randomString isJWT isEmpty getButtonAttribute
    addHTMLContent checkPhoneOrEmailLogin disableResendOTPButton base64UrlEncode base64UrlDecode
    addRecaptchaJS renderV2Recaptcha captchaSchema
    getPassKeyCredentials createPassKeyCredentials isPasskeyAvailable setBrowserStorage getBrowserStorage
    removeBrowserStorage isLocalStorageNameSupported`,
  'api.': `init login registration updatePhone verifyOTP resendOTP updateSecurityQuestion validateToken invalidateToken
    twoFALogin twoFAUpdatePhone twoFAVerifyOTP twoFAResendOTP resetTwoFactor getBackupCode resetBackupCode
    otpLogin forgotPassword forgotPIN resetPassword resetPIN emailVerification socialLogin resendEmailVerification
    addEmail removeEmail changeUsername changePassword changePIN checkPhoneNumberAvailability resetPasswordByPhone
    resetPINByPhone forgotPasswordbyPhone forgotPINbyPhone updateData checkEmailAvailability
    checkUserNameAvailability resetPasswordBySecurityQuestion resetPINBySecurityQuestion getSocialData postSocialData
    getCustomObjects createCustomObject getCustomObjectById deleteCustomObjectById updateCustomObjectById autoLogin
    smartLogin verifyConsent fetchConsentLogs updateConsents submitConsentbyConsentToken submitConsentbyAccesToken
    oneTouchLogin oneTouchLoginVerify duoVerify duoVerifyByAccessToken`,
};

export const MEMBERS = Object.entries(places).flatMap(([place, names]) =>
  names.split(/\s+/).map((name) => place + name),
);

/** Its actions, as contract C.9.2 has them. */
export const ACTIONS =
  `login registration forgotPassword resetPassword verifyEmail changePassword socialLogin linkAccount
  unLinkAccount profileEditor deleteUser deleteUserConfirm updatePhone changeUsername resendVerificationEmail addEmail
  removeEmail createTwoFactorAuthentication backupCodeButton resetBackupCodeButton updateSecurityQuestion
  resetPasswordBySecurityQuestion autoLogin noRegistrationPasswordLessLogin instantLinkLogin ssoLogin logout
  ssoNotLoginThenLogout customInterface passkeylogin organization privacyPolicyUpdate forgotPIN resetPIN changePIN
  resetPINBySecurityQuestion pinreauthentication crossDeviceSSO customeventconsent consenteditor smartLogin onetouchLogin
  passwordlessLoginValidate`.split(/\s+/);
