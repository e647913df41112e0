import { HOST, misconfigured } from '../backends/loginradius/api.js';
import { toMfaError } from '../backends/loginradius/error-map.js';
import { readCodes, readRemoved, REMOVALS } from '../backends/loginradius/removals.js';
import { errorCodeOf } from '../backends/loginradius/wire.js';
import { asFields, type Fields } from '../backends/values.js';
import type { CallOptions, RecoveryCodes } from '../core/client.js';
import type { Clock } from '../core/clock.js';
import { createHttpClient, type HttpClient, type HttpRequest, type HttpResponse } from '../core/http.js';
import { confirmationWanted } from './confirmation-problem.js';
import { assertSafeUrl } from './safe-url.js';

/** The factors that a server can take away. */
export const RESETTABLE = ['sms', 'email', 'totp', 'security-questions', 'push', 'passkey'] as const;
export type ResettableFactor = (typeof RESETTABLE)[number];

/** With what a step-up was made: the second factor, or the password or PIN of who has none. */
export type StepUpProof = '2fa' | 'password' | 'pin';

export interface LoginRadiusAdminOptions {
  apiKey: string;
  /** Goes into the header `X-LoginRadius-apiSecret`, and never into an address: those end in logs. */
  apiSecret: string;
  /** Base URL. Default: the vendor's own host. */
  endpoint?: string;
  /** Milliseconds for each call. Default 10,000. */
  timeoutMs?: number;
  /** Lets the secret go over plain HTTP to hosts other than this machine. Default false. */
  allowInsecure?: boolean;
  fetch?: typeof fetch;
  clock?: Clock;
}

const TIMEOUT_MS = 10_000;
const ACCOUNT = ['identity', 'v2', 'manage', 'account'];
/** 1193: the token of a step-up is not valid, or not any more. */
const STEP_UP_INVALID = 1193;

/**
 * What needs the secret of a LoginRadius app, and therefore a server (contract B.5): resets for who has lost a factor,
 * backup codes, and the word on a step-up. Nothing is asked for twice. Every method rejects with MfaError.
 *
 * @example
 * const admin = new LoginRadiusAdmin({ apiKey, apiSecret });
 * if (!(await admin.isSteppedUp(session.uid, token))) throw new Error('Show your second factor first');
 */
export class LoginRadiusAdmin {
  readonly #http: HttpClient;
  readonly #apiKey: string;

  /** @throws MfaError `misconfigured` for options that cannot work */
  constructor(options: LoginRadiusAdminOptions) {
    const { apiKey, apiSecret, endpoint = HOST, timeoutMs = TIMEOUT_MS, allowInsecure } = options;
    if (!apiKey || !apiSecret) throw misconfigured('it needs an apiKey and an apiSecret');
    assertSafeUrl('endpoint', endpoint, allowInsecure);
    this.#apiKey = apiKey;
    this.#http = createHttpClient({
      endpoint,
      timeoutMs,
      credentials: 'omit',
      headers: { 'X-LoginRadius-apiKey': apiKey, 'X-LoginRadius-apiSecret': apiSecret },
      ...(options.fetch && { fetch: options.fetch }),
      ...(options.clock && { clock: options.clock }),
    });
  }

  /**
   * Takes a factor away, the last one too: the person sets one up anew when they sign in next, if one is required.
   * No public page and no official SDK shows the path for `passkey`: it is that of the account's own, by likeness. Try it
   * with your tenant before you rely on it.
   */
  async resetFactor(uid: string, factor: ResettableFactor, options?: CallOptions): Promise<void> {
    const removal = RESETTABLE.includes(factor) ? REMOVALS[factor] : undefined;
    if (!removal) throw misconfigured('no such factor');
    const path = `2fa/authenticator${removal.path}`.split('/');
    // The one that has the person in its path.
    const isInPath = factor === 'push';
    const answer = await this.#send('DELETE', isInPath ? [...path, checked(uid)] : path, options, {
      ...(!isInPath && { uid: checked(uid) }),
      ...(removal.body && { body: removal.body }),
    });
    readRemoved(succeeded(answer).body);
  }

  /** The first ones of a person. @throws MfaError `recovery-codes-shown` where there are some already */
  async recoveryCodes(uid: string, options?: CallOptions): Promise<RecoveryCodes> {
    const answer = await this.#send('GET', ['2fa', 'backupcode'], options, { uid: checked(uid) });
    return readCodes(succeeded(answer).body);
  }

  /** New ones; the old ones stop working. */
  async regenerateRecoveryCodes(uid: string, options?: CallOptions): Promise<RecoveryCodes> {
    const answer = await this.#send('GET', ['2fa', 'backupcode', 'reset'], options, { uid: checked(uid) });
    return readCodes(succeeded(answer).body);
  }

  /**
   * Whether this is the token of a step-up that this person has made just now. The page's word for it is none: ask
   * before you do what the step-up was for. A token is good once.
   */
  async isSteppedUp(
    uid: string,
    secondFactorValidationToken: string,
    { by = '2fa', ...options }: CallOptions & { by?: StepUpProof } = {},
  ): Promise<boolean> {
    if (!secondFactorValidationToken) return false;
    const body = { secondFactorValidationToken };
    const answer = await this.#send('POST', [checked(uid), 'reauth', by], options, { body });
    if (errorCodeOf(answer) === STEP_UP_INVALID) return false;
    return asFields(succeeded(answer).body)?.IsValid === true;
  }

  /**
   * Lets a sensitive action pass only with the token of a step-up. That is used up then: another action needs another one.
   *
   * @param token - What the page has sent along, such as in the header that `withConfirmation` names as its `proofHeader`.
   * @returns nothing, or the answer to give in place of the action's: 401 with a problem for which `withConfirmation` of the
   * page has the person confirm
   */
  async requireStepUp(
    uid: string,
    token: string | null | undefined,
    options?: CallOptions & { by?: StepUpProof },
  ): Promise<Response | undefined> {
    return token && (await this.isSteppedUp(uid, token, options)) ? undefined : confirmationWanted();
  }

  /** The answer, whatever it says. */
  #send(
    method: HttpRequest['method'],
    path: readonly string[],
    options: CallOptions | undefined,
    { uid, body }: { uid?: string; body?: Fields },
  ): Promise<HttpResponse> {
    const query = { apiKey: this.#apiKey, uid };
    return this.#http.request({ method, path: [...ACCOUNT, ...path], query, ...(body && { body }) }, options);
  }
}

function succeeded(answer: HttpResponse): HttpResponse {
  if (answer.status >= 400 || errorCodeOf(answer)) throw toMfaError(answer);
  return answer;
}

/** Of nobody, the service might take it for everybody. */
function checked(uid: string): string {
  if (!isUid(uid)) throw misconfigured('the uid is none');
  return uid;
}

export function isUid(uid: unknown): uid is string {
  return typeof uid === 'string' && /^[\w-]{1,128}$/.test(uid);
}
