import type { SandboxOptions } from '../../src/sandbox/index.js';
import { BRAND } from './brand.js';
import { demoTenant } from './loginradius/people.js';

/** Who is signed in to the pretend site, as the sandbox knows it from the site's session. */
export const ALEX = { userName: 'alex', phoneNumber: '+12025550406', email: 'alex@example.com' } as const;

export const CODE_LIFETIME_MS = 300_000;

/** The sandbox of the demo, whether it runs in the development server or in the page. */
export const DEMO_SANDBOX: SandboxOptions = {
  identify: () => ({ ...ALEX, mayManageDevices: true }),
  controls: true,
  trustedDevices: {},
  settings: {
    tellsTimes: true,
    host: 'localhost',
    brand: BRAND,
    codeLifetimeMs: CODE_LIFETIME_MS,
    loginRadius: demoTenant('required'),
  },
};
