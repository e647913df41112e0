import type { CallOptions } from '../../core/client.js';
import { createHttpClient, type HttpClient, type HttpRequest, type HttpResponse } from '../../core/http.js';
import type { MfaError } from '../../core/mfa-error.js';
import { loaded } from '../../core/loaded.js';
import type { CiamOptions } from './ciam-options.js';
import { isFailure, type Answer } from './wire.js';

/** The requests of a CIAM client: where they go, and which answers are refusals. */
export class CiamHttp {
  readonly isV1: boolean;
  /** How far the server's clock is ahead, once an answer has told. */
  clockSkewMs: number | undefined;
  readonly #http: HttpClient;

  constructor(options: CiamOptions) {
    const endpoint = baseOf(options);
    this.isV1 = /\/ciam-mfa\/v1\b/i.test(endpoint);
    this.#http = createHttpClient({ ...options, endpoint });
  }

  /** The answer, where it is none of a refusal. */
  async call(
    method: HttpRequest['method'],
    path: string[],
    options?: CallOptions,
    body?: unknown,
  ): Promise<HttpResponse> {
    const answer = await this.send(method, path, options, body);
    if (isFailure(answer)) throw await failureOf(answer);
    return answer;
  }

  /** The answer, whatever it says. */
  async send(
    method: HttpRequest['method'],
    path: string[],
    options?: CallOptions,
    body?: unknown,
  ): Promise<HttpResponse> {
    const answer = await this.#http.request({ method, path, body, allowEmpty: method === 'DELETE' }, options);
    this.clockSkewMs = answer.clockSkewMs ?? this.clockSkewMs;
    return answer;
  }
}

/** What a refusal means is read by code that comes with the first one. */
export async function failureOf(answer: Answer): Promise<MfaError> {
  const { toMfaError } = await loaded(import('./error-map.js'));
  return toMfaError(answer);
}

function baseOf({ endpoint, userName }: CiamOptions): string {
  // A gateway's paths are its own affair.
  if (userName === undefined || /\/ciam-mfa\/v\d/i.test(endpoint)) return endpoint;
  return endpoint.replace(/(\/ciam-mfa)?\/*$/i, '/ciam-mfa/v2');
}
