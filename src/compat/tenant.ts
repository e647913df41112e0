/** What the tenant's settings say (`GET /ciam/appinfo`, contract C.9.4), as options. */
import { createHttpClient } from '../core/http.js';
import { isMfaError } from '../core/mfa-error.js';
import { endpointOf, readOptions, type CommonOptions, type InterfaceOptions } from './options.js';

const CONFIG_HOST = 'https://config.lrcontent.com';
/** A form does not wait longer to be sent: the service refuses by itself what the settings would forbid. */
const TIMEOUT_MS = 5_000;

type Fields = Readonly<Record<string, unknown>>;

interface Row {
  readonly option: string;
  /** Where it is, below the root. */
  readonly path: readonly string[];
  /** The tenant's value counts, whatever the page says. */
  readonly wins?: true;
}

const row = (option: string, path: string, wins?: true): Row => ({
  option,
  path: path.split('.'),
  ...(wins && { wins }),
});

const ROWS: readonly Row[] = [
  row('optionalTwoFactorAuthentication', 'TwoFactorAuthentication.IsEnabled'),
  row('twoFactorAuthentication', 'TwoFactorAuthentication.IsRequired'),
  row('qrCodeAuthentication', 'TwoFactorAuthentication.IsAuthenticator'),
  row('emailOTPAuthentication', 'TwoFactorAuthentication.IsEmailOTPAuthenticator'),
  row('smsOTPAuthentication', 'TwoFactorAuthentication.IsSmsOTPAuthenticator'),
  row('securityQuestionAuthentication', 'TwoFactorAuthentication.IsSecurityQuestionAuthenticator'),
  row('pushNotificationAuthentication', 'TwoFactorAuthentication.IsPushAuthenticator', true),
  row('isVoiceOtp', 'IsVoiceOTP', true),
  row('isPassKeysEnabled', 'PassKeysConfig.IsEnabled'),
  row('securityQuestionEnabled', 'IsSecurityQuestion'),
  row('SecurityQuestions', 'SecurityQuestions.Questions', true),
  row('securityQuestionsCount', 'SecurityQuestions.SecurityQuestionCount'),
  row('phoneLogin', 'IsPhoneLogin'),
  row('usernameLogin', 'IsUserNameLogin'),
  row('stayLogin', 'IsRememberMe'),
  row('riskBasedAuthentication', 'IsRiskBasedAuthentication'),
  row('appName', 'AppName'),
  row('customDomain', 'CustomDomain'),
];

/** The settings as they came, or nothing where they cannot be had. */
export async function fetchTenant(
  given: CommonOptions,
  options: InterfaceOptions,
): Promise<Fields | undefined> {
  const http = createHttpClient({
    endpoint: endpointOf(given, options) ?? CONFIG_HOST,
    credentials: 'omit',
    timeoutMs: TIMEOUT_MS,
    ...(given.fetch && { fetch: given.fetch }),
  });
  try {
    const { status, body } = await http.request({
      method: 'GET',
      path: ['ciam', 'appinfo'],
      query: { apiKey: options.apiKey },
    });
    return status < 400 && typeof body === 'object' && body !== null ? (body as Fields) : undefined;
  } catch (error) {
    if (!isMfaError(error)) throw error;
    return undefined;
  }
}

/** The page's options, and the tenant's where the page has none or the tenant's count. */
export function withTenant(given: CommonOptions, tenant: Fields): InterfaceOptions {
  const own = readOptions(given);
  const isOwn = (option: string): boolean =>
    option in own || (option === 'qrCodeAuthentication' && own.googleAuthentication !== undefined);
  const theirs: Record<string, unknown> = {};
  for (const { option, path, wins } of ROWS) {
    const value = path.reduce<unknown>((at, name) => (at as Fields | null | undefined)?.[name], tenant);
    if (value === undefined || value === null || (isOwn(option) && !wins)) continue;
    // A page that has turned it off means both ways.
    if (option === 'optionalTwoFactorAuthentication' && own.twoFactorAuthentication === false) continue;
    theirs[option] = value;
  }
  return Object.freeze({ ...own, ...theirs });
}
