import { json, readFields } from '../messages.js';
import type { Route, RouteContext } from '../router.js';
import type { TrustedDevices } from '../trusted-devices.js';
import { ciamRoute, identityOf, managerOfPath, type CiamContext } from './ciam-context.js';

const DEVICES = '/users/:user/trustedDevices';
/** A check of a code or of a passkey. */
const CHECK = /\/deviceAuthentications\/[^/]+$/;

/** The devices that a gateway remembers, which the API itself has none of. */
export function trustedRoutes(context: CiamContext, trusted: TrustedDevices): Route[] {
  const forget = async (call: RouteContext): Promise<Response> => {
    const { userName } = await managerOfPath(context, call);
    trusted.forget(userName, call.params.id);
    return new Response(null, { status: 204 });
  };
  return [
    ciamRoute(context, 'GET', DEVICES, async ({ request }) => {
      const { userName } = await identityOf(context, request, undefined);
      return json(200, trusted.list(request, userName));
    }),
    ciamRoute(context, 'DELETE', DEVICES, forget),
    ciamRoute(context, 'DELETE', `${DEVICES}/:id`, forget),
  ];
}

/** A route whose answers say that devices are remembered; a right code or passkey has this one remembered, where it says so. */
export function withTrust(context: CiamContext, trusted: TrustedDevices, route: Route): Route {
  return {
    ...route,
    async handle(call) {
      const { request, url } = call;
      const asked = request.clone();
      const answer = await route.handle(call);
      answer.headers.set('mfa-facts', `remembers-for=${Math.floor(trusted.lifetimeMs / 1000)}`);
      if (request.method === 'POST' && CHECK.test(url.pathname) && answer.ok) {
        const fields = await readFields(asked);
        if (fields?.rememberDevice === true) {
          const { userName } = await identityOf(context, request, undefined);
          answer.headers.append('set-cookie', trusted.trust(request, userName));
        }
      }
      return answer;
    },
  };
}
