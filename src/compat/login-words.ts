import { isMfaError, type MfaErrorCode } from '../core/mfa-error.js';
import type { CallFailure } from './errors.js';
import { errorWords, type Lists } from './lists.js';

/** The texts of the login form, where the page has none of its own. */
export const LOGIN_TEXTS = {
  emailid: 'E-mail address or user name',
  emailOrPhone: 'E-mail address or phone number',
  password: 'Password',
  login: 'Log in',
  required: 'Enter this.',
  valid_email: 'Enter an e-mail address, for example name@example.com.',
};

const WRONG_CREDENTIALS = 966;
const FAILURES: Partial<Record<MfaErrorCode, string>> = {
  locked: 'This account is locked for now. Try again later.',
  'rate-limited': 'That were many attempts. Wait a little, then try again.',
  network: 'There is no connection. Check it and try again.',
  timeout: 'The server did not answer in time. Try again.',
  'proof-required': 'This account is locked after too many attempts. Try again later.',
};

/** What a person reads of a login that failed: the page's own words for this number, else ours. Never the vendor's. */
export function loginFailureText({ items, cause }: CallFailure, lists: Lists): string {
  const { ErrorCode } = items[0];
  const own = errorWords(lists, ErrorCode);
  const ownText = own?.message ?? own?.description;
  if (ownText !== undefined) return ownText;
  if (ErrorCode === WRONG_CREDENTIALS) return 'That name or password is not right. Check both and try again.';
  const known = isMfaError(cause) ? FAILURES[cause.code] : undefined;
  return known ?? 'Signing in does not work at the moment. Try again later.';
}

/** What is said of a field that breaks a rule; a text for `rule#field` goes before one for the rule. */
export function ruleText(
  rule: string,
  field: string,
  label: string,
  { validationMessages }: Pick<Lists, 'validationMessages'>,
): string {
  const newest = [...validationMessages].reverse();
  const named = (name: string): string | undefined =>
    newest.find((entry) => entry.rule.toLowerCase() === name)?.message;
  const text = named(`${rule}#${field}`) ?? named(rule);
  return text?.replaceAll('%s', label) ?? LOGIN_TEXTS[rule === 'valid_email' ? 'valid_email' : 'required'];
}
