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
}

export interface DeviceListOptions extends CallOptions {
  /** What is asked for. Default: all that there is. */
  kind?: 'totp' | 'passkey';
}
