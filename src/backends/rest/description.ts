/**
 * How a backend that nobody here has seen is described: plain data, which may come out of a JSON file.
 *
 * Texts of a request may hold `{placeholders}`. In every call: `{userName}`, `{phoneNumber}`, `{email}`, `{apiKey}`,
 * `{accessToken}`, `{smsTemplate}`, `{emailTemplate}` of the page's options, and what the page has put into `more`.
 * What else there is stands with each call. A text whose placeholder has no value is left out, together with its name.
 *
 * What a call can do follows from what it mentions: `{destination}` makes the elements ask for one, `{deviceName}` for
 * a name, `{rememberDevice}` offers to trust the device, and `{password}` makes a call want that proof first.
 */
import type { Channel, FactorKind, ProofKind } from '../../core/client.js';
import type { HttpRequest } from '../../core/http.js';
import type { MfaErrorCode } from '../../core/mfa-error.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * Where a value is in an answer, as a dotted path: `data.items.0.id`, `factors[status=verified][factor_type=totp].id`.
 * A name after a list means the list's first entry; the empty path is the whole answer. Of `code|error.code` the first
 * that is there counts.
 */
export type Path = string;

export interface ValueDescription {
  readonly path: Path;
  /** What a time's number means. Without it: epoch milliseconds, or ISO 8601 where it is text. */
  readonly as?: 'epoch-s' | 'in-s' | 'in-ms';
  /** A number that is to be taken off: attempts made, off those allowed. */
  readonly minus?: Path;
  /** The value is then whether it is one of these. */
  readonly equals?: readonly (string | number | boolean)[];
}

export interface SuccessDescription {
  /** HTTP statuses. Default: below 300. */
  readonly status?: readonly number[];
  /** A value that has to be there, and has to be one of `equals` where those are given. */
  readonly path?: Path;
  readonly equals?: readonly (string | number | boolean)[];
}

export interface ErrorsDescription {
  /** Where the backend's own code for a failure is. */
  readonly code?: Path;
  /** What the backend's codes mean. */
  readonly codes?: Readonly<Record<string, MfaErrorCode>>;
  /** What HTTP statuses mean, where the code does not tell. */
  readonly statuses?: Readonly<Record<string, MfaErrorCode>>;
  /** Where the backend's text for people is. It is shown only where the page asks for it. */
  readonly message?: Path;
  /** When to try again; a number is seconds from now, unless `as` says otherwise. */
  readonly retryAfter?: Path | ValueDescription;
  readonly attemptsLeft?: Path | ValueDescription;
  /** What `proof-required` asks for. */
  readonly proof?: ProofKind;
}

/** One HTTP call. */
export interface StepDescription {
  /** Default `POST`. */
  readonly method?: HttpRequest['method'];
  /** Below the endpoint. Each part between slashes is encoded after its placeholders are filled. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. A text that is nothing but one placeholder becomes its value, of whatever type. */
  readonly body?: Json;
  readonly success?: SuccessDescription;
  /**
   * What the answer holds, by the names that each call lists. Other names may be chosen freely: they are placeholders
   * in the steps and calls that follow for the same challenge or enrolment.
   */
  readonly result?: Readonly<Record<string, Path | ValueDescription>>;
  /** Looked at before the errors of the whole description. */
  readonly errors?: ErrorsDescription;
}

/** Several steps are taken one after the other. */
export type CallDescription = StepDescription | readonly StepDescription[];

export interface OtpDescription {
  readonly channels: readonly Channel[];
  /** The backend's names for them, for `{channel}`. */
  readonly names?: Readonly<Partial<Record<Channel, string>>>;
  /** How many characters a code has. Default 6. */
  readonly codeLength?: number;
  /** Seconds for which a code is good, where no answer tells. */
  readonly expiresIn?: number;
  /** The challenge is no secret, so it may outlive a reload in session storage. Default false. */
  readonly resumable?: boolean;
  /**
   * Sends a code. `{channel}`, `{destination}`, `{deviceName}`; gives `id`, `destination` (masked), `codeLength`,
   * `expiresAt`, `resendAt`, `attemptsLeft`. Without it nothing is asked for, as with most authenticator apps.
   */
  readonly request?: CallDescription;
  /** Sends another. As `request`, and `{id}`; gives a new `id`, or keeps the one before. Default: `request` again. */
  readonly resend?: CallDescription;
  /** Checks a code. `{id}`, `{channel}`, `{deviceName}`, `{code}`, `{rememberDevice}`; gives `session`. */
  readonly verify: CallDescription;
}

export interface RestDescription {
  /** By channel, in the order in which they are offered. */
  readonly otp?: readonly OtpDescription[];
  /** Pairing of authenticator apps. */
  readonly totp?: {
    /** `{deviceName}`, `{password}`; gives `secret` or `uri`, and `id`, `expiresAt`, `recoveryCodes`. */
    readonly enroll: CallDescription;
    /** `{id}`, `{deviceName}`, `{code}`; gives `session`. */
    readonly activate: CallDescription;
    /** `{id}`, `{deviceName}`. */
    readonly cancel?: CallDescription;
  };
  /** What the person has set up. */
  readonly factors?: {
    /**
     * Gives `items`, the list, and of each of its entries: `id`, `kind`, `name`, `destination` (masked), `createdAt`,
     * `active` (default true), `removable` (default true).
     */
    readonly list: CallDescription;
    /** The backend's names of kinds, and `*` for all others. Kinds that are not named are left out. */
    readonly kinds?: Readonly<Record<string, FactorKind>>;
    /** `{id}`, `{kind}` (the backend's name), `{deviceName}`, `{password}`. */
    readonly remove?: CallDescription;
  };
  readonly recovery?: {
    /** `{code}`, `{rememberDevice}`; gives `session`. */
    readonly verify?: CallDescription;
    /** `{password}`; gives `codes`. */
    readonly regenerate?: CallDescription;
  };
  readonly errors?: ErrorsDescription;
}
