import { isMfaError } from '../core/mfa-error.js';

/** One of the errors that `onError` gets, always in an array (contract C.3). */
export interface ErrorItem {
  /** The vendor's number; where it is not the vendor who speaks, the code of our own `MfaError`, such as `network`. */
  readonly ErrorCode?: number | string;
  readonly Message: string;
  readonly Description: string;
  /** The same: some pages read it in lower case. */
  readonly description: string;
  /** Set where the form found it, before anything was sent: `required`, `valid_email`, … */
  readonly rule?: string;
  /** The field that it is about, where there is a rule. */
  readonly name?: string;
  readonly [more: string]: unknown;
}

export type ErrorItems = readonly [ErrorItem, ...ErrorItem[]];

/** A page's own words for one of the vendor's codes. */
export interface ErrorWords {
  readonly code: number | string;
  readonly message?: string;
  readonly description?: string;
}

/** A failure that carries what `onError` gets. */
export class CallFailure extends Error {
  readonly items: ErrorItems;
  constructor(items: ErrorItems, cause?: unknown) {
    super(items[0].Message, { cause });
    this.items = items;
  }
}

/** Of what the vendor answered. Nothing where that is no error. */
export function vendorError(body: unknown, words: readonly ErrorWords[] = []): ErrorItems | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = body as Readonly<Record<string, unknown>>;
  const code = Number(fields.ErrorCode);
  if (!code) return undefined;
  const own = words.find((entry) => Number(entry.code) === code);
  const Message = own?.message ?? textOf(fields.Message) ?? textOf(fields.Description) ?? '';
  const Description = own?.description ?? textOf(fields.Description) ?? Message;
  return [{ ...fields, ErrorCode: code, Message, Description, description: Description }];
}

/** What a developer reads where nobody answered, or something that is no answer. */
const OWN_MESSAGES: Readonly<Record<string, string>> = {
  network: 'There is no connection',
  timeout: 'The server did not answer in time',
  'bad-response': 'The answer is none of this API',
  'rate-limited': 'Too many requests',
  server: 'Something went wrong on the server',
  unauthenticated: 'The session is over, or there is none',
  'challenge-expired': 'The sign-in has run out of time',
  misconfigured: 'The page is not set up correctly',
};

/** Of a failure that the vendor has no number for. */
export function ownError(code: string, message?: string): ErrorItems {
  const Message = message ?? OWN_MESSAGES[code] ?? code;
  return [{ ErrorCode: code, Message, Description: Message, description: Message }];
}

/** Of a rule that the form checks. */
export function ruleError(rule: string, name: string, message: string): ErrorItem {
  return { rule, name, Message: message, Description: message, description: message };
}

/** Of whatever a call threw. */
export function itemsOf(error: unknown): ErrorItems {
  if (error instanceof CallFailure) return error.items;
  if (isMfaError(error))
    return ownError(error.code, error.code === 'misconfigured' ? error.message : undefined);
  return ownError('network');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
