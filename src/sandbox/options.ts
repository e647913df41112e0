import type { Clock } from '../core/clock.js';
import type { LoginRadiusSettings } from './loginradius/lr-settings.js';
import type { OutboxMessage } from './outbox.js';
import type { PasskeyLibrary } from './passkey-library.js';
import type { RandomBytes } from './random.js';
import type { SandboxTrustedDevices } from './trusted-devices.js';

/** Who a request comes from, as the application's session knows it. */
export interface SandboxIdentity {
  userName: string;
  /** E.164. Without it this person gets no text messages. */
  phoneNumber?: string;
  email?: string;
  /** Whether this person may add and remove authenticators, as the gateway asks it. Default false. */
  mayManageDevices?: boolean;
}

/** What may be changed while the sandbox runs. Times in milliseconds. */
export interface SandboxSettings {
  /** Digits of a sent code. Default 6, which is all that the CIAM contract knows. */
  codeLength: number;
  /** How long a sent code is good. Default 5 minutes. */
  codeLifetimeMs: number;
  /** How long a challenge for an authenticator app is open, and a new authenticator may wait for its first code. Default 30 minutes. */
  totpLifetimeMs: number;
  /** Wrong codes in a row per user until the account is locked. A resend does not reset them, a right code does. Default 5. */
  maxAttempts: number;
  /** How long a locked account stays so. Default 15 minutes. */
  lockMs: number;
  /** Time between two messages to one user over one channel. Default 0: the CIAM contract has no throttle. */
  cooldownMs: number;
  /** Authenticators per user. Default 5. */
  maxDevices: number;
  /** How long an access token is good. Default 7,199 s. */
  tokenLifetimeMs: number;
  /** Whether answers also carry a gateway's extensions: times, attempts left, masked destination. Default false, as the vendor. */
  tellsTimes: boolean;
  /** The host in the last line of a text message, to which browsers bind the code. Default `localhost`. */
  host: string;
  /** Who the messages are from. Default `Pretend Bank`. */
  brand: string;
  /** The templates that exist. Default undefined: any does. */
  templates?: readonly string[] | undefined;
  /** The users that exist. Default undefined: any does. */
  users?: readonly string[] | undefined;
  /** The tenant of the LoginRadius contract. What is absent here is as in `LR_DEFAULTS`. */
  loginRadius?: Partial<LoginRadiusSettings>;
}

/** An application that may get access tokens. */
export interface SandboxClient {
  id: string;
  secret: string;
}

export interface SandboxPasskeys {
  /** What checks them: `import * as library from '@simplewebauthn/server'`, which runs in browsers too. */
  library: PasskeyLibrary;
  /** Their domain, for the gateway under `/mfa` and for LoginRadius. Default: the host of the request. */
  rpId?: string;
  /** Default: the brand of the settings. */
  rpName?: string;
  /** The origins of the pages that may ask for them. Default: the origin of the request. */
  origins?: readonly string[];
}

export interface SandboxOptions {
  settings?: Partial<SandboxSettings>;
  /**
   * Turns on the routes of a gateway under `/mfa`: they need no access token, take the person from here and ignore what
   * the page says of them. Nothing means that nobody is signed in.
   */
  identify?: (request: Request) => SandboxIdentity | undefined | Promise<SandboxIdentity | undefined>;
  /** What precedes the sandbox's own paths. Default ''. */
  basePath?: string;
  /** Other origins whose pages may call. Default none. */
  allowOrigins?: readonly string[];
  /** Whether `/sandbox/…` answers: outbox, faults, locks. Never on a host that others reach. Default false. */
  controls?: boolean;
  /** Default one: `sandbox` with the secret `sandbox-secret`. */
  clients?: readonly SandboxClient[];
  /** Lets people make passkeys and use them. Without it, those that the controls give are listed and removed. */
  passkeys?: SandboxPasskeys;
  /** Lets the gateway under `/mfa` remember devices. Default: it remembers none. */
  trustedDevices?: SandboxTrustedDevices;
  clock?: Clock;
  /** Default: the platform's. */
  randomBytes?: RandomBytes;
  /** Told of each message when it is sent. */
  onMessage?: (message: OutboxMessage) => void;
}

const MINUTE = 60_000;

export const DEFAULT_SETTINGS: Readonly<SandboxSettings> = {
  codeLength: 6,
  codeLifetimeMs: 5 * MINUTE,
  totpLifetimeMs: 30 * MINUTE,
  maxAttempts: 5,
  lockMs: 15 * MINUTE,
  cooldownMs: 0,
  maxDevices: 5,
  tokenLifetimeMs: 7_199_000,
  tellsTimes: false,
  host: 'localhost',
  brand: 'Pretend Bank',
};

export const DEFAULT_CLIENTS: readonly SandboxClient[] = [{ id: 'sandbox', secret: 'sandbox-secret' }];
