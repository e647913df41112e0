/**
 * A small backend with passkeys, as a server of one's own has them: `@simplewebauthn/server` makes the options and checks
 * the answers. The options come as an object for creating, and as text with JSON in it for using.
 */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { startJsonServer, type Answer, type Call, type JsonServer } from './json-server.js';

export interface PasskeySite {
  rpId: string;
  origin: string;
}

export interface PasskeyServer extends JsonServer {
  /** What the account has, by their names. */
  readonly names: () => string[];
}

interface Key {
  name: string;
  credential: WebAuthnCredential;
}

const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

/** @param site - Asked anew each time: whoever starts a page may have its address later. */
export async function startPasskeyServer(site: () => PasskeySite): Promise<PasskeyServer> {
  const keys = new Map<string, Key>();
  const begun = new Map<string, string>();
  let count = 0;

  function remember(challenge: string): string {
    const id = `c${++count}`;
    begun.set(id, challenge);
    return id;
  }

  /** A challenge is for one answer. */
  function take(id: unknown): string | undefined {
    const challenge = begun.get(String(id));
    begun.delete(String(id));
    return challenge;
  }

  const server = await startJsonServer({
    'POST /passkeys': async () => {
      const options = await generateRegistrationOptions({
        rpName: 'Pretend Bank',
        rpID: site().rpId,
        userName: 'jdoe',
        excludeCredentials: [...keys.keys()].map((id) => ({ id })),
      });
      const expires = new Date(Date.now() + 300_000).toISOString();
      return { body: { challenge: { id: remember(options.challenge), options, expires } } };
    },
    'PUT /passkeys/*': async ({ body, parts: [id] }: Call) => {
      const expectedChallenge = take(id);
      if (!expectedChallenge) return refuse(410, 'gone');
      const { credential: response, name } = body as { credential: RegistrationResponseJSON; name?: string };
      const { registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge,
        expectedOrigin: site().origin,
        expectedRPID: site().rpId,
      }).catch(() => ({ registrationInfo: undefined }));
      if (!registrationInfo) return refuse(422, 'wrong');
      const { credential } = registrationInfo;
      keys.set(credential.id, { name: name ?? 'Passkey', credential });
      return { status: 201, body: { saved: true } };
    },
    'DELETE /challenges/*': ({ parts: [id] }) => {
      take(id);
      return { status: 204 };
    },
    'GET /passkeys': () => ({
      body: [...keys].map(([id, { name }]) => ({ id, type: 'passkey', name })),
    }),
    'DELETE /passkeys/*': ({ parts: [id = ''] }) => ({ status: keys.delete(id) ? 204 : 404 }),
    'POST /passkey-checks': async () => {
      const options = await generateAuthenticationOptions({
        rpID: site().rpId,
        allowCredentials: [...keys.keys()].map((id) => ({ id })),
      });
      return { body: { id: remember(options.challenge), publicKey: JSON.stringify(options) } };
    },
    'POST /passkey-checks/*': async ({ body, parts: [id] }: Call) => {
      const expectedChallenge = take(id);
      if (!expectedChallenge) return refuse(410, 'gone');
      const response = JSON.parse(String(body.credential)) as AuthenticationResponseJSON;
      const key = keys.get(response.id);
      if (!key) return refuse(422, 'unknown');
      const { verified } = await verifyAuthenticationResponse({
        response,
        expectedChallenge,
        expectedOrigin: site().origin,
        expectedRPID: site().rpId,
        credential: key.credential,
      }).catch(() => ({ verified: false }));
      if (!verified) return refuse(422, 'wrong');
      return { body: { token: 'session-1', trusted: body.trust === true } };
    },
  });
  return Object.assign(server, { names: () => [...keys.values()].map(({ name }) => name) });
}
