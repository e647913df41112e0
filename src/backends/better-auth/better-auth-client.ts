import type { BackendOptions } from '../../core/backend-registry.js';
import type {
  CallOptions,
  Challenge,
  Channel,
  ClientFacts,
  DestinationEnroller,
  Factor,
  FactorKeeper,
  FactorSettings,
  MessageChannel,
  OtpRequest,
  OtpSender,
  OtpVerifier,
  PasskeyEnroller,
  PasskeyVerifier,
  Proof,
  ProofOptions,
  RecoveryCodeKeeper,
  RecoveryCodes,
  RecoveryCodeVerifier,
  SecondStep,
  SecondStepper,
  TotpEnroller,
  TotpEnrollment,
  TotpEnrollmentRequest,
  Verification,
  VerifyOptions,
} from '../../core/client.js';
import { createHttpClient, type HttpClient, type HttpRequest, type HttpResponse } from '../../core/http.js';
import { MfaError } from '../../core/mfa-error.js';
import { untilAborted } from '../until-aborted.js';
import { toMfaError } from './error-map.js';
import { listPasskeys, passkeyCalls, removePasskey } from './passkey-calls.js';
import {
  METHODS,
  readBackupCodes,
  readEnrollment,
  readMethods,
  readSession,
  readStatus,
  readUser,
  type Method,
} from './wire.js';

export interface BetterAuthOptions extends BackendOptions {
  /** Where the server's routes are, for example `/api/auth`. Of the page's own origin: the session is a cookie. */
  endpoint: string;
  /** What the server has: `totp`, and `otp` where it has a `sendOTP`. Default both. */
  methods?: readonly Method[];
  /** Whether the server has the passkey plugin, `@better-auth/passkey`. Default false. */
  passkeys?: boolean;
  /** How the server's `sendOTP` delivers, which it does not tell. Default `email`. */
  otpChannel?: MessageChannel;
  /** As on the server: `period` in minutes (default 3) and `digits` (default 6) of codes that are sent. */
  otpOptions?: { readonly period?: number; readonly digits?: number };
  /** As on the server: `digits` (default 6) of an app's codes. */
  totpOptions?: { readonly digits?: number };
  /** As on the server: seconds for which a device is trusted. Default 30 days. */
  trustDeviceMaxAge?: number;
  /** As on the server: accounts that have no password need none. Only then is a call tried without one. */
  allowPasswordless?: boolean;
  /** The recovery code as the server made it, from its characters. Default: a dash after the fifth. */
  formatBackupCode?: (characters: string) => string;
}

const MINUTE_MS = 60_000;
const OTP_PERIOD_MINUTES = 3;
const CODE_LENGTH = 6;
const TRUST_DEVICE_S = 2_592_000;

/**
 * The two-factor plugin of Better Auth (contract D.1), and its passkey plugin. Every method rejects with MfaError.
 *
 * The first has one switch for all its factors: removing one of them turns the second factor off as a whole, recovery
 * codes included. In a session, a right code from `sendOTP` turns it on, without a password.
 *
 * A passkey is no second factor there, but a sign-in of its own, which asks for nothing more: the second step never
 * offers it, and it goes by itself.
 */
export class BetterAuthClient
  implements
    OtpSender,
    OtpVerifier,
    TotpEnroller,
    FactorKeeper,
    DestinationEnroller,
    RecoveryCodeVerifier,
    RecoveryCodeKeeper,
    SecondStepper,
    Partial<PasskeyVerifier>,
    Partial<PasskeyEnroller>,
    ClientFacts
{
  readonly takesDestination = false;
  readonly namesDevices = false;
  /** In a cookie of the server's, which it neither lists nor takes back for a page: it can only run out. */
  readonly remembersDevices = true;
  readonly remembersDevicesForMs: number;
  readonly channels: readonly Channel[];
  readonly enrollableChannels: readonly MessageChannel[];
  /** There where the server has the plugin. */
  readonly namesPasskeys?: 'activate';
  readonly passkeysRememberDevices?: boolean;
  readonly beginPasskey?: PasskeyVerifier['beginPasskey'];
  readonly verifyPasskey?: PasskeyVerifier['verifyPasskey'];
  readonly beginPasskeyEnrollment?: PasskeyEnroller['beginPasskeyEnrollment'];
  readonly activatePasskey?: PasskeyEnroller['activatePasskey'];
  /** Of passkeys. The others have no names. */
  readonly renameFactor?: NonNullable<FactorKeeper['renameFactor']>;
  readonly #options: BetterAuthOptions;
  readonly #http: HttpClient;
  readonly #methods: readonly Method[];
  readonly #otpChannel: MessageChannel;
  /** What this person has, once a sign-in or a pairing has told. */
  #active: readonly Method[] | undefined;
  #enabling: Promise<TotpEnrollment> | undefined;
  #clockSkewMs: number | undefined;

  constructor(options: BetterAuthOptions) {
    this.#options = options;
    this.#methods = options.methods ?? METHODS;
    this.#otpChannel = options.otpChannel ?? 'email';
    this.remembersDevicesForMs = (options.trustDeviceMaxAge ?? TRUST_DEVICE_S) * 1000;
    this.channels = this.#methods.map((method) => this.#kindOf(method));
    this.enrollableChannels = this.#methods.includes('otp') ? [this.#otpChannel] : [];
    this.#http = createHttpClient(options);
    if (options.passkeys) Object.assign(this, passkeyCalls(this.#call));
  }

  get clockSkewMs(): number | undefined {
    return this.#clockSkewMs;
  }

  /** An app's challenge is made here: the server needs none. Each code that is sent voids the one before. */
  async requestOtp(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    return this.#sendCode(request, false, options);
  }

  async resendOtp({ channel, request }: Challenge, options?: CallOptions): Promise<Challenge> {
    return this.#sendCode(request ?? { channel }, true, options);
  }

  async verifyOtp({ channel }: Challenge, code: string, options?: VerifyOptions): Promise<Verification> {
    return this.#verify(channel === 'totp' ? 'verify-totp' : 'verify-otp', code, options);
  }

  /** Case and dashes count there, and people leave dashes out. */
  async verifyRecoveryCode(code: string, options?: VerifyOptions): Promise<Verification> {
    const characters = code.replace(/[\s\p{Pd}]/gu, '');
    const { formatBackupCode = dashed } = this.#options;
    return this.#verify('verify-backup-code', formatBackupCode(characters), options);
  }

  /**
   * Makes the key and the recovery codes. Each such call voids the key before, on whatever screen it is: while one is
   * under way, whoever asks again waits for it and gets the same key.
   */
  async beginTotpEnrollment(
    _request: TotpEnrollmentRequest,
    { proof, signal }: ProofOptions = {},
  ): Promise<TotpEnrollment> {
    signal?.throwIfAborted();
    this.#enabling ??= this.#sensitive('enable', proof, {}, { method: 'totp' })
      .then(({ body }) => readEnrollment(body))
      .finally(() => (this.#enabling = undefined));
    return untilAborted(this.#enabling, signal);
  }

  /** The answer is of no use to a page: it holds the session from before, which has just ended. */
  async activateTotp(
    _enrollment: TotpEnrollment,
    code: string,
    options?: CallOptions,
  ): Promise<Verification> {
    await this.#verify('verify-totp', code, options);
    this.#active &&= METHODS.filter((method) => method === 'totp' || this.#active?.includes(method));
    return {};
  }

  /** Nothing to do: a key that nobody confirmed does not count, and the next one takes its place. */
  async cancelTotpEnrollment(): Promise<void> {}

  async listFactors(options?: CallOptions): Promise<readonly Factor[]> {
    const user = await this.#user(options);
    if (!user) throw new MfaError('unauthenticated', { message: 'Better Auth: no session' });
    // A session tells that there is a second factor, and only a sign-in tells which.
    const factors = user.twoFactorEnabled === true ? this.#factors(this.#active ?? this.#methods) : [];
    return this.#options.passkeys ? [...factors, ...(await listPasskeys(this.#call, options))] : factors;
  }

  async factorSettings(options?: CallOptions): Promise<FactorSettings> {
    const factors = await this.listFactors(options);
    const addable = this.channels.filter((kind) => !factors.some((factor) => factor.kind === kind));
    return {
      factors,
      addable: this.#options.passkeys ? [...addable, 'passkey'] : addable,
      required: false,
    };
  }

  /** Turns the second factor off, whichever is named: there is one switch for all of them. A passkey goes by itself. */
  async removeFactor(factor: Factor, options?: ProofOptions): Promise<void> {
    if (factor.kind === 'passkey') return removePasskey(this.#call, factor, options);
    readStatus((await this.#sensitive('disable', options?.proof, options)).body);
    this.#active = undefined;
  }

  /** Sends a code to where the server knows, to try whether it arrives. */
  async enrollDestination(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    return this.requestOtp(request, options);
  }

  async confirmDestination(challenge: Challenge, code: string, options?: CallOptions): Promise<Verification> {
    return this.verifyOtp(challenge, code, options);
  }

  async regenerateRecoveryCodes(options?: ProofOptions): Promise<RecoveryCodes> {
    const { body } = await this.#sensitive('generate-backup-codes', options?.proof, options);
    return { codes: readBackupCodes(body) };
  }

  /**
   * @param login - The answer of a sign-in, as it came. Absent where the page no longer has it: then a session that
   * exists already means that nothing is pending, and otherwise everything that the server has is offered.
   */
  async secondStep(login?: unknown, options?: CallOptions): Promise<SecondStep> {
    const nothing = { factors: [], enrollable: [], required: false };
    if (login === undefined) {
      const user = await this.#user(options);
      return user ? { ...nothing, verification: {} } : this.#pending(this.#methods);
    }
    const methods = readMethods(login);
    return methods ? this.#pending(methods) : { ...nothing, verification: { session: readSession(login) } };
  }

  async #sendCode(request: OtpRequest, carriesChallenge: boolean, options?: CallOptions): Promise<Challenge> {
    const { channel } = request;
    const { otpOptions = {}, totpOptions = {} } = this.#options;
    if (!this.channels.includes(channel)) {
      throw new MfaError('misconfigured', { message: `Better Auth has no channel ${channel} here` });
    }
    const { digits = CODE_LENGTH } = channel === 'totp' ? totpOptions : otpOptions;
    const challenge = { id: channel, channel, codeLength: digits, resumable: true, request };
    if (channel === 'totp') return challenge;
    const { body, receivedAt } = await this.#post('send-otp', { carriesChallenge }, options);
    readStatus(body);
    return { ...challenge, expiresAt: receivedAt + (otpOptions.period ?? OTP_PERIOD_MINUTES) * MINUTE_MS };
  }

  #pending(methods: readonly Method[]): SecondStep {
    this.#active = methods;
    const factors = this.#factors(methods);
    // They are made along with the app's key, and go with it.
    if (methods.includes('totp')) factors.push({ id: 'recovery-code', kind: 'recovery-code', active: true });
    return { factors, enrollable: [], required: true };
  }

  #factors(methods: readonly Method[]): Factor[] {
    return methods.map((method) => ({ id: method, kind: this.#kindOf(method), active: true }));
  }

  #kindOf(method: Method): Channel {
    return method === 'otp' ? this.#otpChannel : 'totp';
  }

  async #user(options?: CallOptions): Promise<ReturnType<typeof readUser>> {
    const query = { disableCookieCache: 'true' };
    return readUser((await this.#call({ method: 'GET', path: ['get-session'], query }, options)).body);
  }

  async #verify(route: string, code: string, options: VerifyOptions = {}): Promise<Verification> {
    const { rememberDevice } = options;
    const body = { code, ...(rememberDevice && { trustDevice: true }) };
    return {
      session: readSession((await this.#post(route, { body, carriesChallenge: true }, options)).body),
    };
  }

  /** Calls for which the server wants the password. */
  async #sensitive(
    route: string,
    { password }: Proof = {},
    options?: CallOptions,
    more?: object,
  ): Promise<HttpResponse> {
    const required = (): MfaError => new MfaError('proof-required', { proof: 'password' });
    if (!password && !this.#options.allowPasswordless) throw required();
    try {
      const body = { ...(password && { password }), ...more };
      return await this.#post(route, { body }, options);
    } catch (error) {
      // That one is wrong is also what the server says where there was none.
      throw !password && error instanceof MfaError && error.code === 'invalid-proof' ? required() : error;
    }
  }

  #post(
    route: string,
    request: Pick<HttpRequest, 'body' | 'carriesChallenge'>,
    options?: CallOptions,
  ): Promise<HttpResponse> {
    return this.#call({ method: 'POST', path: ['two-factor', route], body: {}, ...request }, options);
  }

  readonly #call = async (request: HttpRequest, options?: CallOptions): Promise<HttpResponse> => {
    const answer = await this.#http.request(request, options);
    this.#clockSkewMs = answer.clockSkewMs ?? this.#clockSkewMs;
    if (answer.status >= 400) throw toMfaError(answer);
    return answer;
  };
}

/** As the server writes them: `xxxxx-xxxxx`. */
function dashed(characters: string): string {
  return `${characters.slice(0, 5)}-${characters.slice(5)}`;
}
