import type { MfaClient } from '../../src/core/client.js';
import type { PasskeyAnswer, PasskeyCeremony, PasskeyOptions } from '../../src/core/passkey-ceremony.js';
import { roleClient, type Answers, type RoleClient } from './role-client.js';

type Ask = (options: PasskeyOptions, call: { signal: AbortSignal }) => Promise<PasskeyAnswer>;

/**
 * A backend that does passkeys, and a browser, whose calls the test answers by hand: those of the browser are noted
 * among the others, as `create` and `get`.
 */
export function passkeyRoom(roles: Answers = {}): RoleClient & { ceremony: PasskeyCeremony } {
  const room = roleClient({
    beginPasskey: 'by hand',
    verifyPasskey: 'by hand',
    beginPasskeyEnrollment: 'by hand',
    activatePasskey: 'by hand',
    ...roles,
    ...{ create: 'by hand', get: 'by hand' },
  });
  const { create, get, ...client } = room.client as unknown as MfaClient & Record<'create' | 'get', Ask>;
  return Object.defineProperties(
    {
      client,
      ceremony: {
        isAvailable: true,
        create: (options, signal) => create(options, { signal }),
        get: (options, signal) => get(options, { signal }),
      } satisfies PasskeyCeremony,
    } as RoleClient & { ceremony: PasskeyCeremony },
    {
      calls: { get: () => room.calls },
      live: { get: () => room.live },
      of: { value: room.of },
    },
  );
}
