import { createHttpClient, type HttpRequest } from '../core/http.js';
import { CallFailure, itemsOf, ownError, vendorError, type ErrorWords } from './errors.js';
import { codeOfStatus } from './wire.js';

export interface RequestsOptions {
  endpoint: string;
  apiKey: string | undefined;
  fetch: typeof fetch;
  words: () => readonly ErrorWords[];
}

export interface DirectRequest {
  query?: Readonly<Record<string, string | undefined>>;
  body?: Readonly<Record<string, unknown>>;
  /** The access token. Goes into the header. Secret. */
  token?: string | undefined;
  signal?: AbortSignal;
}

/**
 * Sends one request of contract B, once, and gives the body as it came.
 *
 * @param path - Below `/identity/v2/auth/`.
 * @throws CallFailure with what `onError` gets
 */
export type Send = (
  method: HttpRequest['method'],
  path: string,
  request?: DirectRequest,
) => Promise<Record<string, unknown>>;

/** The calls that no element makes: the first factor, and what pages call without a form. */
export function createRequests({ endpoint, apiKey, fetch, words }: RequestsOptions): Send {
  const http = createHttpClient({ endpoint, fetch });
  return async (method, path, { query, body, token, signal } = {}) => {
    if (!apiKey) throw new CallFailure(ownError('misconfigured', 'The option apiKey is missing'));
    const answer = await http
      .request(
        {
          method,
          path: ['identity', 'v2', 'auth', ...path.split('/')],
          query: { apiKey, ...query },
          ...(body && { body }),
          ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
        },
        signal && { signal },
      )
      .catch((error: unknown) => {
        throw signal?.aborted ? error : new CallFailure(itemsOf(error));
      });
    const errors = vendorError(answer.body, words());
    if (errors) throw new CallFailure(errors);
    if (answer.status >= 400) throw new CallFailure(ownError(codeOfStatus(answer.status)));
    if (typeof answer.body !== 'object' || answer.body === null)
      throw new CallFailure(ownError('bad-response'));
    return answer.body as Record<string, unknown>;
  };
}
