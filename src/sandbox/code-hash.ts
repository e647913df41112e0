import type { RandomBytes } from './random.js';

/** A code as it is kept: never itself. */
export interface HashedCode {
  readonly salt: Uint8Array;
  readonly digest: Uint8Array;
}

/** Hashes codes under a key that lives as long as this object: so few digits are guessed at once from a mere hash. */
export class CodeHasher {
  readonly #randomBytes: RandomBytes;
  readonly #key: Promise<CryptoKey>;

  constructor(randomBytes: RandomBytes) {
    this.#randomBytes = randomBytes;
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    this.#key = crypto.subtle.importKey('raw', new Uint8Array(randomBytes(32)), algorithm, false, ['sign']);
  }

  async hash(code: string): Promise<HashedCode> {
    const salt = this.#randomBytes(16);
    return { salt, digest: await this.#digest(salt, code) };
  }

  async matches(hashed: HashedCode, code: string): Promise<boolean> {
    return equalInConstantTime(hashed.digest, await this.#digest(hashed.salt, code));
  }

  async #digest(salt: Uint8Array, code: string): Promise<Uint8Array> {
    const data = new Uint8Array([...salt, ...new TextEncoder().encode(code)]);
    return new Uint8Array(await crypto.subtle.sign('HMAC', await this.#key, data));
  }
}

/** Takes as long for a difference in the first byte as for one in the last. */
export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (const [i, byte] of a.entries()) difference |= byte ^ (b[i] ?? 0);
  return difference === 0;
}
