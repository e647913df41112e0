import type { Fields } from '../messages.js';
import { creationOptions, requestOptions, type PasskeyWriter } from '../passkey-options.js';
import { toBase64Url } from '../passkeys.js';
import { Refusal } from '../refusal.js';
import type { Route } from '../router.js';
import { complete } from './login-routes.js';
import { lrRoute, type LrCall, type LrContext } from './lr-context.js';
import type { LrUser } from './lr-directory.js';
import { LrError } from './lr-errors.js';
import { assertOffered, assertUsable, factorsOf } from './lr-factors.js';
import { guarded } from './lr-lock.js';
import type { LrSlots } from './lr-store.js';

const LOGIN = '/identity/v2/auth/login/2fa';
const ACCOUNT = '/identity/v2/auth/account';

const STANDARD: PasskeyWriter = { bytes: toBase64Url, algorithm: (alg) => alg };

/** Passkeys with the ticket (contract B.2), and with an access token (C.9.8). */
export function passkeyRoutes(context: LrContext): Route[] {
  const { passkeys } = context;
  const withTicket = (
    method: string,
    path: string,
    run: (call: LrCall, user: LrUser, slots: LrSlots) => unknown,
  ): Route =>
    lrRoute(context, method, LOGIN + path, (call) => {
      const { user, slots } = call.ticket();
      assertUsable(context, user, 'passkey');
      // Who has something set up shows it before there is something new.
      if (path.startsWith('/register') && factorsOf(context, user).length)
        throw new LrError('change-refused');
      return guarded(context, call, user, () => run(call, user, slots));
    });
  const withToken = (
    method: string,
    path: string,
    run: (call: LrCall, user: LrUser, slots: LrSlots) => unknown,
  ): Route =>
    lrRoute(context, method, ACCOUNT + path, (call) => {
      const { user, account } = call.session();
      assertOffered(context, 'passkey');
      return guarded(context, call, user, () => run(call, user, account));
    });
  const beginCreate = (call: LrCall, { seed: { userName } }: LrUser, slots: LrSlots): Fields => {
    const site = call.site();
    const begun = passkeys.beginCreate(userName, site);
    slots.passkey = begun.id;
    return { RegisterBeginCredential: { publicKey: creationOptions(begun, site, userName, STANDARD) } };
  };
  const finishCreate = (call: LrCall, user: LrUser, slots: LrSlots): Promise<void> =>
    wrongly(passkeys.finishCreate(attemptOf(call, user, slots)));

  return [
    withTicket('GET', '/passkey/begin', (call, { seed: { userName } }, slots) => {
      const { rpId, rpName } = call.site();
      if (!passkeys.isRegistered(userName, rpId)) throw new LrError('no-passkey');
      const begun = passkeys.beginGet(userName, { rpId, rpName });
      slots.passkey = begun.id;
      return { LoginBeginCredential: { publicKey: requestOptions(begun, rpId, STANDARD) } };
    }),
    withTicket('POST', '/passkey/finish', async (call, user, slots) => {
      await wrongly(passkeys.finishGet(attemptOf(call, user, slots)));
      return complete(context, call.ticket());
    }),
    withTicket('GET', '/register/passkey/begin', beginCreate),
    withTicket('POST', '/register/passkey/finish', async (call, user, slots) => {
      await finishCreate(call, user, slots);
      return complete(context, call.ticket());
    }),
    withToken('GET', '/register/passkey/begin', beginCreate),
    withToken('POST', '/register/passkey/finish', async (call, user, slots) => {
      await finishCreate(call, user, slots);
      return { IsPosted: true };
    }),
    withToken('GET', '/passkey', (_, { seed: { userName } }) => {
      const Data = passkeys.list(userName).map(({ id, name, createdAt }) => ({
        Id: id,
        Name: name ?? null,
        CreatedDate: new Date(createdAt).toISOString(),
      }));
      if (!Data.length) throw new LrError('no-passkey');
      return { Data };
    }),
    withToken('DELETE', '/passkey/:id', ({ tenant, params }, user) => {
      const { userName } = user.seed;
      const isLast = passkeys.list(userName).length === 1 && factorsOf(context, user).join() === 'passkey';
      if (tenant.mfa === 'required' && isLast) throw new LrError('last-factor');
      if (!passkeys.removeById(userName, params.id ?? '')) throw new LrError('no-passkey');
      return { IsDeleted: true };
    }),
  ];
}

function attemptOf({ body, site }: LrCall, { seed }: LrUser, { passkey = '' }: LrSlots) {
  const response = body.passkeycredential;
  if (typeof response !== 'object' || response === null) throw new LrError('parameter');
  return { id: passkey, response: response as Fields, origins: site().origins, owner: seed.userName };
}

/** For whatever is wrong with a passkey there is no code in the vendor's documentation. */
async function wrongly<Result>(check: Promise<Result>): Promise<Result> {
  try {
    return await check;
  } catch (error) {
    throw error instanceof Refusal ? new LrError('passkey-wrong') : error;
  }
}
