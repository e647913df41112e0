import type { PropertyDeclarations, PropertyValues } from 'lit';
import { optionalBoolean, optionalNumber, optionalText, optionalWords } from '../attributes.js';
import { MfaOptionsElement } from '../mfa-options-element.js';

const yesOrNo = (attribute: string): object => ({ attribute, converter: optionalBoolean });
const text = (attribute: string): object => ({ attribute, converter: optionalText });

/**
 * The options of the JavaScript interface that only `<mfa-config>` has, so that no other element pays for them. Each
 * name and its attribute are written out: attribute names know no capitals.
 */
export class JsInterfaceOptions extends MfaOptionsElement {
  static override properties: PropertyDeclarations = {
    optionalTwoFactorAuthentication: yesOrNo('optional-two-factor-authentication'),
    smsTemplate2FAWelcome: text('sms-template-2fa-welcome'),
    qrCodeAuthentication: yesOrNo('qr-code-authentication'),
    googleAuthentication: yesOrNo('google-authentication'),
    showTwoFactorOnProfile: yesOrNo('show-two-factor-on-profile'),
    authenticatorOptionsOrder: { attribute: 'authenticator-options-order', converter: optionalWords },
    disableButtonOnsubmit: yesOrNo('disable-button-onsubmit'),
    enableSubmitOnSuccess: yesOrNo('enable-submit-on-success'),
    formValidationMessage: yesOrNo('form-validation-message'),
    formRenderDelay: { attribute: 'form-render-delay', converter: optionalNumber },
    securityQuestionEnabled: yesOrNo('security-question-enabled'),
    securityQuestionsCount: { attribute: 'security-questions-count', converter: optionalNumber },
    accessTokenResponse: yesOrNo('access-token-response'),
    tokenType: text('token-type'),
    integrationName: text('integration-name'),
    projectionFields: { attribute: false },
    apiCustomDomain: text('api-custom-domain'),
    customDomain: text('custom-domain'),
    phoneLogin: yesOrNo('phone-login'),
    verificationUrl: text('verification-url'),
    stayLogin: yesOrNo('stay-login'),
    debugMode: yesOrNo('debug-mode'),
    riskBasedAuthentication: yesOrNo('risk-based-authentication'),
    rbaOneclickEmailTemplate: text('rba-oneclick-email-template'),
    rbaCityEmailTemplate: text('rba-city-email-template'),
    rbaCountryEmailTemplate: text('rba-country-email-template'),
    rbaBrowserEmailTemplate: text('rba-browser-email-template'),
    rbaIpEmailTemplate: text('rba-ip-email-template'),
    rbaDeviceEmailTemplate: text('rba-device-email-template'),
    rbaOTPSmsTemplate: text('rba-otp-sms-template'),
    rbaCitySmsTemplate: text('rba-city-sms-template'),
    rbaCountrySmsTemplate: text('rba-country-sms-template'),
    rbaBrowserSmsTemplate: text('rba-browser-sms-template'),
    rbaIpSmsTemplate: text('rba-ip-sms-template'),
  };

  /** Whether the person may go on without a second factor. Default: what the backend says. */
  optionalTwoFactorAuthentication?: boolean | undefined;

  /** Name of the template that welcomes a new number. It has no effect on a tag. */
  smsTemplate2FAWelcome?: string | undefined;

  /** Whether authenticator apps are offered. Default true. */
  qrCodeAuthentication?: boolean | undefined;

  /** The older name of `qrCodeAuthentication`, which counts where both are given. */
  googleAuthentication?: boolean | undefined;

  /** Whether a profile page shows the second factor. Default true. */
  showTwoFactorOnProfile?: boolean | undefined;

  /** In which order ways are offered. As an attribute, separated by spaces. Default: the strongest first. */
  authenticatorOptionsOrder?: readonly string[] | undefined;

  /** Always so, without the option: one call is under way at a time. */
  disableButtonOnsubmit?: boolean | undefined;

  /** Has no effect: after a success there is no button left to press. */
  enableSubmitOnSuccess?: boolean | undefined;

  /** Always so, without the option: messages stand below their fields. */
  formValidationMessage?: boolean | undefined;

  /** Milliseconds. Has no effect: there is nothing to wait for. */
  formRenderDelay?: number | undefined;

  /** Whether security questions are offered. Default true. */
  securityQuestionEnabled?: boolean | undefined;

  /** How many security questions have to be set. Default 2. */
  securityQuestionsCount?: number | undefined;

  /** Has an effect in the JavaScript interface only: elements keep no token. */
  accessTokenResponse?: boolean | undefined;

  /** Has no effect: exchange the token where the session is made, on the server. */
  tokenType?: string | undefined;

  /** Goes with `tokenType`. Has no effect. */
  integrationName?: string | undefined;

  /** Which fields an answer has, by action. Has an effect in the JavaScript interface only. */
  projectionFields?: Readonly<Record<string, readonly string[]>> | undefined;

  /** Host of the API, in place of the vendor's; becomes the `endpoint` where there is none. */
  apiCustomDomain?: string | undefined;

  /** The same; `apiCustomDomain` counts where both are given. */
  customDomain?: string | undefined;

  /** Whether people sign in by phone. Has an effect in the JavaScript interface only: it has the form for it. */
  phoneLogin?: boolean | undefined;

  /** Where links in e-mails lead. Has an effect in the JavaScript interface only, at the login. */
  verificationUrl?: string | undefined;

  /** Has no effect: no token is kept. */
  stayLogin?: boolean | undefined;

  /** Has no effect: the console tells developers in any case. */
  debugMode?: boolean | undefined;

  /** Whether the login watches for risks. Has an effect in the JavaScript interface only, at the login. */
  riskBasedAuthentication?: boolean | undefined;

  /** Names of templates for messages about a risk. */
  rbaOneclickEmailTemplate?: string | undefined;
  rbaCityEmailTemplate?: string | undefined;
  rbaCountryEmailTemplate?: string | undefined;
  rbaBrowserEmailTemplate?: string | undefined;
  rbaIpEmailTemplate?: string | undefined;
  rbaDeviceEmailTemplate?: string | undefined;
  rbaOTPSmsTemplate?: string | undefined;
  rbaCitySmsTemplate?: string | undefined;
  rbaCountrySmsTemplate?: string | undefined;
  rbaBrowserSmsTemplate?: string | undefined;
  rbaIpSmsTemplate?: string | undefined;

  #domain: string | undefined;
  #pageMore: JsInterfaceOptions['more'];
  #handedMore: JsInterfaceOptions['more'];

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (BACKENDS_OWN.some((name) => changed.has(name)) || changed.has('more')) this.#handToBackend();
    if (!changed.has('apiCustomDomain') && !changed.has('customDomain')) return;
    if (this.endpoint !== undefined && this.endpoint !== this.#domain) return;
    const host = this.apiCustomDomain ?? this.customDomain;
    this.endpoint = this.#domain = host && (/^(https?:)?\//.test(host) ? host : `https://${host}`);
  }

  /** Options that the elements know nothing of go to the backend with what the page has for it. */
  #handToBackend(): void {
    if (this.more !== this.#handedMore) this.#pageMore = this.more;
    const set = BACKENDS_OWN.map((name) => [name, this[name]] as const).filter(
      ([, value]) => value !== undefined,
    );
    const older = this.qrCodeAuthentication ?? this.googleAuthentication;
    if (older !== undefined) set.push(['qrCodeAuthentication', older]);
    this.more = this.#handedMore =
      set.length > 0 ? { ...Object.fromEntries(set), ...this.#pageMore } : this.#pageMore;
  }
}

const BACKENDS_OWN = [
  'optionalTwoFactorAuthentication',
  'qrCodeAuthentication',
  'googleAuthentication',
  'securityQuestionEnabled',
  'securityQuestionsCount',
  'rbaBrowserEmailTemplate',
  'rbaCityEmailTemplate',
  'rbaCountryEmailTemplate',
  'rbaIpEmailTemplate',
] as const;
