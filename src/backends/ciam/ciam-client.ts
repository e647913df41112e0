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
import { loaded } from '../../core/loaded.js';
import type { CiamHttp } from './ciam-http.js';
import type { CiamOptions } from './ciam-options.js';
import type * as deviceCalls from './device-calls.js';
import type * as otpCalls from './otp-calls.js';

/** The CIAM MFA API v2 (contract A), itself or behind a gateway. Every method rejects with MfaError. */
export class CiamClient implements OtpSender, OtpVerifier, TotpEnroller, FactorKeeper, ClientFacts {
  readonly channels: readonly Channel[] = ['sms', 'email', 'totp'];
  readonly namesDevices = true;
  readonly takesDestination: boolean;
  readonly #options: CiamOptions;
  #http: CiamHttp | undefined;

  constructor(options: CiamOptions) {
    this.#options = options;
    this.takesDestination = options.userName !== undefined;
  }

  get clockSkewMs(): number | undefined {
    return this.#http?.clockSkewMs;
  }

  /** Loads what it takes to send and check codes. */
  prepare(): void {
    this.#codes().catch(() => undefined);
  }

  /** A.2. Each call sends a new code; the id of the one before is void. */
  async requestOtp(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    const [calls, http] = await this.#codes();
    return calls.requestOtp(http, this.#options, request, options);
  }

  /** There is no resend in the API: the same call again, which gives a new id (A.2). */
  async resendOtp(challenge: Challenge, options?: CallOptions): Promise<Challenge> {
    const [calls, http] = await this.#codes();
    return calls.resendOtp(http, this.#options, challenge, options);
  }

  /** A.3. v1 takes nothing but the code. */
  async verifyOtp(challenge: Challenge, code: string, options?: CallOptions): Promise<Verification> {
    const [calls, http] = await this.#codes();
    return calls.verifyOtp(http, challenge, code, options);
  }

  /** A.4. A device without a name is called `Authenticator app`. */
  async beginTotpEnrollment(request: TotpEnrollmentRequest, options?: CallOptions): Promise<TotpEnrollment> {
    const [calls, http] = await this.#devices();
    return calls.beginTotpEnrollment(http, this.#options, request, options);
  }

  async activateTotp(enrollment: TotpEnrollment, code: string, options?: CallOptions): Promise<Verification> {
    const [calls, http] = await this.#devices();
    return calls.activateTotp(http, this.#options, enrollment, code, options);
  }

  /** Nothing to take back is as good as taken back. */
  async cancelTotpEnrollment(enrollment: TotpEnrollment, options?: CallOptions): Promise<void> {
    const [calls, http] = await this.#devices();
    return calls.cancelTotpEnrollment(http, this.#options, enrollment, options);
  }

  /** TOTP and FIDO2 devices: the API lists no others (A.4). */
  async listFactors(options?: CallOptions): Promise<readonly Factor[]> {
    const [calls, http] = await this.#devices();
    return calls.listFactors(http, this.#options, options);
  }

  async removeFactor(factor: Factor, options?: CallOptions): Promise<void> {
    const [calls, http] = await this.#devices();
    return calls.removeFactor(http, this.#options, factor, options);
  }

  async #codes(): Promise<[typeof otpCalls, CiamHttp]> {
    const calls = await loaded(import('./otp-calls.js'));
    return [calls, (this.#http ??= new calls.CiamHttp(this.#options))];
  }

  async #devices(): Promise<[typeof deviceCalls, CiamHttp]> {
    const calls = await loaded(import('./device-calls.js'));
    return [calls, (this.#http ??= new calls.CiamHttp(this.#options))];
  }
}
