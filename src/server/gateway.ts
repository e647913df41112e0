import { systemClock } from '../core/clock.js';
import { MfaError } from '../core/mfa-error.js';
import { Bindings } from './bindings.js';
import { meansPasskey, readBody, type Fields } from './body.js';
import type { Call, GatewayParts, Outcome } from './call.js';
import { Challenges, type ChallengeOutcome } from './challenges.js';
import { DeskGuard } from './desk-guard.js';
import { createDeviceTrust } from './device-trust.js';
import { Devices } from './devices.js';
import { factsHeaders } from './facts.js';
import { createFront } from './front.js';
import { Guard } from './guard.js';
import { checkedIdentity } from './identity.js';
import { safeLogger, type Note } from './journal.js';
import { createKeyMaker } from './keys.js';
import { deskLimits, withDefaults } from './limits.js';
import { createMemoryStore } from './memory-store.js';
import type { GatewayOptions, MfaGateway, RecentFactorOptions } from './options.js';
import { checkOrigin } from './origin.js';
import { Passkeys } from './passkeys.js';
import { RecentFactors } from './recent-factors.js';
import { matchRoute, PAGE_ROUTES, passkeyAction, takesBody, TRUST_ROUTES, type Action } from './router.js';
import { assertSafeUrl } from './safe-url.js';
import { safeStore } from './safe-store.js';
import { DESK_PATH, deskOf } from './support-desk.js';
import { createTeller } from './teller.js';
import { TokenSource } from './token-source.js';
import { Upstream } from './upstream.js';

const TIMEOUT_MS = 10_000;

/**
 * Stands between the page and the CIAM MFA API (contract A): holds the client secret and the access token, takes the
 * person from the application's session, sends and checks only as often as it should, and lets nothing else through.
 *
 * @throws MfaError `misconfigured` for options that cannot work
 * @example
 * const gateway = createMfaGateway({
 *   upstream: 'https://ciam.example', tokenEndpoint: 'https://ciam.example/ciam-mfa/v2/get/token',
 *   clientId, clientSecret, store: createRedisStore(redis),
 *   identify: (request) => sessions.of(request),
 *   onVerified: (request, { sessionId }) => ({ 'set-cookie': sessions.stepUp(sessionId) }),
 * });
 * http.createServer(toNodeHandler(gateway)).listen(8080);
 */
export function createMfaGateway(options: GatewayOptions): MfaGateway {
  const {
    identify,
    allowedOrigins,
    basePath = '/mfa',
    clock = systemClock,
    timeoutMs = TIMEOUT_MS,
  } = options;
  assertUsable(options);
  const log = safeLogger(options.logger);
  const fetch: typeof globalThis.fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
  const shared = { ...options, fetch, clock, timeoutMs };
  const parts: GatewayParts = {
    store: safeStore(options.store ?? createMemoryStore(clock), log),
    keys: createKeyMaker(options.clientSecret),
    limits: withDefaults(options.limits),
    clock,
    hasPasskeys: options.passkeys !== undefined,
    upstream: new Upstream({ ...shared, tokens: new TokenSource({ ...shared, log }) }),
    onVerified: options.onVerified,
  };
  const tell = createTeller(options.onFactorChanged, log);
  const guard = new Guard(parts);
  const bindings = new Bindings(parts);
  const trust = createDeviceTrust(parts, guard, log, options.trustedDevices);
  const recent = new RecentFactors(parts, identify, log);
  const challenges = new Challenges(parts, guard, bindings);
  const devices = new Devices(parts, guard, bindings);
  const passkeys = new Passkeys(parts, guard, bindings);
  const actions: Readonly<
    Record<Action, (call: Call, fields: Fields) => Promise<Outcome | ChallengeOutcome>>
  > = {
    start: (call, fields) => challenges.start(call, fields),
    check: (call, fields) => challenges.check(call, fields),
    enroll: (call, fields) => devices.enroll(call, fields),
    activate: (call, fields) => devices.activate(call, fields),
    'start-passkey': (call) => passkeys.start(call),
    'check-passkey': (call, fields) => passkeys.check(call, fields),
    'enroll-passkey': (call) => passkeys.enroll(call),
    'activate-passkey': (call, fields) => passkeys.activate(call, fields),
    list: (call) => devices.list(call),
    'remove-app': (call) => devices.removeApp(call),
    'remove-passkey': (call) => devices.removePasskey(call),
    ...trust.actions,
  };
  const routes = options.trustedDevices ? [...PAGE_ROUTES, ...TRUST_ROUTES] : PAGE_ROUTES;

  const desk =
    options.supportDesk &&
    deskOf({
      ...options.supportDesk,
      guard: new DeskGuard({ ...parts, limits: deskLimits(options.supportDesk.limits) }),
      logger: log,
      ...(options.onFactorChanged && { onFactorChanged: options.onFactorChanged }),
      basePath: `${basePath}/${DESK_PATH}`,
      ...(allowedOrigins && { allowedOrigins }),
    });

  async function answer(request: Request, note: Note): Promise<Outcome> {
    const { pathname } = new URL(request.url);
    if (desk && pathname.startsWith(`${basePath}/${DESK_PATH}/`)) return desk(request, note);
    const { action: named, given } = matchRoute(routes, request.method, pathname, basePath);
    note.action = named;
    checkOrigin(request, allowedOrigins);
    const identity = checkedIdentity(await identify(request));
    note.userName = identity.userName;
    const fields = takesBody(named) ? await readBody(request) : {};
    const action = takesBody(named) && meansPasskey(fields) ? passkeyAction(named) : named;
    if (action !== named) note.channel = 'passkey';
    note.action = action;
    const call = { request, identity, address: note.address, id: given[0] ?? '' };
    const outcome = await actions[action](call, fields);
    if ('channel' in outcome) note.channel = outcome.channel;
    const headers = new Headers(outcome.headers);
    const isVerified = action === 'check' || action === 'check-passkey';
    if (isVerified) await recent.note(request, identity, headers);
    const cookie = isVerified && fields.rememberDevice === true && (await trust.remember(request, identity));
    if (cookie) headers.append('set-cookie', cookie);
    tell(identity, cookie ? { change: 'device-trusted' } : outcome.change);
    for (const [name, value] of Object.entries(factsHeaders(identity, trust.lifetimeMs)))
      headers.set(name, value);
    return { ...outcome, headers };
  }

  const handle = createFront({ allowedOrigins, clock, logger: options.logger }, answer);
  return Object.assign(handle, {
    unlock: (userName: string) => guard.forgive(userName),
    isTrustedDevice: trust.check,
    forgetTrustedDevices: trust.forgetOf,
    requireRecentFactor: (request: Request, limits?: RecentFactorOptions) => recent.require(request, limits),
  });
}

function assertUsable({
  upstream,
  tokenEndpoint,
  clientId,
  clientSecret,
  allowInsecure,
}: GatewayOptions): void {
  if (!clientId || !clientSecret) {
    throw new MfaError('misconfigured', { message: 'The gateway needs a clientId and a clientSecret' });
  }
  for (const [name, address] of Object.entries({ upstream, tokenEndpoint })) {
    assertSafeUrl(name, address, allowInsecure);
  }
}
