import type { Clock } from '../../core/clock.js';
import { json, problem, secondsUntil, type Fields } from '../messages.js';
import type { SandboxIdentity, SandboxSettings } from '../options.js';
import type { OtpService } from '../otp-service.js';
import type { PasskeySite } from '../passkey-library.js';
import type { Passkeys } from '../passkeys.js';
import { randomUuid, type RandomBytes } from '../random.js';
import { Refusal } from '../refusal.js';
import type { Route, RouteContext } from '../router.js';
import type { TotpService } from '../totp-service.js';
import { CiamError, toCiamError } from './ciam-errors.js';
import type { TokenIssuer } from './token-issuer.js';

/** What the routes of the CIAM contract work on. */
export interface CiamContext {
  readonly settings: SandboxSettings;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly otp: OtpService;
  readonly totp: TotpService;
  readonly passkeys: Passkeys;
  /** For which site they are, where a gateway says so. */
  readonly site: (request: Request) => PasskeySite;
  readonly tokens: TokenIssuer;
  /** Set for the routes of a gateway. Without it, callers are trusted and need an access token. */
  readonly identify?: (
    request: Request,
  ) => SandboxIdentity | undefined | Promise<SandboxIdentity | undefined>;
  readonly version: 1 | 2;
}

/** Lets an answer say a person is not signed in, which only a gateway can. */
class NotSignedIn extends Error {}
/** And that a second factor is needed first. */
class ProofRequired extends Error {}

/** Who a call is about: of the session behind a gateway, else whoever the trusted caller names. */
export async function identityOf(
  context: CiamContext,
  request: Request,
  named: unknown,
): Promise<SandboxIdentity> {
  if (context.identify) {
    const identity = await context.identify(request);
    if (!identity) throw new NotSignedIn();
    return identity;
  }
  const userName = typeof named === 'string' ? named.trim() : '';
  if (!userName) throw new CiamError('validation');
  const { users } = context.settings;
  if (users && !users.includes(userName)) throw new CiamError('user-not-found');
  return { userName };
}

/** The same for `/users/:user/…`. Behind a gateway nobody but `me` is there. */
export async function identityOfPath(
  context: CiamContext,
  { request, params }: RouteContext,
): Promise<SandboxIdentity> {
  const identity = await identityOf(context, request, params.user);
  if (context.identify && params.user !== 'me') throw new CiamError('user-not-found');
  return identity;
}

/** Whose devices a call changes. Behind a gateway the session has to say that it may. */
export async function managerOfPath(context: CiamContext, call: RouteContext): Promise<SandboxIdentity> {
  const identity = await identityOfPath(context, call);
  if (context.identify && identity.mayManageDevices !== true) throw new ProofRequired();
  return identity;
}

/** A route of the contract: checks the access token, and puts every failure into the vendor's shape. */
export function ciamRoute(
  context: CiamContext,
  method: string,
  pattern: string,
  handle: Route['handle'],
): Route {
  return {
    method,
    pattern,
    async handle(call) {
      try {
        if (!context.identify) context.tokens.check(call.request);
        return await handle(call);
      } catch (error) {
        return toResponse(context, error);
      }
    },
  };
}

/** Adds what a gateway knows beyond the vendor, where it tells. */
export function extensions(context: CiamContext, fields: Fields): Fields {
  return context.identify && context.settings.tellsTimes ? fields : {};
}

export function toResponse(context: CiamContext, error: unknown): Response {
  const now = context.clock.now();
  if (error instanceof NotSignedIn) return problem(401, 'unauthenticated', 'Not signed in');
  if (error instanceof ProofRequired) {
    return problem(403, 'proof-required', 'A second factor is needed first', { proof: 'step-up' });
  }
  if (error instanceof Refusal) {
    const known = toCiamError(error);
    if (known) return vendorError(context, known);
    const retryAfter = secondsUntil(error.retryAt ?? now, now);
    const more = { retryAfter, resendAt: error.retryAt };
    return problem(429, 'rate-limited', 'Too many requests', more, { 'retry-after': String(retryAfter) });
  }
  return vendorError(context, error instanceof CiamError ? error : new CiamError('server'));
}

/** The shape of the vendor's examples (A.5): `timestamp` is `2022-06-24-15.30.20`. */
function vendorError(context: CiamContext, error: CiamError): Response {
  const now = context.clock.now();
  const { retryAt, attemptsLeft } = error.refusal ?? {};
  const retryAfter = retryAt && secondsUntil(retryAt, now);
  const more = extensions(context, { attemptsRemaining: attemptsLeft, retryAfter });
  return json(
    error.status,
    {
      code: error.code,
      message: error.message,
      traceId: randomUuid(context.randomBytes),
      timestamp: new Date(now).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '.'),
      ...more,
    },
    more.retryAfter ? { 'retry-after': `${retryAfter ?? ''}` } : {},
  );
}
