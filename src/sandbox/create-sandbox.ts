import { systemClock } from '../core/clock.js';
import { ciamRoutes } from './ciam/ciam-routes.js';
import { TokenIssuer } from './ciam/token-issuer.js';
import { controlRoutes, type SandboxControls } from './controls.js';
import { corsHeaders, preflight } from './cors.js';
import { applyFaults, type Faults } from './faults.js';
import { loginRadius } from './loginradius/loginradius-routes.js';
import { problem } from './messages.js';
import { DEFAULT_CLIENTS, DEFAULT_SETTINGS, type SandboxOptions, type SandboxSettings } from './options.js';
import { OtpService } from './otp-service.js';
import { Outbox } from './outbox.js';
import type { PasskeySite } from './passkey-library.js';
import { Passkeys } from './passkeys.js';
import { Pushes } from './pushes.js';
import { systemRandomBytes } from './random.js';
import { route, type Route } from './router.js';
import { TotpService } from './totp-service.js';
import { TrustedDevices } from './trusted-devices.js';

export interface Sandbox extends SandboxControls {
  /** The whole backend as one handler. Bound, and takes what `fetch` takes: it can be a client's `fetch`. */
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
}

/**
 * A complete MFA backend in memory: real codes, real authenticators, an outbox instead of an SMS bill.
 *
 * Paths below `basePath`: `/ciam-mfa/v2` and `/ciam-mfa/v1` for trusted callers with an access token; `/mfa` for pages,
 * where `identify` is given; `/identity/v2` and `/ciam/appinfo` as LoginRadius has them; `/sandbox` for its controls,
 * where `controls` is set.
 *
 * @example
 * const sandbox = createSandbox({ identify: () => ({ userName: 'jdoe', phoneNumber: '+12025550406' }) });
 * const client = new CiamClient({ endpoint: '/mfa', fetch: sandbox.fetch });
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { clock = systemClock, randomBytes = systemRandomBytes, basePath = '', allowOrigins = [] } = options;
  const settings: SandboxSettings = { ...DEFAULT_SETTINGS, ...options.settings };
  const outbox = new Outbox(settings, clock, randomBytes, options.onMessage);
  const totp = new TotpService(settings, clock, randomBytes);
  const otp = new OtpService(settings, clock, randomBytes, outbox, totp);
  const tokens = new TokenIssuer(options.clients ?? DEFAULT_CLIENTS, settings, clock, randomBytes);
  const passkeys = new Passkeys(clock, randomBytes, options.passkeys?.library);
  const pushes = new Pushes(settings, clock, randomBytes);
  const trusted = options.trustedDevices && new TrustedDevices(clock, randomBytes, options.trustedDevices);
  const site = (request: Request): PasskeySite => {
    const { hostname, origin } = new URL(request.url);
    return { rpId: hostname, rpName: settings.brand, origins: [origin], ...options.passkeys };
  };
  const routes = ciamRoutes(
    { settings, clock, randomBytes, otp, totp, passkeys, site, tokens },
    options.identify,
    trusted,
  );
  const lr = loginRadius({ settings, clock, randomBytes, otp, totp, passkeys, pushes, site });
  let controls: Route[] = [];
  let faults: Faults = {};

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const notFound = (): Response => problem(404, 'not-found', 'There is nothing here');
    if (!url.pathname.startsWith(`${basePath}/`)) return notFound();
    const path = url.pathname.slice(basePath.length);
    return (
      preflight(request) ??
      (await route(controls, request, url, path)) ??
      (await applyFaults(faults, request, path, clock)) ??
      (await route(routes, request, url, path)) ??
      // Upper and lower case are one there.
      (await route(lr.routes, request, url, path.toLowerCase())) ??
      notFound()
    );
  }

  const sandbox: Sandbox = {
    outbox: outbox.messages,
    settings,
    async fetch(input, init) {
      const request = new Request(input, init);
      const response = await answer(request);
      const headers = {
        date: new Date(clock.now()).toUTCString(),
        'cache-control': 'no-store',
        ...corsHeaders(request, allowOrigins),
      };
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
      return response;
    },
    clearOutbox: () => outbox.clear(),
    setFaults: (next) => (faults = next),
    expireCodes() {
      otp.expireAll();
      passkeys.expireAll();
    },
    lock: (userName, seconds) => otp.limiter.lock(userName, seconds * 1000),
    addAuthenticator(userName, deviceName) {
      const { secret } = totp.seed(userName, deviceName);
      return { deviceName, secret };
    },
    addPasskey: (userName, name, spelling) => passkeys.add(userName, name, spelling),
    get pushes() {
      return pushes.pending;
    },
    addPushPhone: (userName) => pushes.add(userName),
    scanPushCode: (code) => pushes.scan(code),
    approvePush: (id) => pushes.answer(id, 'approved'),
    denyPush: (id) => pushes.answer(id, 'denied'),
    isTrustedDevice: (request, userName) => trusted?.isTrusted(request, userName) === true,
    authenticatorCode(userName, deviceName) {
      const device = totp.list(userName).find(({ name }) => name === deviceName);
      return device && totp.currentCode(device);
    },
    reset() {
      outbox.clear();
      otp.reset();
      totp.reset();
      passkeys.reset();
      pushes.reset();
      trusted?.reset();
      tokens.reset();
      lr.reset();
      faults = {};
    },
  };
  if (options.controls) controls = controlRoutes(sandbox);
  return sandbox;
}
