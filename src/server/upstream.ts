import { CiamClient } from '../backends/ciam/ciam-client.js';
import { isTokenRefusal } from '../backends/ciam/error-map.js';
import type { Clock } from '../core/clock.js';
import { readContent } from '../core/http-content.js';
import { asMfaError, MfaError, UNCERTAIN } from '../core/mfa-error.js';
import type { GatewayOptions, MfaIdentity } from './options.js';
import type { TokenSource } from './token-source.js';

export interface UpstreamOptions extends Pick<
  GatewayOptions,
  'upstream' | 'smsTemplate' | 'emailTemplate' | 'passkeys'
> {
  timeoutMs: number;
  fetch: typeof fetch;
  clock: Clock;
  tokens: TokenSource;
}

/** What a failed call may have done to the backend. */
export class UpstreamFailure extends Error {
  readonly error: MfaError;
  /** False where the backend has not looked at the request: nothing was sent, and no code was checked. */
  readonly wasTaken: boolean;

  constructor(error: MfaError, wasTaken: boolean) {
    super(error.message);
    this.error = error;
    this.wasTaken = wasTaken;
  }

  /** Whether nobody knows what the backend has done: the answer is late, lost or strange. */
  get isUnsure(): boolean {
    return this.wasTaken && UNCERTAIN.includes(this.error.code);
  }
}

/** The CIAM MFA API as this person's trusted caller: the same client that pages use, with identity and token. */
export class Upstream {
  readonly #options: UpstreamOptions;

  constructor(options: UpstreamOptions) {
    this.#options = options;
  }

  /** @throws UpstreamFailure */
  async call<T>(identity: MfaIdentity, run: (client: CiamClient) => Promise<T>): Promise<T> {
    const first = await this.#attempt(identity, run);
    // The token ended early, or the backend has forgotten it. What it refuses so it has not looked at.
    const last = first.isTokenRefused ? await this.#attempt(identity, run) : first;
    if (last.isTokenRefused) {
      const message = `${last.error.message}: a fresh token is refused`;
      throw new UpstreamFailure(new MfaError('misconfigured', { message }), false);
    }
    if ('error' in last) throw new UpstreamFailure(translate(last.error), true);
    return last.value;
  }

  async #attempt<T>(
    { userName, phoneNumber, email }: MfaIdentity,
    run: (client: CiamClient) => Promise<T>,
  ): Promise<{ isTokenRefused: false; value: T } | { isTokenRefused: boolean; error: MfaError }> {
    const { upstream, smsTemplate, emailTemplate, passkeys, timeoutMs, fetch, clock, tokens } = this.#options;
    const token = await tokens.get().catch((error: unknown) => {
      throw new UpstreamFailure(asMfaError(error), false);
    });
    let status = 0;
    let isTokenRefused = false as boolean;
    const client = new CiamClient({
      endpoint: upstream,
      userName,
      ...(phoneNumber && { phoneNumber }),
      ...(email && { email }),
      ...(smsTemplate && { smsTemplate }),
      ...(emailTemplate && { emailTemplate }),
      ...(passkeys && { passkeys }),
      headers: { authorization: `Bearer ${token}` },
      credentials: 'omit',
      timeoutMs,
      clock,
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        status = answer.status;
        isTokenRefused = await refusesToken(answer);
        return answer;
      },
    });
    try {
      return { isTokenRefused: false, value: await run(client) };
    } catch (thrown) {
      const error = asMfaError(thrown);
      // A page or a redirect, which says nothing of the token, nor whether the call was taken. The person is signed in.
      if (status < 400 && error.code === 'unauthenticated') {
        return { isTokenRefused: false, error: new MfaError('bad-response', { message: error.message }) };
      }
      if (isTokenRefused) tokens.discard(token);
      return { isTokenRefused, error };
    }
  }
}

const MAX_BYTES = 65_536;

/** By the codes of the API, or by the header of RFC 6750. A 401 may as well mean a wrong code. */
async function refusesToken(answer: Response): Promise<boolean> {
  const { status, headers } = answer;
  if (status < 400) return false;
  if (/\berror="?invalid_token\b/i.test(headers.get('www-authenticate') ?? '')) return true;
  const content = await readContent(answer.clone(), MAX_BYTES).catch(() => undefined);
  return isTokenRefusal({ status, body: content?.body });
}

/** What the backend says of itself, as what it is to the page. The backend's own words stay here. */
function translate({ code, message, retryAt, attemptsLeft }: MfaError): MfaError {
  // Of the person's session it knows nothing.
  return new MfaError(code === 'unauthenticated' ? 'misconfigured' : code, {
    message,
    ...(retryAt !== undefined && { retryAt }),
    ...(attemptsLeft !== undefined && { attemptsLeft }),
  });
}
