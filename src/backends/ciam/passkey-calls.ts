import type {
  CallOptions,
  PasskeyAnswer,
  PasskeyChallenge,
  PasskeyEnroller,
  PasskeyVerifier,
} from '../../core/client.js';
import type { HttpRequest, HttpResponse } from '../../core/http.js';
import { MfaError } from '../../core/mfa-error.js';
import type { PasskeySite } from './ciam-options.js';
import { toMfaError } from './error-map.js';
import { originOf, readPasskeyOptions, writePasskeyAnswer } from './passkey-wire.js';
import { fieldsOf, isFailure, readChallenge, readVerification, TYPES } from './wire.js';

/** What the client of the API lends to these calls. */
export interface PasskeyCallsOptions {
  userName: string | undefined;
  email: string | undefined;
  /** Whether devices are remembered, as far as is known by then. */
  remembersDevices: () => boolean;
  /** Nothing towards a gateway, which knows. */
  site: PasskeySite | undefined;
  /** The path of the person's devices. */
  devices: (...rest: string[]) => string[];
  send: (request: HttpRequest, options?: CallOptions) => Promise<HttpResponse>;
}

/** Passkeys of the CIAM MFA API (contract A.2 to A.4, the rows of FIDO2). Passkeys have no names there. */
export function passkeyCalls({
  userName,
  email,
  remembersDevices,
  site,
  devices,
  send,
}: PasskeyCallsOptions): PasskeyVerifier & PasskeyEnroller {
  async function call(request: HttpRequest, options?: CallOptions): Promise<HttpResponse> {
    const answer = await send(request, options);
    if (isFailure(answer)) throw toMfaError(answer, 'passkey');
    return answer;
  }

  async function begin(
    path: string[],
    body: object,
    name: string,
    options?: CallOptions,
  ): Promise<PasskeyChallenge> {
    const request = { method: 'POST', path, body: { deviceType: TYPES.passkey, ...body } } as const;
    const answer = await call(request, options);
    const { id, expiresAt } = readChallenge(answer);
    return {
      id,
      options: readPasskeyOptions(fieldsOf(answer.body)?.[name]),
      ...(expiresAt !== undefined && { expiresAt }),
    };
  }

  async function finish(path: string[], body: object, options?: CallOptions): Promise<object> {
    const request = { method: 'POST', path, body, carriesChallenge: true } as const;
    readVerification(await call(request, options));
    return {};
  }

  /** Of the page's possible origins the one that was signed: the API compares the two. */
  function signedBy(answer: PasskeyAnswer): { deviceType: string; origin?: string } {
    if (!site) return { deviceType: TYPES.passkey };
    const origin = originOf(answer);
    if (origin === undefined || !site.origins.includes(origin)) throw new MfaError('passkey-wrong-domain');
    return { deviceType: TYPES.passkey, origin };
  }

  return {
    beginPasskey(options) {
      const body = { userName, rpID: site?.rpId };
      return begin(['deviceAuthentications'], body, 'publicKeyCredentialRequestOptions', options);
    },
    async verifyPasskey({ id }, answer, options) {
      const body = {
        ...signedBy(answer),
        assertion: writePasskeyAnswer(answer),
        ...(remembersDevices() && options?.rememberDevice && { rememberDevice: true }),
      };
      return finish(['deviceAuthentications', id], body, options);
    },
    async beginPasskeyEnrollment(_request, options) {
      if (site && !email) {
        throw new MfaError('misconfigured', { message: 'CIAM wants an e-mail address for a new passkey' });
      }
      const body = site && { rp: { id: site.rpId, name: site.rpName ?? site.rpId }, email };
      return begin(devices(), body ?? {}, 'publicKeyCredentialCreationOptions', options);
    },
    async activatePasskey({ id }, answer, _request, options) {
      const body = { ...signedBy(answer), attestation: writePasskeyAnswer(answer) };
      return finish(devices(id), body, options);
    },
  };
}
