/** A source of randomness: `n` bytes. Injected, so that tests own it. */
export type RandomBytes = (n: number) => Uint8Array;

export const systemRandomBytes: RandomBytes = (n) => crypto.getRandomValues(new Uint8Array(n));

/** Decimal digits, each equally likely. */
export function randomDigits(n: number, randomBytes: RandomBytes): string {
  let digits = '';
  while (digits.length < n) {
    for (const byte of randomBytes(n - digits.length)) {
      // 250 to 255 would make the digits 0 to 5 likelier than the others.
      if (byte < 250) digits += String(byte % 10);
    }
  }
  return digits;
}

/** A random UUID, version 4 (RFC 9562 5.4). */
export function randomUuid(randomBytes: RandomBytes): string {
  const bytes = randomBytes(16).map((byte, i) =>
    i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function toHex(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
