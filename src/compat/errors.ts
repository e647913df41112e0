import { isMfaError } from '../core/mfa-error.js';
import { errorWords, type Lists } from './lists.js';

/** One of the errors that `onError` gets, always in an array (contracts C.3, C.9.0). */
export interface ErrorItem {
  /** The vendor's number; where it is not the vendor who speaks, the code of our own `MfaError`, such as `network`. */
  readonly ErrorCode?: number | string;
  readonly Message: string;
  readonly Description?: string;
  /** The same: some pages read it in lower case. */
  readonly description?: string;
  /** Of the field, where the form found it before anything was sent. */
  readonly Id?: string;
  /** The field's name, likewise. */
  readonly Name?: string;
  /** What is broken, likewise: `required`, `valid_email`, … */
  readonly Rule?: string;
  readonly [more: string]: unknown;
}

export type ErrorItems = readonly [ErrorItem, ...ErrorItem[]];

/** A failure that carries what `onError` gets. */
export class CallFailure extends Error {
  readonly items: ErrorItems;
  constructor(items: ErrorItems, cause?: unknown) {
    super(items[0].Message, { cause });
    this.items = items;
  }
}

/** Of what the vendor answered. Nothing where that is no error. */
export function vendorError(body: unknown, lists: Pick<Lists, 'errorMessages'>): ErrorItems | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields = body as Readonly<Record<string, unknown>>;
  const code = Number(fields.ErrorCode);
  if (!code) return undefined;
  const own = errorWords(lists, code);
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
export function plainError(code: string, message?: string): ErrorItems {
  const Message = message ?? OWN_MESSAGES[code] ?? code;
  return [{ ErrorCode: code, Message, Description: Message, description: Message }];
}

/** Of a page that does something wrong. */
export function misuse(message: string): CallFailure {
  return new CallFailure(plainError('misconfigured', message));
}

/** Of whatever a call threw. */
export function itemsOf(error: unknown): ErrorItems {
  if (error instanceof CallFailure) return error.items;
  if (isMfaError(error))
    return plainError(error.code, error.code === 'misconfigured' ? error.message : undefined);
  return plainError('network');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
