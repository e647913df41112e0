/**
 * An authenticator that is software, and the browser in front of it: real keys, real signatures, attestation `none`. It
 * answers what `navigator.credentials` would, in the JSON of WebAuthn Level 3.
 */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { MfaError } from '../../src/core/mfa-error.js';
import type { PasskeyAnswer, PasskeyCeremony, PasskeyOptions } from '../../src/core/passkey-ceremony.js';

/** What can be made wrong. */
export interface SoftAuthenticatorOptions {
  /** Of the page. */
  origin: string;
  /** Whether it has asked the person for a finger or a PIN. Default true. */
  verifiesUser?: boolean;
  /** What it signs in place of the domain that it is asked for. */
  rpId?: string;
}

interface StoredKey {
  readonly id: Buffer;
  readonly rpId: string;
  readonly userHandle: string;
  readonly privateKey: KeyObject;
  counter: number;
}

interface CredentialRef {
  readonly id: string;
}

interface CeremonyFields {
  readonly challenge: string;
  readonly rp?: { readonly id?: string };
  readonly rpId?: string;
  readonly user?: { readonly id: string };
  readonly pubKeyCredParams?: readonly { readonly alg: number }[];
  readonly excludeCredentials?: readonly CredentialRef[];
  readonly allowCredentials?: readonly CredentialRef[];
}

const ES256 = -7;
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

export class SoftAuthenticator implements PasskeyCeremony {
  readonly isAvailable = true;
  readonly keys: StoredKey[] = [];
  /** May be changed between two ceremonies. */
  readonly options: SoftAuthenticatorOptions;

  constructor(options: SoftAuthenticatorOptions) {
    this.options = options;
  }

  async create(given: PasskeyOptions): Promise<PasskeyAnswer> {
    const { challenge, rp, user, pubKeyCredParams, excludeCredentials } = given as unknown as CeremonyFields;
    if (!pubKeyCredParams?.some(({ alg }) => alg === ES256)) throw new MfaError('passkey-unavailable');
    if (excludeCredentials?.some(({ id }) => this.#find(id))) throw new MfaError('passkey-registered');
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = randomBytes(32);
    const rpId = rp?.id ?? new URL(this.options.origin).hostname;
    const key = { id, rpId, userHandle: user?.id ?? '', privateKey, counter: 0 };
    this.keys.push(key);
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, ES256],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]),
    );
    // AAGUID of zeros: attestation `none` names no make.
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
    const authData = Buffer.concat([this.#head(key, HAS_CREDENTIAL), credential]);
    const attestationObject = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]) as never,
    );
    return Promise.resolve(
      answer(id, {
        clientDataJSON: this.#clientData('webauthn.create', challenge),
        attestationObject: Buffer.from(attestationObject).toString('base64url'),
        transports: ['internal'],
      }),
    );
  }

  async get(given: PasskeyOptions): Promise<PasskeyAnswer> {
    const { challenge, rpId, allowCredentials } = given as unknown as CeremonyFields;
    const key = allowCredentials?.length
      ? allowCredentials.map(({ id }) => this.#find(id)).find((found) => found !== undefined)
      : this.keys.find((known) => known.rpId === rpId);
    if (!key) throw new MfaError('passkey-cancelled');
    key.counter++;
    const clientDataJSON = this.#clientData('webauthn.get', challenge);
    const authData = this.#head(key);
    const clientHash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    const signature = sign('sha256', Buffer.concat([authData, clientHash]), key.privateKey);
    return Promise.resolve(
      answer(key.id, {
        clientDataJSON,
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: key.userHandle,
      }),
    );
  }

  #find(id: string): StoredKey | undefined {
    return this.keys.find((key) => key.id.toString('base64url') === id);
  }

  /** The first 37 bytes of what is signed. */
  #head(key: StoredKey, flags = 0): Buffer {
    const { verifiesUser = true, rpId = key.rpId } = this.options;
    const head = Buffer.alloc(37);
    createHash('sha256').update(rpId).digest().copy(head);
    head[32] = USER_PRESENT | flags | (verifiesUser ? USER_VERIFIED : 0);
    head.writeUInt32BE(key.counter, 33);
    return head;
  }

  #clientData(type: string, challenge: string): string {
    const data = { type, challenge, origin: this.options.origin, crossOrigin: false };
    return Buffer.from(JSON.stringify(data)).toString('base64url');
  }
}

function answer(id: Buffer, response: object): PasskeyAnswer {
  const name = id.toString('base64url');
  return { id: name, rawId: name, type: 'public-key', response, clientExtensionResults: {} };
}
