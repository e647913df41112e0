import type { BackendOptions } from '../../core/backend-registry.js';
import type {
  CallOptions,
  Challenge,
  Channel,
  ClientFacts,
  Factor,
  FactorKeeper,
  OtpRequest,
  OtpSender,
  OtpVerifier,
  TotpEnroller,
  TotpEnrollment,
  TotpEnrollmentRequest,
  Verification,
} from '../../core/client.js';
import { createHttpClient, type HttpClient, type HttpRequest, type HttpResponse } from '../../core/http.js';
import { maskDestination } from '../../core/mask.js';
import { MfaError } from '../../core/mfa-error.js';
import { text } from '../values.js';
import {
  isFailure,
  readChallenge,
  readEnrollment,
  readFactors,
  readVerification,
  type Answer,
} from './wire.js';

export interface CiamOptions extends BackendOptions {
  /**
   * Base URL. Towards a gateway (no `userName`) it is used as it is: `/mfa` gives `/mfa/deviceAuthentications`.
   * For a trusted caller `/ciam-mfa/v2` is appended, unless the path names a version already; `/ciam-mfa/v1` speaks v1.
   */
  endpoint: string;
  /**
   * Set only by a trusted caller, which holds the API's bearer token in `headers`: the API rings whichever phone it is
   * told to. Absent, the client sends no identity at all, and the gateway takes it from the session.
   */
  userName?: string;
}

/** What a refusal means is read by code that comes with the first one. Without a connection, there is none to read. */
async function failureOf(answer: Answer): Promise<MfaError> {
  try {
    return (await import('./error-map.js')).toMfaError(answer);
  } catch (cause) {
    return new MfaError('network', { message: 'The words for the refusal could not be loaded', cause });
  }
}

const CODE_LENGTH = 6;
const DEVICE_NAME = 'Authenticator app';

/** The CIAM MFA API v2 (contract A), itself or behind a gateway. Every method rejects with MfaError. */
export class CiamClient implements OtpSender, OtpVerifier, TotpEnroller, FactorKeeper, ClientFacts {
  readonly channels: readonly Channel[] = ['sms', 'email', 'totp'];
  readonly namesDevices = true;
  readonly takesDestination: boolean;
  readonly #options: CiamOptions;
  readonly #http: HttpClient;
  readonly #isV1: boolean;
  #clockSkewMs: number | undefined;

  constructor(options: CiamOptions) {
    this.#options = options;
    this.takesDestination = options.userName !== undefined;
    const endpoint = baseOf(options);
    this.#isV1 = /\/ciam-mfa\/v1\b/i.test(endpoint);
    this.#http = createHttpClient({ ...options, endpoint });
  }

  get clockSkewMs(): number | undefined {
    return this.#clockSkewMs;
  }

  /** A.2. Each call sends a new code; the id of the one before is void. */
  async requestOtp(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    const { channel, deviceName } = request;
    if (!this.channels.includes(channel)) {
      throw new MfaError('misconfigured', { message: `CIAM has no channel ${channel}` });
    }
    const { userName, smsTemplate, emailTemplate } = this.#options;
    const isSms = channel === 'sms';
    const isMessage = channel !== 'totp';
    const destination =
      this.takesDestination && isMessage ? (text(request.destination) ?? this.#known(channel)) : undefined;
    if (this.takesDestination && isMessage && !destination) throw new MfaError('invalid-destination');
    const answer = await this.#call('POST', ['deviceAuthentications'], options, {
      userName,
      deviceType: channel.toUpperCase(),
      deviceName,
      templateName: isMessage ? (isSms ? smsTemplate : emailTemplate) : undefined,
      [isSms ? 'phoneNumber' : 'email']: destination,
    });
    return {
      channel,
      ...(deviceName && { deviceName }),
      ...(destination && { destination: maskDestination(destination) }),
      codeLength: CODE_LENGTH,
      resumable: true,
      ...readChallenge(answer),
      request,
    };
  }

  /** There is no resend in the API: the same call again, which gives a new id (A.2). */
  async resendOtp(challenge: Challenge, options?: CallOptions): Promise<Challenge> {
    const { channel, deviceName, request } = challenge;
    // Only a mask is left of where the first code went: the person has to start again.
    if (!request && this.takesDestination && channel !== 'totp' && !this.#known(channel)) {
      throw new MfaError('challenge-expired');
    }
    return this.requestOtp(request ?? { channel, ...(deviceName && { deviceName }) }, options);
  }

  /** A.3. v1 takes nothing but the code. */
  async verifyOtp(challenge: Challenge, code: string, options?: CallOptions): Promise<Verification> {
    const deviceType = this.#isV1 ? undefined : challenge.channel.toUpperCase();
    readVerification(
      await this.#call('POST', ['deviceAuthentications', challenge.id], options, { otp: code, deviceType }),
    );
    return {};
  }

  /** A.4. A device without a name is called `Authenticator app`. */
  async beginTotpEnrollment(request: TotpEnrollmentRequest, options?: CallOptions): Promise<TotpEnrollment> {
    const deviceName = text(request.deviceName) ?? DEVICE_NAME;
    const answer = await this.#call('POST', this.#devices(), options, { deviceType: 'TOTP', deviceName });
    return { deviceName, ...readEnrollment(answer) };
  }

  async activateTotp(enrollment: TotpEnrollment, code: string, options?: CallOptions): Promise<Verification> {
    readVerification(
      await this.#call('POST', this.#devices(enrollment.id), options, { deviceType: 'TOTP', otp: code }),
    );
    return {};
  }

  /** Nothing to take back is as good as taken back. */
  async cancelTotpEnrollment(enrollment: TotpEnrollment, options?: CallOptions): Promise<void> {
    const answer = await this.#send(
      'DELETE',
      this.#devices('TOTP', enrollment.deviceName ?? DEVICE_NAME),
      options,
    );
    if (answer.status !== 404 && isFailure(answer)) {
      const error = await failureOf(answer);
      if (error.code !== 'not-enrolled') throw error;
    }
  }

  /** TOTP and FIDO2 devices: the API lists no others (A.4). */
  async listFactors(options?: CallOptions): Promise<readonly Factor[]> {
    const answer = await this.#send('GET', this.#devices(), options);
    if (!isFailure(answer)) return readFactors(answer);
    const error = await failureOf(answer);
    // A.5 10006: no device is an error there, and an empty list here.
    if (error.code === 'not-enrolled') return [];
    throw error;
  }

  async removeFactor(factor: Factor, options?: CallOptions): Promise<void> {
    const type = factor.kind === 'passkey' ? 'FIDO2' : 'TOTP';
    await this.#call('DELETE', this.#devices(type, factor.name ?? factor.id), options);
  }

  /** Where a trusted caller's options say that codes go. */
  #known(channel: Channel): string | undefined {
    return channel === 'sms' ? this.#options.phoneNumber : this.#options.email;
  }

  #devices(...rest: string[]): string[] {
    return ['users', this.#options.userName ?? 'me', 'mfadevices', ...rest];
  }

  async #call(
    method: HttpRequest['method'],
    path: string[],
    options?: CallOptions,
    body?: unknown,
  ): Promise<HttpResponse> {
    const answer = await this.#send(method, path, options, body);
    if (isFailure(answer)) throw await failureOf(answer);
    return answer;
  }

  async #send(
    method: HttpRequest['method'],
    path: string[],
    options?: CallOptions,
    body?: unknown,
  ): Promise<HttpResponse> {
    const answer = await this.#http.request({ method, path, body, allowEmpty: method === 'DELETE' }, options);
    this.#clockSkewMs = answer.clockSkewMs ?? this.#clockSkewMs;
    return answer;
  }
}

function baseOf({ endpoint, userName }: CiamOptions): string {
  // A gateway's paths are its own affair.
  if (userName === undefined || /\/ciam-mfa\/v\d/i.test(endpoint)) return endpoint;
  return endpoint.replace(/(\/ciam-mfa)?\/*$/i, '/ciam-mfa/v2');
}
