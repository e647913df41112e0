/** What a developer is told of a page that is set up wrongly. In a module of its own: most pages are not. */
import { warnOnce } from '../controllers/warn-once.js';
import type { MfaError } from '../core/mfa-error.js';

export function warnOfNumber(
  host: Element,
  attribute: string,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): void {
  warnOnce(host, `${attribute} has to be a number from ${min} to ${max}; ${fallback} is used.`);
}

export function warnOfWord(
  host: Element,
  attribute: string,
  words: readonly string[],
  fallback: string,
): void {
  warnOnce(host, `${attribute} has to be one of: ${words.join(', ')}. ${fallback} is used.`);
}

export function warnOfSetup(host: Element, error: MfaError): void {
  if (error.code === 'misconfigured') warnOnce(host, `is misconfigured: ${error.message}.`);
}

export function warnOfKey(host: Element, unusual: readonly string[]): void {
  if (unusual.length > 0)
    warnOnce(
      host,
      `pairs with ${unusual.join(', ')}. Common apps ignore that, and show codes that are wrong.`,
    );
}

export function warnOfTarget(host: Element, id: string): void {
  warnOnce(host, `has for="${id}", but there is no element with this id.`);
}

export function warnOfDestinations(): void {
  console.warn(
    '<mfa-otp-request> destinations has to be JSON such as [{"channel":"sms","masked":"***0406"}].',
  );
}

export function warnOfOrder(host: Element, unknown: readonly string[]): void {
  warnOnce(
    host,
    `authenticator-options-order does not know: ${unknown.join(', ')}. It takes: passkey, totp, sms, voice, email, security-questions, recovery-code.`,
  );
}
