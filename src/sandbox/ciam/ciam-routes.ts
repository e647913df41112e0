import type { Route } from '../router.js';
import type { TrustedDevices } from '../trusted-devices.js';
import { challengeRoutes } from './challenge-routes.js';
import { toResponse, type CiamContext } from './ciam-context.js';
import { deviceRoutes } from './device-routes.js';
import { trustedRoutes, withTrust } from './trusted-routes.js';

/** The CIAM MFA API under its own paths, v1 and v2, and as a gateway offers it under `/mfa`. */
export function ciamRoutes(
  context: Omit<CiamContext, 'version' | 'identify'>,
  identify: CiamContext['identify'],
  trusted?: TrustedDevices,
): Route[] {
  const v1: CiamContext = { ...context, version: 1 };
  const v2: CiamContext = { ...context, version: 2 };
  return [
    ...mount('/ciam-mfa/v1', v1),
    ...mount('/ciam-mfa/v2', v2),
    {
      method: 'POST',
      pattern: '/ciam-mfa/v2/get/token',
      handle: ({ request }) => context.tokens.issue(request).catch((error: unknown) => toResponse(v2, error)),
    },
    ...(identify ? gateway({ ...v2, identify }, trusted) : []),
  ];
}

function gateway(context: CiamContext, trusted: TrustedDevices | undefined): Route[] {
  const routes = mount('/mfa', context, trusted ? trustedRoutes(context, trusted) : []);
  return trusted ? routes.map((route) => withTrust(context, trusted, route)) : routes;
}

function mount(prefix: string, context: CiamContext, more: readonly Route[] = []): Route[] {
  return [...challengeRoutes(context), ...deviceRoutes(context), ...more].map((route) => ({
    ...route,
    pattern: prefix + route.pattern,
  }));
}
