/**
 * How a backend that nobody here has seen is described: plain data, which may come out of a JSON file.
 *
 * Texts of a request may hold `{placeholders}`. In every call: `{userName}`, `{phoneNumber}`, `{email}`, `{apiKey}`,
 * `{accessToken}`, `{smsTemplate}`, `{emailTemplate}` of the page's options, what the page has put into `more`, and what
 * `login` has kept. What else there is stands with each call. A text whose placeholder has no value is left out,
 * together with its name; `{name?}` is one that a page need not give.
 *
 * What a call can do follows from what it mentions: `{destination}` makes the elements ask for one, `{deviceName}` for
 * a name, `{rememberDevice}` offers to trust the device, `{factor}` has the person's factors listed first; and
 * `{password}`, `{captcha}` and `{stepUp}` make a call want that proof.
 */
import type { Channel, FactorKind, MessageChannel, ProofKind } from '../../core/client.js';
import type { HttpRequest } from '../../core/http.js';
import type { MfaErrorCode } from '../../core/mfa-error.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * Where a value is in an answer, as a dotted path: `data.items.0.id`, `factors[status=verified][type=totp].id`,
 * `nodes[attributes.name=csrf_token].attributes.value`. A name after a list means the list's first entry, `*` all of
 * them; the empty path is the whole answer. Of `code|error.code` the first that is there counts.
 */
export type Path = string;

export interface ValueDescription {
  readonly path: Path;
  /**
   * What a time's number means; without it: epoch milliseconds, or ISO 8601 where it is text. Or `json`, for a text
   * that is JSON.
   */
  readonly as?: 'epoch-s' | 'in-s' | 'in-ms' | 'json';
  /** A number that is to be taken off: attempts made, off those allowed. */
  readonly minus?: Path;
  /** The value is then whether it is one of these. */
  readonly equals?: readonly (string | number | boolean)[];
  /** What counts where nothing is there. */
  readonly default?: Json;
}

/** A value told by which key exists: that of the first path that leads to something. */
export interface KeyDescription {
  readonly has: Readonly<Record<Path, string | number | boolean>>;
  /** What counts where nothing is there. */
  readonly default?: Json;
}

export type Described = Path | ValueDescription | KeyDescription;

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
  /** What the backend's codes mean. A code that ends with `*` stands for all that begin so. */
  readonly codes?: Readonly<Record<string, MfaErrorCode>>;
  /** What HTTP statuses mean, where the code does not tell. */
  readonly statuses?: Readonly<Record<string, MfaErrorCode>>;
  /** Where the backend's text for people is. It is shown only where the page asks for it. */
  readonly message?: Path;
  /** When to try again; a number is seconds from now, unless `as` says otherwise. */
  readonly retryAfter?: Described;
  readonly attemptsLeft?: Described;
  /** What `proof-required` asks for. Default `password`. `step-up` needs the description's `stepUp`. */
  readonly proof?: Exclude<ProofKind, 'security-questions'>;
}

/** One HTTP call. */
export interface StepDescription {
  /** Default `POST`. */
  readonly method?: HttpRequest['method'];
  /** Below the endpoint. Each part between slashes is encoded after its placeholders are filled; colons stay. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Sent as JSON, or as a form where the `content-type` among the headers is `application/x-www-form-urlencoded`. A text
   * that is nothing but one placeholder becomes its value, of whatever type.
   */
  readonly body?: Json;
  /**
   * The step is left out unless this placeholder has a value (`ticket`), or that very value (`kind=sms`).
   */
  readonly if?: string;
  readonly success?: SuccessDescription;
  /**
   * What the answer holds, by the names that each call lists. Other names may be chosen freely: they are placeholders
   * in the steps and calls that follow for the same challenge or enrolment. `accessToken` is a token that takes the
   * place of the page's, until the page has another one; a name that `login` keeps is renewed.
   */
  readonly result?: Readonly<Record<string, Described>>;
  /** Looked at before the errors of the whole description. */
  readonly errors?: ErrorsDescription;
}

/** Several steps are taken one after the other. */
export type CallDescription = StepDescription | readonly StepDescription[];

/** What is told of a code that is sent, where no answer tells. */
export interface CodeDescription {
  /** The backend's names for the channels, for `{channel}`. */
  readonly names?: Readonly<Partial<Record<Channel, string>>>;
  /** How many characters a code has. Default 6. */
  readonly codeLength?: number;
  /** Seconds for which a code is good, where no answer tells. */
  readonly expiresIn?: number;
}

export interface OtpDescription extends CodeDescription {
  readonly channels: readonly Channel[];
  /** The challenge is no secret, so it may outlive a reload in session storage. Default false. */
  readonly resumable?: boolean;
  /**
   * Sends a code. `{channel}`, `{factor}` (the id of the one that is asked), `{destination}`, `{deviceName}`; gives
   * `id`, `destination` (masked), `codeLength`, `expiresAt`, `resendAt`, `attemptsLeft`. Without it nothing is asked
   * for, as with most authenticator apps.
   */
  readonly request?: CallDescription;
  /**
   * Sends another. As `request`, and `{id}`; gives a new `id`, or keeps the one before. Default: `request` again.
   * `false` where there is none, and the person has to sign in again for it.
   */
  readonly resend?: CallDescription | false;
  /**
   * Checks a code. `{id}`, `{channel}`, `{factor}`, `{destination}`, `{deviceName}`, `{code}`, `{rememberDevice}`; gives
   * `session`.
   */
  readonly verify: CallDescription;
}

/** Sets up a phone number or an address. */
export interface DestinationDescription extends CodeDescription {
  readonly channels: readonly MessageChannel[];
  /** Sends a code to it. `{channel}`, `{destination}`; gives what an `otp` request gives. */
  readonly enroll: CallDescription;
  /** Checks that code. `{id}`, `{channel}`, `{destination}`, `{code}`; gives `session`. */
  readonly confirm: CallDescription;
}

/** Passkeys. What goes to the browser and what comes from it is the standard's JSON (WebAuthn Level 3). */
export interface PasskeysDescription {
  /** Asks for one that the person has. */
  readonly use?: {
    /**
     * Gives `options`, what `navigator.credentials.get()` is to be asked: an object, or a text with JSON in it, whose byte
     * strings are base64url. And `id`, `expiresAt`.
     */
    readonly begin: CallDescription;
    /** `{id}`, `{answer}` (an object) or `{answerJson}` (the same as a text), `{rememberDevice}`; gives `session`. */
    readonly verify: CallDescription;
  };
  /** Adds one. */
  readonly create?: {
    /** `{deviceName}`, its name; gives `options`, for `navigator.credentials.create()`, and `id`, `expiresAt`. */
    readonly begin: CallDescription;
    /** `{id}`, `{answer}` or `{answerJson}`, `{deviceName}`; gives `session`. */
    readonly activate: CallDescription;
    /** Takes back what was begun. `{id}`. */
    readonly cancel?: CallDescription;
  };
}

/** Where the values of one factor are in its entry of a list. */
export interface FactorDescription {
  /** Default: the name, else the backend's word for the kind. */
  readonly id?: Described;
  /** The backend's word for what it is. Default: the entry, where that is a text. */
  readonly kind?: Described;
  readonly name?: Described;
  /** Masked. */
  readonly destination?: Described;
  readonly createdAt?: Described;
  /** Default true. */
  readonly active?: Described;
  /** Default true. */
  readonly removable?: Described;
}

/** The backend's words for kinds; one that ends with `*` stands for all that begin so. Kinds that are not named are left out. */
export type KindsDescription = Readonly<Record<string, FactorKind>>;

export interface FactorsDescription {
  /**
   * Gives `items`, the list; and where it is known `required` (whether one has to stay), `requiredFrom` (from when on,
   * where that is yet to come) and `addable`, a list of what may be set up, as entries or as words for kinds.
   */
  readonly list: CallDescription;
  /** Where things are in each entry of the list. */
  readonly item?: FactorDescription;
  readonly kinds?: KindsDescription;
  /** `{id}`, `{kind}` (the backend's word), `{deviceName}`. */
  readonly remove?: CallDescription;
  /** `{id}`, `{kind}`, `{deviceName}` (the name before), `{newName}`. */
  readonly rename?: CallDescription;
}

/** What the first step of a sign-in gave: the page hands it to `challenge.login`. */
export interface LoginDescription {
  /** What the second step is begun with, where that is a call of its own; its results count as those of the login. */
  readonly request?: CallDescription;
  /** When nothing is left to be done, because the first step was enough. Default: never. */
  readonly done?: Omit<SuccessDescription, 'status'>;
  /**
   * `items`, the list of factors that can be used (default: that of `factors`), `enrollable`, a list of what may be set
   * up, `required`, `requiredFrom` (from when on, where that is yet to come), `sent` (the word for the kind of which a code is on its way already) and its `destination`,
   * `expiresAt` (of the whole sign-in), and `session` for when it is `done`.
   *
   * Other names may be chosen freely, for a ticket for example: they are placeholders in all later calls, until a right
   * code has ended the sign-in.
   */
  readonly result?: Readonly<Record<string, Described>>;
  /** Where things are in each entry of the list. Default: that of `factors`. */
  readonly item?: FactorDescription;
  /** Default: those of `factors`. */
  readonly kinds?: KindsDescription;
}

/** Recovery codes. */
export interface RecoveryDescription {
  /** `{code}`, `{rememberDevice}`; gives `session`. */
  readonly verify?: CallDescription;
  /** Gives `codes`. */
  readonly regenerate?: CallDescription;
}

/** How a person proves in the middle of a session that it is them. Each `verify` may give `stepUp`, the proof. */
export interface StepUpDescription {
  readonly otp?: readonly OtpDescription[];
  readonly recovery?: Pick<RecoveryDescription, 'verify'>;
}

/** Devices on which the person is not asked for a second factor. */
export interface TrustedDevicesDescription {
  /** Gives `items`. */
  readonly list: CallDescription;
  readonly item: {
    readonly id: Described;
    readonly name?: Described;
    readonly place?: Described;
    readonly lastUsedAt?: Described;
    readonly expiresAt?: Described;
    /** Whether it is the one in the person's hands. */
    readonly isThis?: Described;
  };
  /** `{id}`. */
  readonly remove?: CallDescription;
  readonly removeAll?: CallDescription;
}

export interface RestDescription {
  /** Where the JSON schema of descriptions is, for editors. */
  readonly $schema?: string;
  /** By channel, in the order in which they are offered. */
  readonly otp?: readonly OtpDescription[];
  /** Setting up of phone numbers and addresses, by channel. */
  readonly destinations?: readonly DestinationDescription[];
  /** Pairing of authenticator apps. */
  readonly totp?: {
    /** `{deviceName}`; gives `secret` or `uri`, and `id`, `expiresAt`, `recoveryCodes`. */
    readonly enroll: CallDescription;
    /** `{id}`, `{deviceName}`, `{code}`; gives `session`. */
    readonly activate: CallDescription;
    /** `{id}`, `{deviceName}`. */
    readonly cancel?: CallDescription;
  };
  readonly passkeys?: PasskeysDescription;
  /** What the person has set up. */
  readonly factors?: FactorsDescription;
  readonly recovery?: RecoveryDescription;
  readonly trustedDevices?: TrustedDevicesDescription;
  /** Seconds for which a device is trusted, for backends with `{rememberDevice}`. Default: nothing is said of it. */
  readonly remembersDevicesFor?: number;
  readonly login?: LoginDescription;
  readonly stepUp?: StepUpDescription;
  readonly errors?: ErrorsDescription;
}
