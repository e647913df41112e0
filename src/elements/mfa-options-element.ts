import type { PropertyDeclarations } from 'lit';
import type { MfaClient } from '../core/client.js';
import type { Clock } from '../core/clock.js';
import { optionalBoolean, optionalNumber, optionalText } from './attributes.js';
import { MfaElement } from './mfa-element.js';

/**
 * The options of `<mfa-config>`, which every element that calls a backend has as well. What is not set on an element
 * is taken from the nearest `<mfa-config>` around it.
 *
 * The names that look foreign (`smsTemplate2FA`, …) are those of the JavaScript interface that many pages know. Their
 * attributes are written out one by one: attribute names know no capitals, so none can be derived.
 */
export class MfaOptionsElement extends MfaElement {
  static override properties: PropertyDeclarations = {
    client: { attribute: false },
    backend: { converter: optionalText },
    endpoint: { converter: optionalText },
    userName: { attribute: 'user-name', converter: optionalText },
    phoneNumber: { attribute: 'phone-number', converter: optionalText },
    email: { converter: optionalText },
    country: { converter: optionalText },
    headers: { attribute: false },
    credentials: { converter: optionalText },
    timeout: { converter: optionalNumber },
    fetch: { attribute: false },
    clock: { attribute: false },
    description: { converter: optionalText },
    more: { attribute: false },
    accessToken: { attribute: false },
    apiKey: { attribute: 'api-key', converter: optionalText },
    twoFactorAuthentication: { attribute: 'two-factor-authentication', converter: optionalBoolean },
    smsTemplate2FA: { attribute: 'sms-template-2fa', converter: optionalText },
    isVoiceOtp: { attribute: 'is-voice-otp', converter: optionalBoolean },
    emailTemplate2FA: { attribute: 'email-template-2fa', converter: optionalText },
    maskSensitiveInput: { attribute: 'mask-sensitive-input', converter: optionalBoolean },
    disableResendOTPButton: { attribute: 'disable-resend-otp-button', converter: optionalBoolean },
    disableResendOTPButtonDelay: { attribute: 'disable-resend-otp-button-delay', converter: optionalNumber },
    showBackendMessages: { attribute: 'show-backend-messages', converter: optionalBoolean },
  };

  /** The client to call, in place of `backend` and `endpoint`. */
  client?: MfaClient | undefined;

  /** Which backend the endpoint speaks: `ciam`, or a name given to `registerBackend`. Default `ciam`. */
  backend?: string | undefined;

  /** Base URL of the backend, or of the gateway in front of it. */
  endpoint?: string | undefined;

  /** Who the person is. Only for a page that is itself a trusted caller; a gateway knows it from the session. */
  userName?: string | undefined;

  /** Where text messages go, in E.164 form. Only for a page that is itself a trusted caller. */
  phoneNumber?: string | undefined;

  /** Where e-mails go. Only for a page that is itself a trusted caller. */
  email?: string | undefined;

  /** ISO code of the country that phone fields start with, such as `IT`. Default: the region of the browser's language. */
  country?: string | undefined;

  /** Headers for each request, such as a CSRF token; a function is asked anew for each. */
  headers?: HeadersInit | (() => HeadersInit) | undefined;

  /** As in `fetch`. Default `same-origin`. */
  credentials?: RequestCredentials | undefined;

  /** Seconds until a call is given up. Default 15. */
  timeout?: number | undefined;

  /** The page's own `fetch`. */
  fetch?: typeof fetch | undefined;

  /** The page's own clock; for tests. */
  clock?: Clock | undefined;

  /** What the backend is like, for `backend="rest"`: an object, or its JSON. */
  description?: unknown;

  /** Options that only this backend has, by its own names. */
  more?: Readonly<Record<string, unknown>> | undefined;

  /** The session's token, for backends that take one from the page; a function is asked anew for each request. Secret. */
  accessToken?: string | (() => string | undefined) | undefined;

  /** Whether codes for a phone are said in a call, for backends that can. Default false. */
  isVoiceOtp?: boolean | undefined;

  /** The tenant's public key, for backends that have one. */
  apiKey?: string | undefined;

  /** Whether there is a second factor at all: where it is false, the elements show nothing. Default true. */
  twoFactorAuthentication?: boolean | undefined;

  /** Name of the backend's template for text messages. Default: the backend's own. */
  smsTemplate2FA?: string | undefined;

  /** Name of the backend's template for e-mails. Default: the backend's own. */
  emailTemplate2FA?: string | undefined;

  /** Whether codes are hidden while they are typed. Default false. */
  maskSensitiveInput?: boolean | undefined;

  /** Whether there is a wait before another code may be asked for. Default true. */
  disableResendOTPButton?: boolean | undefined;

  /** Seconds before another code may be asked for, where the backend does not say. Default 30. */
  disableResendOTPButtonDelay?: number | undefined;

  /** Whether the backend's own error text is shown in place of ours. Default false. */
  showBackendMessages?: boolean | undefined;
}
