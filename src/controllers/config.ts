import type { MfaClient } from '../core/client.js';
import type { Clock } from '../core/clock.js';
import type { Texts } from '../locales/texts.js';

/** Where something stands that belongs to a field. */
export type Placement = 'above' | 'below';

/** Every setting that an `<mfa-config>` hands down. Absent means: ask further up, then take the default. */
export interface ConfigValues {
  client?: MfaClient | undefined;
  backend?: string | undefined;
  endpoint?: string | undefined;
  userName?: string | undefined;
  phoneNumber?: string | undefined;
  email?: string | undefined;
  country?: string | undefined;
  headers?: HeadersInit | (() => HeadersInit) | undefined;
  credentials?: RequestCredentials | undefined;
  timeout?: number | undefined;
  fetch?: typeof fetch | undefined;
  clock?: Clock | undefined;
  description?: unknown;
  more?: Readonly<Record<string, unknown>> | undefined;
  texts?: Texts | undefined;
  accessToken?: string | (() => string | undefined) | undefined;
  isVoiceOtp?: boolean | undefined;
  apiKey?: string | undefined;
  twoFactorAuthentication?: boolean | undefined;
  smsTemplate2FA?: string | undefined;
  emailTemplate2FA?: string | undefined;
  maskSensitiveInput?: boolean | undefined;
  disableResendOTPButton?: boolean | undefined;
  disableResendOTPButtonDelay?: number | undefined;
  showBackendMessages?: boolean | undefined;
  rememberDevice?: boolean | undefined;
  authenticatorOptionsOrder?: readonly string[] | undefined;
  optionalTwoFactorAuthentication?: boolean | undefined;
  showTwoFactorOnProfile?: boolean | undefined;
  securityQuestionsCount?: number | undefined;
  hintPlacement?: Placement | undefined;
  errorPlacement?: Placement | undefined;
}

/** An element that hands settings down: `<mfa-config>`, under whatever tag the page registered it. */
export interface ConfigSource extends ConfigValues {
  /** Those that take settings from it, and hear of changes. */
  readonly takers: Set<ConfigTaker>;
}

/** An element that takes settings. */
export interface ConfigTaker extends Element {
  /** Where it takes them from, the nearest first. */
  configs: ConfigSource[];
  /** Asks again who there is. */
  findConfigs(): void;
  requestUpdate(): void;
}

/** Fired by a {@link ConfigTaker} on itself; each source on the way up adds itself to the taker's `configs`. */
export const CONFIG_REQUESTED = 'mfa-config-requested';
