import { systemClock } from '../core/clock.js';
import { isMfaError, MfaError } from '../core/mfa-error.js';
import { networkOf } from './address.js';
import { Bindings } from './bindings.js';
import type { Call, GatewayParts, Outcome } from './call.js';
import { Challenges, type ChallengeOutcome } from './challenges.js';
import { Devices } from './devices.js';
import { Guard } from './guard.js';
import { doneEvent, problemEvent, safeLogger, type Note } from './journal.js';
import { createKeyMaker } from './keys.js';
import { withDefaults } from './limits.js';
import { createMemoryStore } from './memory-store.js';
import type { GatewayContext, GatewayOptions, MfaGateway, MfaIdentity } from './options.js';
import { checkOrigin, corsHeaders, preflight } from './origin.js';
import { problemOf, problemResponse } from './problem.js';
import { createProxyWarning } from './proxy-warning.js';
import { Refusal } from './refusal.js';
import { matchRoute, type Action } from './router.js';
import { assertSafeUrl } from './safe-url.js';
import { safeStore } from './safe-store.js';
import { TokenSource } from './token-source.js';
import { Upstream, UpstreamFailure } from './upstream.js';

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
  const warnOfProxy = createProxyWarning(options.logger && log);
  const fetch: typeof globalThis.fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
  const shared = { ...options, fetch, clock, timeoutMs };
  const parts: GatewayParts = {
    store: safeStore(options.store ?? createMemoryStore(clock), log),
    keys: createKeyMaker(options.clientSecret),
    limits: withDefaults(options.limits),
    clock,
    upstream: new Upstream({ ...shared, tokens: new TokenSource({ ...shared, log }) }),
    onVerified: options.onVerified,
  };
  const guard = new Guard(parts);
  const bindings = new Bindings(parts);
  const challenges = new Challenges(parts, guard, bindings);
  const devices = new Devices(parts, guard, bindings);
  const actions: Readonly<Record<Action, (call: Call) => Promise<Outcome | ChallengeOutcome>>> = {
    start: (call) => challenges.start(call),
    check: (call) => challenges.check(call),
    enroll: (call) => devices.enroll(call),
    activate: (call) => devices.activate(call),
    list: (call) => devices.list(call),
    remove: (call) => devices.remove(call),
  };

  async function answer(request: Request, note: Note): Promise<Response> {
    const { action, id } = matchRoute(request.method, new URL(request.url).pathname, basePath);
    note.action = action;
    checkOrigin(request, allowedOrigins);
    const identity = checkedIdentity(await identify(request));
    note.userName = identity.userName;
    const outcome = await actions[action]({ request, identity, address: note.address, id });
    if ('channel' in outcome) note.channel = outcome.channel;
    log(doneEvent(action, note, outcome.status));
    const response = new Response(outcome.body === undefined ? null : JSON.stringify(outcome.body), {
      status: outcome.status,
      ...(outcome.headers && { headers: outcome.headers }),
    });
    if (outcome.body !== undefined) response.headers.set('content-type', 'application/json');
    return response;
  }

  function refuse(error: unknown, note: Note): Response {
    const cause = error instanceof UpstreamFailure ? error.error : error;
    const problem = problemOf(cause, clock.now());
    log(problemEvent(problem, note, describe(cause)));
    return problemResponse(problem, clock.now());
  }

  async function handle(request: Request, context: GatewayContext = {}): Promise<Response> {
    warnOfProxy(request.headers, context);
    const note: Note = { address: networkOf(context.address) };
    const response =
      (allowedOrigins && preflight(request)) ??
      (await answer(request, note).catch((error: unknown) => refuse(error, note)));
    const headers = {
      // By it the page corrects the times to its own clock.
      date: new Date(clock.now()).toUTCString(),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...corsHeaders(request, allowedOrigins),
    };
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  }

  return Object.assign(handle, { unlock: (userName: string) => guard.forgive(userName) });
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

/** @throws Refusal 401; Error where the application gives what is no identity */
function checkedIdentity(identity: MfaIdentity | undefined): MfaIdentity {
  if (!identity) throw new Refusal(401, 'Nobody is signed in', 'unauthenticated');
  // In JavaScript nobody checks: without them everybody would share one session.
  if (!isText(identity.sessionId) || !isText(identity.userName)) {
    throw new Error('identify gave no sessionId or no userName');
  }
  return identity;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** An error of the application's own may hold anything: only its kind is noted. */
function describe(error: unknown): string {
  if (isMfaError(error) || error instanceof Refusal) return error.message;
  return error instanceof Error ? `${error.name} in the gateway or the application` : 'Not an error';
}
