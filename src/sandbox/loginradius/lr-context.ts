import type { Clock } from '../../core/clock.js';
import { equalInConstantTime } from '../code-hash.js';
import { json, readFields, secondsUntil, textOf, type Fields } from '../messages.js';
import type { SandboxSettings } from '../options.js';
import type { OtpService } from '../otp-service.js';
import type { PasskeySite } from '../passkey-library.js';
import type { Passkeys } from '../passkeys.js';
import type { Pushes } from '../pushes.js';
import { Refusal } from '../refusal.js';
import type { Route, RouteContext } from '../router.js';
import type { TotpService } from '../totp-service.js';
import type { LrDirectory } from './lr-directory.js';
import { LrError } from './lr-errors.js';
import { lrSettings, type LoginRadiusSettings } from './lr-settings.js';
import type { LrSession, LrStore, LrTicket } from './lr-store.js';

/** What the routes of the LoginRadius contract work on. */
export interface LrContext {
  readonly settings: SandboxSettings;
  readonly clock: Clock;
  readonly otp: OtpService;
  readonly totp: TotpService;
  readonly directory: LrDirectory;
  readonly store: LrStore;
  readonly passkeys: Passkeys;
  readonly pushes: Pushes;
  /** For which site they are. */
  readonly site: (request: Request) => PasskeySite;
}

/** One call. The names of its query and the keys of its body are in lower case, whatever the caller's are (B.0). */
export interface LrCall {
  readonly tenant: LoginRadiusSettings;
  readonly query: Fields;
  readonly body: Fields;
  readonly params: RouteContext['params'];
  /** @throws LrError 1103, 1104 */
  ticket(): LrTicket;
  /** @throws LrError 905, 906 */
  session(): LrSession;
  /** For which site passkeys are. */
  site(): PasskeySite;
}

/** Who may call: a page with the key, or a server with the secret. */
export type LrAccess = 'key' | 'secret';

/** A route of the contract: checks the key, and puts every failure into the vendor's shape. */
export function lrRoute(
  context: LrContext,
  method: string,
  pattern: string,
  handle: (call: LrCall) => unknown,
  access: LrAccess = 'key',
): Route {
  return {
    method,
    pattern,
    async handle({ request, url, params }) {
      try {
        const query = lowerKeys(Object.fromEntries(url.searchParams));
        const tenant = lrSettings(context.settings);
        assertKey(tenant, query);
        if (access === 'secret') assertSecret(tenant, query, request);
        const body = lowerKeys((await readFields(request)) ?? {});
        const token =
          /^bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ??
          textOf(query.access_token);
        return json(
          200,
          await handle({
            tenant,
            query,
            body,
            params,
            ticket: () => context.store.ticket(textOf(query.secondfactorauthenticationtoken) ?? ''),
            session: () => context.store.session(token ?? ''),
            site: () => context.site(request),
          }),
        );
      } catch (error) {
        return toResponse(context, error);
      }
    },
  };
}

function toResponse({ clock }: LrContext, error: unknown): Response {
  const known =
    error instanceof LrError
      ? error
      : error instanceof Refusal && error.reason === 'cooldown'
        ? new LrError('throttled', error.retryAt)
        : new LrError('server');
  const { retryAt } = known;
  // A throttle tells in the header, nothing tells of it in the body.
  const headers = retryAt === undefined ? {} : { 'retry-after': String(secondsUntil(retryAt, clock.now())) };
  return json(known.status, known.body, headers);
}

/** @throws LrError 920, 901 */
function assertKey(tenant: LoginRadiusSettings, query: Fields): void {
  const key = textOf(query.apikey);
  if (!key) throw new LrError('key-missing');
  if (key !== tenant.apiKey) throw new LrError('key-invalid');
}

/** @throws LrError 922 */
function assertSecret(tenant: LoginRadiusSettings, query: Fields, request: Request): void {
  const secret = request.headers.get('x-loginradius-apisecret') ?? textOf(query.apisecret) ?? '';
  const encoder = new TextEncoder();
  if (!equalInConstantTime(encoder.encode(tenant.apiSecret), encoder.encode(secret))) {
    throw new LrError('secret-invalid');
  }
}

function lowerKeys(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.trim().toLowerCase(), value]),
  );
}
