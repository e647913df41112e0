/** Each sample in TypeScript or JavaScript keeps to the types of the package, and imports what it takes from it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pages, pageSamples, samplesIn } from '../support/page-samples.js';
import { typeErrors } from './type-check.js';

/** Those that show a file are checked where the file is. */
const samples = pages()
  .flatMap((page) => pageSamples(page))
  .filter(({ file }) => file === undefined);

void test('samples in TypeScript', () => {
  const typed = samples.filter(({ language }) => ['ts', 'tsx'].includes(language));
  assert.notEqual(typed.length, 0);
  assert.deepEqual(typeErrors(typed), []);
});

void test('samples in JavaScript', () => {
  const typed = samples.filter(({ language }) => ['js', 'jsx'].includes(language));
  assert.notEqual(typed.length, 0);
  assert.deepEqual(typeErrors(typed, true), []);
});

void describe('what is not true of a sample', () => {
  const page = (...codes: string[]): string => codes.map((code) => `\`\`\`ts\n${code}\n\`\`\`\n`).join('\n');

  void test('is said, with its place', () => {
    const text = page(
      "import { CiamClient } from 'mfa-elements/backends/ciam';\nconst client = new CiamClient({ endpont: '/mfa' });",
      "document.querySelector('mfa-config')!.textz = yours;\nclient.verifyOtp(1);",
      "new OtpVerifyFlow({ client });\nimport { Nobody } from 'mfa-elements';\nimport 'mfa-elements/nowhere';",
    );
    const found = typeErrors(samplesIn('docs/x.md', text)).map((line) =>
      line.replace(/( but|,|\. Did).*/, ''),
    );
    assert.deepEqual(found, [
      'docs/x.md:11 OtpVerifyFlow is not imported',
      'docs/x.md:3 Object literal may only specify known properties',
      "docs/x.md:7 Property 'textz' does not exist on type 'MfaConfig'",
      'docs/x.md:8 Expected 2-3 arguments',
      `docs/x.md:13 Module '"mfa-elements"' has no exported member 'Nobody'.`,
      "docs/x.md:14 Cannot find module or type declarations for side-effect import of 'mfa-elements/nowhere'.",
    ]);
  });
});
