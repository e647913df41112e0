import { systemClock } from '../core/clock.js';
import { isMfaError, MfaError } from '../core/mfa-error.js';
import type { Outcome } from './call.js';
import { DeskGuard } from './desk-guard.js';
import type { DeskRequest, SupportDesk } from './desk-options.js';
import { createFront } from './front.js';
import { safeLogger, type Note } from './journal.js';
import { createKeyMaker } from './keys.js';
import { deskLimits } from './limits.js';
import { isUid, RESETTABLE } from './loginradius-admin.js';
import { createMemoryStore } from './memory-store.js';
import type { GatewayHandler, GatewayOptions } from './options.js';
import { checkOrigin } from './origin.js';
import { Refusal } from './refusal.js';
import { DESK_ROUTES, matchRoute, type DeskAction } from './router.js';
import { safeStore } from './safe-store.js';
import type { MfaStore } from './store.js';
import { createTeller } from './teller.js';

export interface SupportDeskOptions
  extends SupportDesk, Pick<GatewayOptions, 'allowedOrigins' | 'logger' | 'clock' | 'onFactorChanged'> {
  /** What precedes the paths. Default `/mfa/support`. */
  basePath?: string;
  /** Where it is counted. Default: in the memory of this process. */
  store?: MfaStore;
  /**
   * The key of the hashes in the store, which names nobody: the same for all processes that share it. Required along
   * with a `store`.
   */
  storeSecret?: string;
}

/** What a desk works with, wherever it stands. */
type DeskSetting = Omit<SupportDeskOptions, 'clock' | 'limits' | 'store' | 'storeSecret'> & {
  guard: DeskGuard;
};

/** Below the base path of a gateway. */
export const DESK_PATH = 'support';

/**
 * For the pages of a support desk, where people call who have lost a factor: `DELETE …/users/{uid}/factors/{factor}`
 * takes it away, `POST …/users/{uid}/recoveryCodes` gives new ones. There is none unless an application makes one.
 *
 * @throws MfaError `misconfigured` for options that cannot work
 * @example
 * const desk = createSupportDesk({
 *   admin: new LoginRadiusAdmin({ apiKey, apiSecret }),
 *   authorize: (request, { uid }) => staff.mayHelp(request, uid),
 *   agentOf: (request) => staff.idOf(request),
 *   logger: (event) => audit.write(event),
 * });
 * http.createServer(toNodeHandler(desk)).listen(8080);
 */
export function createSupportDesk(options: SupportDeskOptions): GatewayHandler {
  const { allowedOrigins, logger, clock = systemClock, limits, store, storeSecret } = options;
  if (store && !storeSecret) {
    throw new MfaError('misconfigured', { message: 'A support desk with a store needs a storeSecret' });
  }
  const guard = new DeskGuard({
    store: safeStore(store ?? createMemoryStore(clock), safeLogger(logger)),
    keys: createKeyMaker(storeSecret ?? crypto.randomUUID()),
    limits: deskLimits(limits),
    clock,
  });
  return createFront({ allowedOrigins, logger, clock }, deskOf({ ...options, guard }));
}

/** What answers, without what every request goes through. */
export function deskOf({
  admin,
  authorize,
  agentOf,
  guard,
  allowedOrigins,
  basePath = `/mfa/${DESK_PATH}`,
  logger,
  onFactorChanged,
}: DeskSetting): (request: Request, note: Note) => Promise<Outcome> {
  const tell = createTeller(onFactorChanged, safeLogger(logger));
  return async (request, note) => {
    const { pathname } = new URL(request.url);
    const { action, given } = matchRoute(DESK_ROUTES, request.method, pathname, basePath);
    note.action = action;
    checkOrigin(request, allowedOrigins);
    const wanted = readWanted(action, given);
    note.userName = wanted.uid;
    if (wanted.factor) note.factor = wanted.factor;
    const isAllowed: unknown = await authorize(request, wanted);
    if (isAllowed !== true) throw new Refusal(403, 'Not allowed', 'unauthenticated');
    const agent = agentOf && checkedAgent(await agentOf(request));
    if (agent) note.agent = agent;
    const outcome = await guard.pass(agent, wanted.uid, () => act(admin, wanted));
    tell({ userName: wanted.uid }, outcome.change);
    return outcome;
  };
}

async function act(admin: SupportDesk['admin'], wanted: DeskRequest): Promise<Outcome> {
  try {
    return await ask(admin, wanted);
  } catch (error) {
    // Of the session here the service knows nothing.
    const isOurs = isMfaError(error) && error.code === 'unauthenticated';
    throw isOurs ? new MfaError('misconfigured', { message: error.message }) : error;
  }
}

async function ask(admin: SupportDesk['admin'], { uid, factor }: DeskRequest): Promise<Outcome> {
  if (!factor) {
    const body = await admin.regenerateRecoveryCodes(uid);
    return { status: 200, body, change: { change: 'recovery-codes-made' } };
  }
  await admin.resetFactor(uid, factor);
  return { status: 204, change: { change: 'factor-reset', kind: factor } };
}

/** @throws Error where the application names nobody: agents without a name would share one count */
function checkedAgent(agent: unknown): string {
  if (typeof agent !== 'string' || agent === '') throw new Error('agentOf gave no agent');
  return agent;
}

/** @throws Refusal 404 */
function readWanted(action: DeskAction, [uid, kind]: readonly string[]): DeskRequest {
  const factor = RESETTABLE.find((known) => known === kind);
  if (!isUid(uid) || (action === 'reset-factor' && !factor)) throw new Refusal(404, 'There is nothing here');
  return { action, uid, ...(factor && { factor }) };
}
