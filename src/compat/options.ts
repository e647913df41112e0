/**
 * The options of the JavaScript interface (contract C.2), one by one: what each is, under which name `<mfa-config>` has
 * it, and what it does here. Nothing of this is generated: attribute names know no capitals.
 */

export type OptionKind = 'boolean' | 'text' | 'number' | 'words' | 'fields';

/**
 * What an option does: `used`; `always`, which means that it is so in any case; `none`, which means that it is taken
 * without complaint and changes nothing. The page about migration has the reasons.
 */
export type OptionEffect = 'used' | 'always' | 'none';

export interface OptionFacts {
  /** Null where only a property can hold it. */
  readonly attribute: string | null;
  readonly kind: OptionKind;
  readonly effect: OptionEffect;
}

const option = <Kind extends OptionKind>(
  attribute: string | null,
  kind: Kind,
  effect: OptionEffect = 'used',
): OptionFacts & { readonly kind: Kind } => ({ attribute, kind, effect });

export const OPTIONS = {
  apiKey: option('api-key', 'text'),
  twoFactorAuthentication: option('two-factor-authentication', 'boolean'),
  optionalTwoFactorAuthentication: option('optional-two-factor-authentication', 'boolean'),
  smsTemplate2FA: option('sms-template-2fa', 'text'),
  smsTemplate2FAWelcome: option('sms-template-2fa-welcome', 'text'),
  emailTemplate2FA: option('email-template-2fa', 'text'),
  isVoiceOtp: option('is-voice-otp', 'boolean'),
  qrCodeAuthentication: option('qr-code-authentication', 'boolean'),
  googleAuthentication: option('google-authentication', 'boolean'),
  showTwoFactorOnProfile: option('show-two-factor-on-profile', 'boolean'),
  authenticatorOptionsOrder: option('authenticator-options-order', 'words'),
  disableResendOTPButton: option('disable-resend-otp-button', 'boolean'),
  disableResendOTPButtonDelay: option('disable-resend-otp-button-delay', 'number'),
  disableButtonOnsubmit: option('disable-button-onsubmit', 'boolean', 'always'),
  enableSubmitOnSuccess: option('enable-submit-on-success', 'boolean', 'none'),
  maskSensitiveInput: option('mask-sensitive-input', 'boolean'),
  formValidationMessage: option('form-validation-message', 'boolean'),
  formRenderDelay: option('form-render-delay', 'number', 'none'),
  securityQuestionEnabled: option('security-question-enabled', 'boolean'),
  securityQuestionsCount: option('security-questions-count', 'number'),
  accessTokenResponse: option('access-token-response', 'boolean', 'none'),
  tokenType: option('token-type', 'text', 'none'),
  integrationName: option('integration-name', 'text', 'none'),
  projectionFields: option(null, 'fields'),
  apiCustomDomain: option('api-custom-domain', 'text'),
  customDomain: option('custom-domain', 'text', 'none'),
  phoneLogin: option('phone-login', 'boolean'),
  verificationUrl: option('verification-url', 'text'),
  stayLogin: option('stay-login', 'boolean', 'none'),
  debugMode: option('debug-mode', 'boolean', 'none'),
  riskBasedAuthentication: option('risk-based-authentication', 'boolean'),
  rbaOneclickEmailTemplate: option('rba-oneclick-email-template', 'text'),
  rbaCityEmailTemplate: option('rba-city-email-template', 'text'),
  rbaCountryEmailTemplate: option('rba-country-email-template', 'text'),
  rbaBrowserEmailTemplate: option('rba-browser-email-template', 'text'),
  rbaIpEmailTemplate: option('rba-ip-email-template', 'text'),
  rbaDeviceEmailTemplate: option('rba-device-email-template', 'text'),
  rbaOTPSmsTemplate: option('rba-otp-sms-template', 'text'),
  rbaCitySmsTemplate: option('rba-city-sms-template', 'text'),
  rbaCountrySmsTemplate: option('rba-country-sms-template', 'text'),
  rbaBrowserSmsTemplate: option('rba-browser-sms-template', 'text'),
  rbaIpSmsTemplate: option('rba-ip-sms-template', 'text'),
} as const satisfies Record<string, OptionFacts>;

export type OptionName = keyof typeof OPTIONS;

interface Values {
  boolean: boolean;
  text: string;
  number: number;
  words: readonly string[];
  fields: Readonly<Record<string, readonly string[]>>;
}

/** What only the tenant's settings or the original's own pages name, and no tag of ours has (contract C.9.4). */
const MORE = {
  usernameLogin: 'boolean',
  loginUrl: 'text',
  emailTemplate: 'text',
  verificationEmailTemplate: 'text',
  smsTemplate: 'text',
  smsTemplatePhoneVerification: 'text',
  smsTemplateUpdatePhone: 'text',
  smsTemplateWelcome: 'text',
  tokenStorage: 'text',
} as const satisfies Record<string, OptionKind>;
type MoreName = keyof typeof MORE;

/** A question that people choose from, by the tenant's settings. */
export interface TenantQuestion {
  readonly QuestionId: string;
  readonly Question: string;
}

/** The options as they are read: of the right type, or absent. What the tenant's settings add is read from them later. */
export type InterfaceOptions = {
  readonly [Name in OptionName]?: Values[(typeof OPTIONS)[Name]['kind']];
} & { readonly [Name in MoreName]?: Values[(typeof MORE)[Name]] } & {
  readonly SecurityQuestions?: readonly TenantQuestion[];
};

/** What a page gives: the options of the original, as loosely typed as there, and what the original has not. */
export type CommonOptions = Readonly<
  Partial<Record<OptionName | Exclude<MoreName, 'tokenStorage'>, unknown>>
> & {
  /** The same as `emailTemplate2FA`, as newer pages write it. */
  readonly EmailTemplate2FA?: unknown;
  /**
   * Where the token is kept when the page goes: `session` in `sessionStorage`, `local` in `localStorage` as well, as the
   * original does. Every script of the page's origin can read it there. Default: nowhere, it goes with the page.
   */
  readonly tokenStorage?: 'session' | 'local' | undefined;
  /** Base URL of the API or of a proxy, in place of the vendor's or the custom domain's. */
  readonly endpoint?: string;
  /** The session's token for the account page, where the login was elsewhere. A function is asked for each call. Secret. */
  readonly accessToken?: string | (() => string | undefined);
  /** The page's own `fetch`. */
  readonly fetch?: typeof fetch;
};

const KINDS: readonly (readonly [OptionName | MoreName, OptionKind])[] = [
  ...(Object.entries(OPTIONS) as [OptionName, OptionFacts][]).map(
    ([name, { kind }]) => [name, kind] as const,
  ),
  ...(Object.entries(MORE) as [MoreName, OptionKind][]),
];

/**
 * Reads what a page gives by the rules of C.2: a boolean is on when it is there, and off when it is false or the text
 * "false". What is of the wrong type is as if it were absent. Names that are not in the table are ignored.
 */
export function readOptions(given: CommonOptions): InterfaceOptions {
  const read: Record<string, unknown> = {};
  for (const [name, kind] of KINDS) {
    const value = READERS[kind](given[name]);
    if (value !== undefined) read[name] = value;
  }
  const { EmailTemplate2FA: newer, twoFactorAuthentication: flow } = given;
  read.emailTemplate2FA ??= READERS.text(newer);
  if (read.emailTemplate2FA === undefined) delete read.emailTemplate2FA;
  // The two words that newer pages write in place of the two options.
  if (flow === 'required') read.optionalTwoFactorAuthentication = false;
  if (flow === 'optional') {
    read.twoFactorAuthentication = false;
    read.optionalTwoFactorAuthentication = true;
  }
  return Object.freeze(read);
}

const READERS: Readonly<Record<OptionKind, (value: unknown) => unknown>> = {
  boolean(value) {
    if (value === undefined || value === null) return undefined;
    return value !== false && !(typeof value === 'string' && /^\s*false\s*$/i.test(value));
  },
  text: (value) => (typeof value === 'string' && value.trim() !== '' ? value : undefined),
  number(value) {
    const isText = typeof value === 'string' && value.trim() !== '';
    const number = isText || typeof value === 'number' ? Number(value) : NaN;
    return Number.isFinite(number) ? number : undefined;
  },
  words(value) {
    const words = typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : value;
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  },
  fields(value) {
    if (typeof value !== 'object' || value === null) return undefined;
    const lists = Object.entries(value as Record<string, unknown>).filter(
      ([, list]) => Array.isArray(list) && list.every((name) => typeof name === 'string'),
    );
    return Object.fromEntries(lists);
  },
};

/** Base URL of the API, where it is not the vendor's own. */
export function endpointOf({ endpoint }: CommonOptions, options: InterfaceOptions): string | undefined {
  // `customDomain` is where the original finds its hosted pages, never its API.
  const host = options.apiCustomDomain;
  if (endpoint !== undefined || host === undefined) return endpoint;
  return /^(https?:)?\//.test(host) ? host : `https://${host}`;
}

/** Whether the second factor is on. The optional flow is one, too; where nobody says, it is on. */
export function isOn({
  twoFactorAuthentication,
  optionalTwoFactorAuthentication,
}: InterfaceOptions): boolean {
  return twoFactorAuthentication !== false || optionalTwoFactorAuthentication === true;
}

/** Options that only the LoginRadius client has. */
export function backendMore(options: InterfaceOptions): Readonly<Record<string, unknown>> {
  const { qrCodeAuthentication, googleAuthentication, smsTemplate2FAWelcome } = options;
  const { securityQuestionEnabled, securityQuestionsCount } = options;
  return {
    qrCodeAuthentication: qrCodeAuthentication ?? googleAuthentication,
    smsTemplate2FAWelcome,
    securityQuestionEnabled,
    securityQuestionsCount,
    ...rbaTemplates(options),
  };
}

/**
 * What goes with the first factor, beside the key.
 *
 * @param isOnly - Whether it is to be the only one.
 */
export function loginQuery(options: InterfaceOptions, isOnly: boolean): Record<string, string | undefined> {
  const { smsTemplateWelcome, smsTemplatePhoneVerification, verificationEmailTemplate } = options;
  return {
    loginUrl: options.loginUrl,
    verificationUrl: options.verificationUrl,
    emailTemplate: options.emailTemplate ?? verificationEmailTemplate,
    smsTemplate: options.smsTemplate ?? (isOnly ? smsTemplatePhoneVerification : smsTemplateWelcome),
    fields: options.projectionFields?.login?.join(','),
    ...(isOnly
      ? rbaTemplates(options)
      : // The call with a second factor takes none of the others: its answers come with the checks.
        { smsTemplate2FA: options.smsTemplate2FA, emailTemplate2FA: options.emailTemplate2FA }),
  };
}

/** What the original shows first, where the page says nothing. Duo has no form here. */
const ORDER = ['emailotp', 'securityquestion', 'auth', 'sms', 'pushnotification'];

/** In which order ways are offered. */
export function orderOf({ authenticatorOptionsOrder = ORDER }: InterfaceOptions): readonly string[] {
  return authenticatorOptionsOrder.filter((word) => word.toLowerCase() !== 'duomfa');
}

/** Without `riskBasedAuthentication` there is nothing that would send them. */
function rbaTemplates(options: InterfaceOptions): Record<string, string | undefined> {
  if (!options.riskBasedAuthentication) return {};
  const names = (Object.keys(OPTIONS) as OptionName[]).filter((name) => name.startsWith('rba'));
  return Object.fromEntries(names.map((name) => [name, options[name] as string | undefined]));
}
