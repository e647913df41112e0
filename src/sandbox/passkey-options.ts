/** What the browser is told, in the standard's names; how bytes and algorithms are written is the contract's. */
import { fromBase64Url, type PasskeyCeremonyStart } from './passkeys.js';
import type { PasskeySite } from './passkey-library.js';

export interface PasskeyWriter {
  bytes: (bytes: Uint8Array) => unknown;
  algorithm: (alg: number) => unknown;
}

/** How long the browser may take, in milliseconds, as the examples of the CIAM contract have it. */
const TIMEOUT_MS = 120_000;
/** ES256, EdDSA, RS256. */
const ALGORITHMS = [-7, -8, -257];

export function requestOptions(begun: PasskeyCeremonyStart, rpId: string, write: PasskeyWriter): object {
  return {
    challenge: write.bytes(begun.challenge),
    timeout: TIMEOUT_MS,
    rpId,
    allowCredentials: credentialsOf(begun, write),
    userVerification: 'preferred',
  };
}

export function creationOptions(
  begun: PasskeyCeremonyStart,
  { rpId, rpName }: Pick<PasskeySite, 'rpId' | 'rpName'>,
  userName: string,
  write: PasskeyWriter,
): object {
  return {
    rp: { id: rpId, name: rpName },
    user: { id: write.bytes(begun.userHandle), displayName: userName, name: userName },
    challenge: write.bytes(begun.challenge),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg: write.algorithm(alg) })),
    timeout: TIMEOUT_MS,
    excludeCredentials: credentialsOf(begun, write),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    attestation: 'none',
  };
}

function credentialsOf({ credentials }: PasskeyCeremonyStart, write: PasskeyWriter): object[] {
  return credentials.map(({ id, transports }) => ({
    type: 'public-key',
    id: write.bytes(fromBase64Url(id)),
    ...(transports && { transports }),
  }));
}
