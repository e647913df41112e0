import {
  createHttpClient,
  MfaError,
  type BackendOptions,
  type CallOptions,
  type Challenge,
  type HttpResponse,
  type MfaErrorCode,
  type OtpRequest,
  type OtpSender,
  type OtpVerifier,
  type Verification,
} from '../src/core/index.js';

/** What the backend's words for failures mean. */
const CODES: Readonly<Record<string, MfaErrorCode>> = {
  'wrong code': 'invalid-code',
  'too old': 'code-expired',
  'no more tries': 'too-many-attempts',
  'slow down': 'rate-limited',
};

/** Codes by text message or e-mail, from a backend with two routes. The session is a cookie. */
export class OwnClient implements OtpSender, OtpVerifier {
  readonly channels = ['sms', 'email'] as const;
  readonly takesDestination = false;
  readonly #http;

  constructor(options: BackendOptions) {
    this.#http = createHttpClient(options);
  }

  async requestOtp(request: OtpRequest, options?: CallOptions): Promise<Challenge> {
    const { channel } = request;
    const answer = await this.#post(['codes'], { via: channel }, options);
    const { id, to, seconds } = answer.body as { id?: string; to?: string; seconds?: number };
    if (typeof id !== 'string') throw new MfaError('bad-response', { message: 'No id' });
    return {
      id,
      channel,
      request,
      ...(to && { destination: to }),
      ...(seconds && { expiresAt: answer.receivedAt + seconds * 1000 }),
    };
  }

  async resendOtp(challenge: Challenge, options?: CallOptions): Promise<Challenge> {
    return this.requestOtp(challenge.request ?? { channel: challenge.channel }, options);
  }

  async verifyOtp(challenge: Challenge, code: string, options?: CallOptions): Promise<Verification> {
    return { session: (await this.#post(['codes', challenge.id], { code }, options)).body };
  }

  async #post(path: string[], body: unknown, options?: CallOptions): Promise<HttpResponse> {
    const answer = await this.#http.request({ method: 'POST', path, body }, options);
    if (answer.status < 300) return answer;
    const { error = '', left } = (answer.body ?? {}) as { error?: string; left?: number };
    const code = CODES[error] ?? (answer.status === 401 ? 'unauthenticated' : 'server');
    throw new MfaError(code, {
      ...(left !== undefined && { attemptsLeft: left }),
      ...(answer.retryAt !== undefined && { retryAt: answer.retryAt }),
    });
  }
}
