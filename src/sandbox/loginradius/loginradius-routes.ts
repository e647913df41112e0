import type { Clock } from '../../core/clock.js';
import type { SandboxSettings } from '../options.js';
import type { OtpService } from '../otp-service.js';
import type { PasskeySite } from '../passkey-library.js';
import type { Passkeys } from '../passkeys.js';
import type { Pushes } from '../pushes.js';
import type { RandomBytes } from '../random.js';
import type { Route } from '../router.js';
import type { TotpService } from '../totp-service.js';
import { accountRoutes, manageRoutes } from './account-routes.js';
import { loginAccountRoutes } from './login-account-routes.js';
import { loginRoutes } from './login-routes.js';
import type { LrContext } from './lr-context.js';
import { LrDirectory } from './lr-directory.js';
import { lrSettings } from './lr-settings.js';
import { LrStore } from './lr-store.js';
import { passkeyRoutes } from './passkey-routes.js';
import { pushRoutes } from './push-routes.js';
import { reauthRoutes } from './reauth-routes.js';
import { secondFactorRoutes } from './second-factor-routes.js';

export interface LoginRadiusSandbox {
  /** Patterns in lower case: the path has to be, too (B.0). */
  readonly routes: readonly Route[];
  reset(): void;
}

/** LoginRadius under its own paths, `/identity/v2` and `/ciam/appinfo` (contract B), on the services of the sandbox. */
export function loginRadius(services: {
  settings: SandboxSettings;
  clock: Clock;
  randomBytes: RandomBytes;
  otp: OtpService;
  totp: TotpService;
  passkeys: Passkeys;
  pushes: Pushes;
  site: (request: Request) => PasskeySite;
}): LoginRadiusSandbox {
  const { settings, clock, randomBytes, otp, totp, passkeys, pushes, site } = services;
  const directory = new LrDirectory(() => lrSettings(settings), randomBytes);
  const store = new LrStore(clock, randomBytes);
  const context: LrContext = { settings, clock, otp, totp, passkeys, pushes, site, directory, store };
  return {
    routes: [
      ...loginRoutes(context),
      ...loginAccountRoutes(context),
      ...secondFactorRoutes(context),
      ...passkeyRoutes(context),
      ...pushRoutes(context),
      ...accountRoutes(context),
      ...reauthRoutes(context),
      ...manageRoutes(context),
    ],
    reset() {
      directory.reset();
      store.reset();
    },
  };
}
