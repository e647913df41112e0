/**
 * Reads what LoginRadius sends (contract B). Pure. Whatever is not there or has a wrong type is either optional here
 * or a `bad-response`.
 */
import type { FactorKind, SecurityQuestion } from '../../core/client.js';
import type { HttpResponse } from '../../core/http.js';
import { MfaError } from '../../core/mfa-error.js';
import { asFields, defined, text } from '../values.js';

/** What is read of an answer. */
export type Answer = Pick<HttpResponse, 'status' | 'body'> & Partial<Pick<HttpResponse, 'retryAt'>>;

/** What a finished sign-in gave, by the vendor's names. Secret. */
export interface LoginRadiusSession {
  readonly access_token: string;
  readonly refresh_token?: string;
  /** When it ends, as the vendor writes it: ISO 8601, UTC. */
  readonly expires_in?: string;
  readonly Profile?: unknown;
}

/** The state of a person's second factors: as the ticket has it, the settings, or the start of a step-up. */
export interface MfaState {
  /** The ticket of a sign-in. Secret. */
  readonly ticket?: string;
  /** Epoch milliseconds by the server's clock. */
  readonly expiresAt?: number;
  /** What is set up. */
  readonly kinds: readonly FactorKind[];
  /** Masked or not, as it came. */
  readonly phone?: string;
  /** Whether a code is under way to that phone already. */
  readonly isSmsSent: boolean;
  readonly emails: readonly string[];
  /** The address that a code is under way to already. */
  readonly emailSentTo?: string;
  readonly questions: readonly SecurityQuestion[];
  /** Of an authenticator that waits for its first code, as it came. Secret. */
  readonly key?: { readonly chart?: string; readonly manual?: string };
  /** What a phone scans that is to get push messages, as it came. Secret. */
  readonly pushCode?: string;
}

/** The flags of B.1. Those of passkey and push are not documented. */
const FLAGS: readonly (readonly [flag: string, kind: FactorKind])[] = [
  ['Passkey', 'passkey'],
  ['', 'totp'],
  ['Google', 'totp'],
  ['Push', 'push'],
  ['OTP', 'sms'],
  ['EmailOtp', 'email'],
  ['SecurityQuestion', 'security-questions'],
];

/** ISO 8601 as epoch milliseconds; UTC where it names no zone. Nothing for the year 1, which stands for none (B.1). */
export function time(value: unknown): number | undefined {
  const written = text(value)?.replace(/(\.\d{3})\d+/, '$1');
  if (!written || !/^\d{4}-\d\d-\d\dT/.test(written)) return undefined;
  const then = Date.parse(/(Z|[+-]\d\d:\d\d)$/i.test(written) ? written : `${written}Z`);
  return then > 0 ? then : undefined;
}

/** The code of a failure, which may come with a status of 200 (B.7). */
export function errorCodeOf({ body }: Pick<Answer, 'body'>): number | undefined {
  return Number(asFields(body)?.ErrorCode) || undefined;
}

/**
 * The tokens of a sign-in: at the root, in `Data`, or in `Profile`, as the vendor's pages have it (B.2).
 * The nil GUID is no token (B.1).
 */
export function readSession(body: unknown): LoginRadiusSession | undefined {
  const root = asFields(body);
  const places = [root, ...[root?.Data].flat(), root?.Profile].map(asFields);
  const tokens = places.find((place) => /[^0-]/.test(text(place?.access_token) ?? ''));
  if (!tokens) return undefined;
  const refresh = text(tokens.refresh_token);
  const expires = time(tokens.expires_in) && text(tokens.expires_in);
  // The hash of a password is nobody's business.
  const { Password: _, ...profile } =
    asFields(root?.Profile) ?? places.find((place) => text(place?.Uid)) ?? {};
  return {
    access_token: text(tokens.access_token) ?? '',
    ...(refresh && { refresh_token: refresh }),
    ...(expires && { expires_in: expires }),
    ...(Object.keys(profile).length > 0 && { Profile: profile }),
  };
}

/** @throws MfaError `bad-response` where these are no fields */
export function readState(value: unknown): MfaState {
  const fields = asFields(value);
  if (!fields) throw badResponse('body');
  const kinds = FLAGS.filter(([flag]) => fields[`Is${flag}AuthenticatorVerified`] === true);
  if (fields.IsPushDeviceRegistered === true) kinds.push(['PushDevice', 'push']);
  const { Email: sentTo } = asFields(fields.EmailOTPStatus) ?? {};
  const key = defined({ chart: text(fields.QRCode), manual: text(fields.ManualEntryCode) });
  return {
    kinds: [...new Set(kinds.map(([, kind]) => kind))],
    isSmsSent: !!asFields(fields.OTPStatus),
    emails: listOf(fields.Email),
    questions: [fields.SecurityQuestions].flat().flatMap((entry) => {
      const { QuestionId, Question } = asFields(entry) ?? {};
      const id = text(QuestionId);
      const question = text(Question);
      return id && question ? { id, question } : [];
    }),
    ...defined({
      ticket: text(fields.SecondFactorAuthenticationToken),
      expiresAt: time(fields.ExpireIn),
      phone: text(fields.OTPPhoneNo),
      emailSentTo: text(sentTo) ?? listOf(sentTo)[0],
      key: (key.chart ?? key.manual) ? key : undefined,
      pushCode: text(fields.PushQRCode),
    }),
  };
}

/** What says that a message is under way (B.2, C.3). @throws MfaError `bad-response` */
export function readSent(body: unknown): void {
  const fields = asFields(body);
  const { Sid, AccountSid } = asFields(fields?.Data) ?? fields ?? {};
  if (fields?.IsPosted !== true && !text(Sid) && !text(AccountSid)) throw badResponse('receipt');
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((entry) => text(entry) ?? []) : [];
}

export function badResponse(what: string): MfaError {
  return new MfaError('bad-response', { message: `LoginRadius: no valid ${what} in the answer` });
}
