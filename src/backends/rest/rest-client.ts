import type { BackendOptions } from '../../core/backend-registry.js';
import type { FactorKeeper, MfaClient } from '../../core/client.js';
import { checkDescription } from './check-description.js';
import type { RestDescription } from './description.js';
import { createMemory } from './memory.js';
import { destinationRole } from './roles/destination-role.js';
import { factorRole } from './roles/factor-role.js';
import { KnownFactors } from './roles/known-factors.js';
import { keptNames, loginRole } from './roles/login-role.js';
import { otpRole } from './roles/otp-role.js';
import { passkeyRole } from './roles/passkey-role.js';
import { pushRole } from './roles/push-role.js';
import { recoveryRole } from './roles/recovery-role.js';
import { stepUpClient } from './roles/step-up-role.js';
import { totpRole } from './roles/totp-role.js';
import { trustedDeviceRole } from './roles/trusted-device-role.js';
import { createRunner } from './runner.js';

export interface RestOptions extends BackendOptions {
  /** What the backend is like: an object, or its JSON. */
  description: RestDescription | string;
}

/**
 * A client made from a description. It has the roles whose calls are described, and no others. Every method rejects
 * with MfaError.
 *
 * @throws MfaError `misconfigured` where the description is not right; its message names each mistake.
 */
export function createRestClient(options: BackendOptions): MfaClient {
  const description = checkDescription(options.description, Object.keys(options.more ?? {}));
  const {
    otp,
    destinations,
    totp,
    passkeys,
    push,
    factors,
    recovery,
    trustedDevices,
    login,
    stepUp,
    errors,
  } = description;
  const { remembersDevicesFor } = description;
  const { accessToken } = options;
  const memory = createMemory(keptNames(description), () =>
    typeof accessToken === 'function' ? accessToken() : accessToken,
  );
  const runner = createRunner(options, errors, memory);
  const facts: MfaClient = {
    get clockSkewMs() {
      return runner.clockSkewMs;
    },
  };
  const known: KnownFactors = new KnownFactors((rest) => keeper?.listFactors(rest) ?? Promise.resolve([]));
  const keeper: FactorKeeper | undefined = factors && factorRole(factors, runner, known);
  const client: MfaClient = {
    ...(otp && otpRole(otp, runner, known)),
    ...(remembersDevicesFor !== undefined && { remembersDevicesForMs: remembersDevicesFor * 1000 }),
    ...(destinations && destinationRole(destinations, runner)),
    ...(totp && totpRole(totp, runner)),
    ...(passkeys && passkeyRole(passkeys, runner)),
    ...(push && pushRole(push, runner, known)),
    ...keeper,
    ...(recovery && recoveryRole(recovery, runner)),
    ...(trustedDevices && trustedDeviceRole(trustedDevices, runner)),
    ...(login && loginRole(login, description, runner, known, keeper?.listFactors)),
    ...(stepUp && {
      stepUp: () => withFacts(facts, stepUpClient(stepUp, factors, runner, known, keeper?.listFactors)),
    }),
  };
  return withFacts(facts, client);
}

/** The same client, with what is told of it as getters. */
function withFacts(facts: MfaClient, client: MfaClient): MfaClient {
  return Object.defineProperties(client, Object.getOwnPropertyDescriptors(facts));
}
