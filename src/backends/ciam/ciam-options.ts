import type { BackendOptions } from '../../core/backend-registry.js';
import type { CallOptions } from '../../core/client.js';

export interface CiamOptions extends BackendOptions {
  /**
   * Base URL. Towards a gateway (no `userName`) it is used as it is: `/mfa` gives `/mfa/deviceAuthentications`.
   * For a trusted caller `/ciam-mfa/v2` is appended, unless the path names a version already; `/ciam-mfa/v1` speaks v1.
   */
  endpoint: string;
  /**
   * Set only by a trusted caller, which holds the API's bearer token in `headers`: the API rings whichever phone it is
   * told to. Absent, the client sends no identity at all, and the gateway takes it from the session.
   */
  userName?: string;
  /**
   * For how many milliseconds a gateway remembers devices that people trust. It says so itself with each answer: set it
   * where a page has to offer that before the first one, as with nothing but the field for an app's code. Not for the
   * API itself, which remembers none.
   */
  remembersDevicesForMs?: number;
  /**
   * Passkeys. Towards a gateway they are offered unless this is `false`: the gateway knows the rest. For a trusted caller
   * they are offered where this says for which site; the API also wants the person's `email` for a new one.
   */
  passkeys?: PasskeySite | boolean;
}

/** For whom passkeys are (WebAuthn's relying party), and where they may be used. */
export interface PasskeySite {
  /** The domain of the passkeys: `bank.example` serves `login.bank.example` too. Cannot be changed once there are some. */
  rpId: string;
  /** What the browser shows. Default: the `rpId`. */
  rpName?: string;
  /** The origins of the pages that ask for them, `https://login.bank.example`. */
  origins: readonly string[];
}

export interface DeviceListOptions extends CallOptions {
  /** What is asked for. Default: all that there is. */
  kind?: 'totp' | 'passkey';
}
