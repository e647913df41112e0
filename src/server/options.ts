import type { PasskeySite } from '../backends/ciam/ciam-options.js';
import type { Channel, FactorKind } from '../core/client.js';
import type { Clock } from '../core/clock.js';
import type { MfaErrorCode } from '../core/mfa-error.js';
import type { FactorChange } from './factor-change.js';
import type { SupportDesk } from './desk-options.js';
import type { GatewayLimitOptions } from './limits.js';
import type { MfaStore } from './store.js';
import type { DeviceTrust, TrustedDeviceOptions } from './trusted-options.js';

/** Who is signed in, as the application's own session knows it. Nothing of it is ever taken from the page. */
export interface MfaIdentity {
  /** Of the session: what was started in one cannot be ended in another. Kept only as a hash. */
  sessionId: string;
  /** What the MFA API calls this person. */
  userName: string;
  /** Where text messages go. Without it there are none. */
  phoneNumber?: string;
  email?: string;
  /**
   * Whether this session may add and remove authenticator apps and passkeys. Default false. True says that no second factor is owed:
   * the person has shown one in this session, or has none. Else a stolen password is enough to pair another phone, and
   * to pass with it.
   */
  mayManageDevices?: boolean;
  /**
   * From when on this person needs a second factor, in epoch milliseconds. Until then the page lets them go on without
   * one, and says by when it has to be set up. Absent: they need one. The application itself has to hold to it.
   */
  requiredFrom?: number;
}

/** Whose account was changed. At the support desk nothing is known but the UID, which is the `userName`. */
export type ChangedAccount = Pick<MfaIdentity, 'userName'> & Partial<MfaIdentity>;

/** What a `Request` does not tell. */
export interface GatewayContext {
  /** The address of the network that the request comes from, for the limits per address. */
  address?: string | undefined;
  /** That is merely the other end of the connection: what a proxy may say in a header has not been read. Default false. */
  isPeer?: boolean;
}

/** What a person can pass with here. */
export type GatewayChannel = Channel | 'passkey';

/** Something happened, for logs and alarms. Never holds a code, secret, token, number or e-mail address. */
export interface GatewayEvent {
  event:
    | 'challenge-started'
    | 'code-verified'
    | 'code-refused'
    | 'passkey-verified'
    | 'passkey-refused'
    | 'enrollment-started'
    | 'device-activated'
    | 'device-removed'
    | 'devices-listed'
    | 'refused'
    | 'failed'
    | 'token-renewed'
    | 'token-failed'
    | 'factor-reset'
    | 'recovery-codes-made'
    | 'device-trusted'
    | 'trusted-device-used'
    /** Its cookie was copied. */
    | 'trusted-device-revoked'
    | 'trusted-devices-listed'
    | 'trusted-device-forgotten'
    | 'trusted-devices-forgotten'
    /** The application's own function for changes has failed. */
    | 'hook-failed'
    | 'proxy-unread';
  /** `error` wants somebody to look: the gateway, its store or its backend is in trouble. */
  level: 'info' | 'warn' | 'error';
  /** Of whom it is about; at the support desk the UID. */
  userName?: string;
  address?: string;
  channel?: GatewayChannel;
  /** Who of the support desk did it, as `agentOf` says. */
  agent?: string;
  /** What was reset. */
  factor?: FactorKind;
  /** Why it was refused or failed. */
  code?: MfaErrorCode;
  /** Of the answer. */
  status?: number;
  attemptsLeft?: number;
  /** For developers. */
  message?: string;
}

export type GatewayLogger = (event: GatewayEvent) => void;

export interface GatewayOptions {
  /** Base URL of the CIAM MFA API, with or without `/ciam-mfa/v2`. */
  upstream: string;
  /** Where access tokens come from: an OAuth 2 endpoint for client credentials. */
  tokenEndpoint: string;
  clientId: string;
  /** Goes to the token endpoint and nowhere else. Also the key of the hashes in the store: a new secret forgets the counts. */
  clientSecret: string;
  /**
   * How the token endpoint wants the secret: in the form (default, as the vendor does), as Basic authentication, or in
   * a JSON body.
   */
  clientAuthentication?: 'form' | 'basic' | 'json';
  scope?: string;
  /** Who is signed in; nothing where nobody is. */
  identify: (request: Request) => MfaIdentity | undefined | Promise<MfaIdentity | undefined>;
  /**
   * A code or a passkey was right: the application notes it in its session. The headers that it gives, such as `Set-Cookie` with a
   * new session, go into the answer. Not called when a new authenticator app or passkey is activated: that proves no second factor.
   */
  onVerified?: (
    request: Request,
    identity: MfaIdentity,
    verified: { channel: GatewayChannel },
  ) => HeadersInit | undefined | Promise<HeadersInit | undefined>;
  /**
   * Something was done to what protects an account: write to the person. Called after the fact, and not waited for; what
   * it throws is logged.
   */
  onFactorChanged?: (account: ChangedAccount, change: FactorChange) => void | Promise<void>;
  /** Remembers devices on which a person has shown a second factor, and wants none for a while. Default: none are. */
  trustedDevices?: TrustedDeviceOptions;
  /**
   * The origins of the pages that may call, `https://bank.example`. Default: the one of the request itself. Needed
   * behind a proxy that ends TLS, and for pages of another origin, which then get the CORS headers. What another site
   * sends is refused unless that site is named here.
   */
  allowedOrigins?: readonly string[];
  /** What precedes the paths. Default `/mfa`. */
  basePath?: string;
  limits?: GatewayLimitOptions;
  /** Switches on what a support desk may do at LoginRadius, below `support` of the base path. Default: there is none. */
  supportDesk?: SupportDesk;
  /** Default: in the memory of this process. */
  store?: MfaStore;
  logger?: GatewayLogger;
  /**
   * For which site passkeys are, and the origins of the pages that may use them. Default: there are none here; those
   * that the API lists can be removed, and not used. The API wants an `email` of whoever adds one.
   */
  passkeys?: PasskeySite;
  /** Names of the vendor's templates for messages. */
  smsTemplate?: string;
  emailTemplate?: string;
  /** Milliseconds for each call of the API and of the token endpoint. Default 10,000. */
  timeoutMs?: number;
  /** Lets tokens and codes go over plain HTTP to hosts other than this machine. Default false. */
  allowInsecure?: boolean;
  fetch?: typeof fetch;
  clock?: Clock;
}

export interface RecentFactorOptions {
  /** Seconds since the person has proved a second factor. Above 0, at most 43,200. Default 300. */
  maxAge?: number;
}

/** From request to response: what {@link toNodeHandler} and {@link toExpress} take. */
export type GatewayHandler = (request: Request, context?: GatewayContext) => Promise<Response>;

/** Answers the requests of the page's elements. */
export interface MfaGateway extends GatewayHandler {
  /** Forgets the failures of an account that is locked. */
  unlock(userName: string): Promise<void>;
  /**
   * Whether this person may leave the second step out here: to be asked after the first step, and before any. Its headers
   * go into the answer in either case. Never true where `trustedDevices` is not set, nor while the store is gone.
   */
  isTrustedDevice(request: Request, identity: Pick<MfaIdentity, 'userName'>): Promise<DeviceTrust>;
  /**
   * Lets a sensitive action pass only where the person has proved a second factor just now, in this very session: when they
   * signed in, or for the action itself. A device that is trusted does not count, nor does setting a factor up.
   *
   * @returns nothing, or the answer to give in place of the action's: 401 with a problem for which `withConfirmation` of the
   * page has them confirm; 401 without it where nobody is signed in; 503 while the store is gone
   * @throws MfaError `misconfigured` for a `maxAge` that cannot be; what `identify` throws
   * @example
   * const refusal = await gateway.requireRecentFactor(request, { maxAge: 120 });
   * if (refusal) return refusal;
   */
  requireRecentFactor(request: Request, options?: RecentFactorOptions): Promise<Response | undefined>;
  /** Trusts none of this person's devices any longer, at once: for a new password, for a stolen machine. */
  forgetTrustedDevices(userName: string): Promise<void>;
}
