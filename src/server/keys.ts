/** Makes a key of the store from what it is about: the kind, readable, and a hash of the rest. */
export type KeyMaker = (kind: string, ...about: string[]) => Promise<string>;

/**
 * Whoever reads the store learns no user name, number, address or session: there are so few phone numbers that a plain
 * hash hides none of them, so the hash has a key.
 *
 * @param secret - The same for all processes that share a store.
 */
export function createKeyMaker(secret: string): KeyMaker {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  return async (kind, ...about) => {
    const data = encoder.encode(JSON.stringify([kind, ...about]));
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', await key, data));
    return `${kind}:${btoa(String.fromCharCode(...mac.subarray(0, 24)))}`;
  };
}
