import type {
  AccountFacts,
  CallOptions,
  Challenge,
  Channel,
  ClientFacts,
  Factor,
  FactorKeeper,
  OtpRequest,
  OtpSender,
  OtpVerifier,
  PasskeyEnroller,
  PasskeyVerifier,
  TotpEnroller,
  TotpEnrollment,
  TotpEnrollmentRequest,
  TrustedDevice,
  TrustedDeviceKeeper,
  Verification,
  VerifyOptions,
} from '../../core/client.js';
import { createHttpClient, type HttpClient, type HttpRequest, type HttpResponse } from '../../core/http.js';
import { maskDestination } from '../../core/destination.js';
import { MfaError } from '../../core/mfa-error.js';
import { text } from '../values.js';
import type { CiamOptions, DeviceListOptions } from './ciam-options.js';
import { toMfaError } from './error-map.js';
import { readFacts, readTrustedDevices } from './facts.js';
import { passkeyCalls } from './passkey-calls.js';
import {
  isFailure,
  meansAll,
  readChallenge,
  readEnrollment,
  readFactors,
  readVerification,
  TYPES,
} from './wire.js';

const CODE_LENGTH = 6;
/** Where a gateway has the devices that it remembers. */
const TRUSTED = ['users', 'me', 'trustedDevices'];
const DEVICE_NAME = 'Authenticator app';

/** The CIAM MFA API v2 (contract A), itself or behind a gateway. Every method rejects with MfaError. */
export class CiamClient
  implements
    OtpSender,
    OtpVerifier,
    TotpEnroller,
    FactorKeeper,
    ClientFacts,
    Partial<PasskeyVerifier>,
    Partial<PasskeyEnroller>,
    Partial<TrustedDeviceKeeper>
{
  readonly channels: readonly Channel[] = ['sms', 'email', 'totp'];
  readonly namesDevices = true;
  readonly takesDestination: boolean;
  /** The API has nothing of the kind: from here on, what a gateway has said with an answer that it does. */
  remembersDevices = false;
  remembersDevicesForMs?: number;
  account?: AccountFacts;
  listTrustedDevices?: TrustedDeviceKeeper['listTrustedDevices'];
  forgetTrustedDevice?: (device: TrustedDevice, options?: CallOptions) => Promise<void>;
  forgetAllTrustedDevices?: (options?: CallOptions) => Promise<void>;
  /** There where the options have passkeys. */
  readonly beginPasskey?: PasskeyVerifier['beginPasskey'];
  readonly verifyPasskey?: PasskeyVerifier['verifyPasskey'];
  readonly beginPasskeyEnrollment?: PasskeyEnroller['beginPasskeyEnrollment'];
  readonly activatePasskey?: PasskeyEnroller['activatePasskey'];
  readonly #options: CiamOptions;
  readonly #isV1: boolean;
  readonly #http: HttpClient;
  #clockSkewMs: number | undefined;

  constructor(options: CiamOptions) {
    const endpoint = baseOf(options);
    this.#options = options;
    this.#isV1 = /\/ciam-mfa\/v1\b/i.test(endpoint);
    this.#http = createHttpClient({ ...options, endpoint });
    this.takesDestination = options.userName !== undefined;
    if (options.remembersDevicesForMs !== undefined) this.#remember(options.remembersDevicesForMs);
    if (this.#hasPasskeys()) Object.assign(this, this.#passkeys());
  }

  get clockSkewMs(): number | undefined {
    return this.#clockSkewMs;
  }

  /** A.2. Each call sends a new code; the id of the one before is void. */
  async requestOtp(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    return this.#sendCode(request, false, options);
  }

  /** There is no resend in the API: the same call again, which gives a new id (A.2). */
  async resendOtp(challenge: Challenge, options?: CallOptions): Promise<Challenge> {
    const { channel, deviceName, request } = challenge;
    // Only a mask is left of where the first code went: the person has to start again.
    if (!request && this.takesDestination && channel !== 'totp' && !this.#known(channel)) {
      throw new MfaError('challenge-expired');
    }
    return this.#sendCode(request ?? { channel, ...(deviceName && { deviceName }) }, true, options);
  }

  /** A.3. v1 takes nothing but the code. That the device be remembered is asked of a gateway that does so. */
  async verifyOtp({ id, channel }: Challenge, code: string, options?: VerifyOptions): Promise<Verification> {
    const body = {
      otp: code,
      deviceType: this.#isV1 ? undefined : channel.toUpperCase(),
      ...(this.remembersDevices && options?.rememberDevice && { rememberDevice: true }),
    };
    return this.#check(['deviceAuthentications', id], body, options);
  }

  /** A.4. A device without a name is called `Authenticator app`. */
  async beginTotpEnrollment(request: TotpEnrollmentRequest, options?: CallOptions): Promise<TotpEnrollment> {
    const deviceName = text(request.deviceName) ?? DEVICE_NAME;
    const body = { deviceType: 'TOTP', deviceName };
    const answer = await this.#call({ method: 'POST', path: this.#devices(), body }, options);
    return { deviceName, ...readEnrollment(answer) };
  }

  async activateTotp({ id }: TotpEnrollment, code: string, options?: CallOptions): Promise<Verification> {
    const body = { deviceType: 'TOTP', otp: code };
    return this.#check(this.#devices(id), body, options);
  }

  /** Nothing to take back is as good as taken back. */
  async cancelTotpEnrollment({ deviceName }: TotpEnrollment, options?: CallOptions): Promise<void> {
    const path = this.#devices('TOTP', deviceName ?? DEVICE_NAME);
    const answer = await this.#send({ method: 'DELETE', path, carriesChallenge: true }, options);
    if (answer.status === 404 || !isFailure(answer)) return;
    const error = toMfaError(answer, 'nothing');
    if (error.code !== 'not-enrolled') throw error;
  }

  /**
   * TOTP and FIDO2 devices: the API lists no others (A.4).
   *
   * @param options - `kind` asks for these alone. Default: for all.
   */
  async listFactors({ kind, ...options }: DeviceListOptions = {}): Promise<readonly Factor[]> {
    const query = { type: kind && (kind === 'totp' ? 'TOTP' : 'FIDO') };
    const answer = await this.#send({ method: 'GET', path: this.#devices(), query }, options);
    if (!isFailure(answer)) return readFactors(answer).filter((factor) => !kind || factor.kind === kind);
    const error = toMfaError(answer, 'nothing');
    // A.5 10006: no device is an error there, and an empty list here.
    if (error.code === 'not-enrolled') return [];
    throw error;
  }

  async removeFactor(factor: Factor, options?: CallOptions): Promise<void> {
    const kind = factor.kind === 'passkey' ? 'passkey' : 'totp';
    const name = factor.name ?? (kind === 'totp' ? factor.id : '');
    // What was not said to be all of them does not take all of them away.
    if (kind === 'passkey' && !factor.all && (!name || meansAll(name))) {
      throw new MfaError('misconfigured', { message: 'CIAM: a passkey without a name' });
    }
    const path = this.#devices(TYPES[kind], kind === 'passkey' && factor.all ? 'all' : name);
    await this.#call({ method: 'DELETE', path }, options);
  }

  async #sendCode(request: OtpRequest, carriesChallenge: boolean, options?: CallOptions): Promise<Challenge> {
    const { channel, deviceName } = request;
    if (channel === 'voice') throw new MfaError('misconfigured', { message: 'CIAM has no channel voice' });
    const { userName, smsTemplate, emailTemplate } = this.#options;
    const isSms = channel === 'sms';
    const isMessage = channel !== 'totp';
    const names = userName !== undefined && isMessage;
    const destination = names ? (text(request.destination) ?? this.#known(channel)) : undefined;
    if (names && !destination) throw new MfaError('invalid-destination');
    const body = {
      userName,
      deviceType: channel.toUpperCase(),
      deviceName,
      templateName: isMessage ? (isSms ? smsTemplate : emailTemplate) : undefined,
      [isSms ? 'phoneNumber' : 'email']: destination,
    };
    const path = ['deviceAuthentications'];
    const answer = await this.#call({ method: 'POST', path, body, carriesChallenge }, options);
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

  async #check(path: string[], body: object, options?: CallOptions): Promise<Verification> {
    const answer = await this.#send({ method: 'POST', path, body, carriesChallenge: true }, options);
    if (isFailure(answer)) throw toMfaError(answer);
    readVerification(answer);
    return {};
  }

  /** The answer of a call that takes no code, where it is none of a refusal. */
  async #call(request: HttpRequest, options?: CallOptions): Promise<HttpResponse> {
    const answer = await this.#send(request, options);
    if (isFailure(answer)) throw toMfaError(answer, 'nothing');
    return answer;
  }

  /** The answer, whatever it says. */
  async #send(request: HttpRequest, options?: CallOptions): Promise<HttpResponse> {
    const allowEmpty = request.method === 'DELETE';
    const answer = await this.#http.request({ ...request, allowEmpty }, options);
    this.#clockSkewMs = answer.clockSkewMs ?? this.#clockSkewMs;
    if (this.#options.userName === undefined) this.#learn(answer);
    return answer;
  }

  /** From a gateway, what it can do and what it knows of the account. */
  #learn(answer: HttpResponse): void {
    const facts = readFacts(answer);
    if (!facts) return;
    this.account = facts.account;
    if (facts.remembersForMs !== undefined) this.#remember(facts.remembersForMs);
  }

  #remember(forMs: number): void {
    this.remembersDevices = true;
    this.remembersDevicesForMs = forMs;
    const forget = async (id: string[], options?: CallOptions): Promise<void> => {
      await this.#call({ method: 'DELETE', path: [...TRUSTED, ...id] }, options);
    };
    this.listTrustedDevices ??= async (options) =>
      readTrustedDevices(await this.#call({ method: 'GET', path: TRUSTED }, options));
    this.forgetTrustedDevice ??= ({ id }, options) => forget([id], options);
    this.forgetAllTrustedDevices ??= (options) => forget([], options);
  }

  /** v1 knows none (A.6.5). */
  #hasPasskeys(): boolean {
    const { passkeys, userName } = this.#options;
    const isKnown = userName === undefined ? passkeys !== false : typeof passkeys === 'object';
    return isKnown && !this.#isV1;
  }

  #passkeys(): PasskeyVerifier & PasskeyEnroller {
    const { passkeys, userName, email } = this.#options;
    const site = userName !== undefined && typeof passkeys === 'object' ? passkeys : undefined;
    return passkeyCalls({
      userName,
      email,
      remembersDevices: () => this.remembersDevices,
      site,
      devices: (...rest) => this.#devices(...rest),
      send: (request, options) => this.#send(request, options),
    });
  }

  #devices(...rest: string[]): string[] {
    return ['users', this.#options.userName ?? 'me', 'mfadevices', ...rest];
  }

  /** Where a trusted caller's options say that codes go. */
  #known(channel: Channel): string | undefined {
    const { phoneNumber, email } = this.#options;
    return channel === 'sms' ? phoneNumber : email;
  }
}

function baseOf({ endpoint, userName }: CiamOptions): string {
  // A gateway's paths are its own affair.
  if (userName === undefined || /\/ciam-mfa\/v\d/i.test(endpoint)) return endpoint;
  return endpoint.replace(/(\/ciam-mfa)?\/*$/i, '/ciam-mfa/v2');
}
