import type { Clock } from '../core/clock.js';
import type { FactorChange } from './factor-change.js';
import type { KeyMaker } from './keys.js';
import type { GatewayLimits } from './limits.js';
import type { GatewayOptions, MfaIdentity } from './options.js';
import type { MfaStore } from './store.js';
import type { Upstream } from './upstream.js';

/** What every part of the gateway works with. */
export interface GatewayParts {
  readonly store: MfaStore;
  readonly keys: KeyMaker;
  readonly limits: GatewayLimits;
  readonly clock: Clock;
  readonly upstream: Upstream;
  /** Whether the options say for which site passkeys are. */
  readonly hasPasskeys: boolean;
  readonly onVerified: GatewayOptions['onVerified'];
}

/** One request on its way through the gateway, once it is known whose it is. */
export interface Call {
  readonly request: Request;
  readonly identity: MfaIdentity;
  readonly address: string | undefined;
  /** The authId or the device's name in the path. */
  readonly id: string;
}

/** What a call comes to: a success, before it is an answer. */
export interface Outcome {
  readonly status: 200 | 201 | 204;
  readonly body?: unknown;
  /** Of the application. */
  readonly headers?: HeadersInit | undefined;
  /** What of the account it has changed. */
  readonly change?: FactorChange | undefined;
}
