import type {
  CallOptions,
  Factor,
  PasskeyChallenge,
  PasskeyEnroller,
  PasskeyVerifier,
  ProofOptions,
} from '../../core/client.js';
import type { HttpRequest, HttpResponse } from '../../core/http.js';
import { readPasskeyOptions, readPasskeys, readPasskeySession, readStatus } from './wire.js';

type Send = (request: HttpRequest, options?: CallOptions) => Promise<HttpResponse>;

export type PasskeyCalls = PasskeyVerifier &
  PasskeyEnroller & { renameFactor(factor: Factor, name: string, options?: ProofOptions): Promise<void> };

/** For how long the plugin waits for an answer. No option changes it, and no answer tells. */
const LIFETIME_MS = 300_000;

/**
 * Passkeys of Better Auth's passkey plugin. Whose they are says the session; what has begun is in a cookie. A right one
 * is a whole sign-in: it gives a session of its own, and asks for no second factor.
 */
export function passkeyCalls(send: Send): PasskeyCalls {
  async function begin(route: string, options?: CallOptions): Promise<PasskeyChallenge> {
    const { body, receivedAt } = await send({ method: 'GET', path: ['passkey', route] }, options);
    return { id: route, options: readPasskeyOptions(body), expiresAt: receivedAt + LIFETIME_MS };
  }

  return {
    namesPasskeys: 'activate',
    // Nor is anybody asked for a second factor who comes with a passkey.
    passkeysRememberDevices: false,
    beginPasskey: (options) => begin('generate-authenticate-options', options),
    async verifyPasskey(_challenge, answer, options) {
      const body = { response: answer };
      const { body: given } = await post(send, 'verify-authentication', body, options);
      return { session: readPasskeySession(given) };
    },
    beginPasskeyEnrollment: (_request, options) => begin('generate-register-options', options),
    async activatePasskey(_challenge, answer, { name }, options) {
      await post(send, 'verify-registration', { response: answer, ...(name && { name }) }, options);
      return {};
    },
    async renameFactor({ id }, name, options) {
      await post(send, 'update-passkey', { id, name }, options);
    },
  };
}

export async function listPasskeys(send: Send, options?: CallOptions): Promise<Factor[]> {
  const { body } = await send({ method: 'GET', path: ['passkey', 'list-user-passkeys'] }, options);
  return readPasskeys(body);
}

export async function removePasskey(send: Send, { id }: Factor, options?: CallOptions): Promise<void> {
  readStatus((await post(send, 'delete-passkey', { id }, options)).body);
}

function post(send: Send, route: string, body: object, options?: CallOptions): Promise<HttpResponse> {
  return send({ method: 'POST', path: ['passkey', route], body, carriesChallenge: true }, options);
}
