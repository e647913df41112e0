import type { Call, GatewayParts, Outcome } from './call.js';
import type { Guard } from './guard.js';
import type { GatewayLogger, MfaIdentity } from './options.js';
import { Refusal, StoreUnavailable } from './refusal.js';
import type { TrustAction } from './router.js';
import { TrustedDevices } from './trusted-devices.js';
import type { DeviceTrust, TrustedDeviceOptions } from './trusted-options.js';

/** What the gateway does with trusted devices; nothing anywhere in it where they are not switched on. */
export interface TrustParts {
  readonly lifetimeMs: number | undefined;
  readonly remember: (request: Request, identity: MfaIdentity) => Promise<string | undefined>;
  readonly check: (request: Request, identity: Pick<MfaIdentity, 'userName'>) => Promise<DeviceTrust>;
  readonly forgetOf: (userName: string) => Promise<void>;
  readonly actions: Readonly<Record<TrustAction, (call: Call) => Promise<Outcome>>>;
}

export function createDeviceTrust(
  parts: GatewayParts,
  guard: Guard,
  log: GatewayLogger,
  options: TrustedDeviceOptions | undefined,
): TrustParts {
  const devices = options && new TrustedDevices(parts, guard, log, options);
  const act = (run: (devices: TrustedDevices) => Promise<Outcome>): Promise<Outcome> =>
    devices ? run(devices) : Promise.reject(new Refusal(404, 'There is nothing here'));
  return {
    lifetimeMs: devices?.settings.lifetimeMs,
    async remember(request, identity) {
      try {
        return await devices?.trust(request, identity);
      } catch (error) {
        // The code was right, and is used up: what comes after must not take that back.
        const message = `The device was not remembered: ${error instanceof Error ? error.name : 'not an error'}`;
        log({ event: 'failed', level: 'error', code: 'server', userName: identity.userName, message });
        return undefined;
      }
    },
    async check(request, identity) {
      const no: DeviceTrust = { isTrusted: false, headers: new Headers() };
      try {
        return (await devices?.check(request, identity)) ?? no;
      } catch (error) {
        // It is noted already. Who cannot be recognised shows a second factor.
        if (error instanceof StoreUnavailable) return no;
        throw error;
      }
    },
    forgetOf: (userName) => devices?.forgetOf(userName) ?? Promise.resolve(),
    actions: {
      'list-trusted': (call) => act((one) => one.list(call)),
      'forget-trusted': (call) => act((one) => one.forget(call)),
      'forget-all-trusted': (call) => act((one) => one.forgetAll(call)),
    },
  };
}
