import { expect } from 'chai';
import { equalInConstantTime, CodeHasher } from '../../src/sandbox/code-hash.js';
import { randomDigits, randomUuid, systemRandomBytes } from '../../src/sandbox/random.js';

describe('randomness of the sandbox', () => {
  it('throws away the bytes that would make some digits likelier', () => {
    const bytes = [250, 255, 249, 0, 253, 11, 7];
    const digits = randomDigits(3, (n) => Uint8Array.from(bytes.splice(0, n)));
    // 249 -> 9, 0 -> 0, 11 -> 1.
    expect(digits).to.equal('901');
  });

  it('gives each digit the same number of bytes', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 250; byte++) {
      const digit = randomDigits(1, () => Uint8Array.of(byte));
      counts.set(digit, (counts.get(digit) ?? 0) + 1);
    }
    expect([...counts.values()]).to.deep.equal(Array(10).fill(25));
  });

  it('makes UUIDs of version 4', () => {
    expect(randomUuid(() => new Uint8Array(16).fill(0xff))).to.equal('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(randomUuid(systemRandomBytes)).to.match(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
  });
});

describe('CodeHasher', () => {
  it('knows a code again, and no other', async () => {
    const hasher = new CodeHasher(systemRandomBytes);
    const hashed = await hasher.hash('123456');
    expect(await hasher.matches(hashed, '123456')).to.equal(true);
    for (const code of ['123457', '12345', '1234567', ''])
      expect(await hasher.matches(hashed, code)).to.equal(false);
  });

  it('salts: the same code twice makes two hashes', async () => {
    const hasher = new CodeHasher(systemRandomBytes);
    const [a, b] = await Promise.all([hasher.hash('123456'), hasher.hash('123456')]);
    expect(equalInConstantTime(a.digest, b.digest)).to.equal(false);
  });

  it('compares whole arrays', () => {
    expect(equalInConstantTime(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).to.equal(true);
    expect(equalInConstantTime(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).to.equal(false);
    expect(equalInConstantTime(Uint8Array.of(1), Uint8Array.of(1, 0))).to.equal(false);
    expect(equalInConstantTime(Uint8Array.of(1, 0), Uint8Array.of(1))).to.equal(false);
  });
});
