/** What the tenant has of factors, as `GET /ciam/appinfo` says (B.1). */
import type { CallOptions, FactorKind } from '../../core/client.js';
import { createHttpClient } from '../../core/http.js';
import { isMfaError } from '../../core/mfa-error.js';
import { asFields, text, type Fields } from '../values.js';
import type { Api } from './api.js';

const CONFIG_HOST = 'https://config.lrcontent.com';

/** By its names there, as far as it can be set up here. */
const OFFERS: readonly (readonly [name: string, kind: FactorKind])[] = [
  ['IsAuthenticator', 'totp'],
  ['IsGoogleAuthenticator', 'totp'],
  ['IsSmsOTPAuthenticator', 'sms'],
  ['IsEmailOTPAuthenticator', 'email'],
  ['IsSecurityQuestionAuthenticator', 'security-questions'],
];

/** The tenant's settings, or nothing where they cannot be had: the service refuses by itself what they would forbid. */
export async function readOffer(api: Api, options?: CallOptions): Promise<Fields | undefined> {
  const { endpoint, more, apiKey } = api.options;
  const http = createHttpClient({
    ...api.options,
    // Neither the page's headers nor its cookies are for another host.
    headers: {},
    credentials: 'omit',
    endpoint: text(more?.configEndpoint) ?? text(endpoint) ?? CONFIG_HOST,
  });
  try {
    const { body } = await http.request(
      { method: 'GET', path: ['ciam', 'appinfo'], query: { apiKey } },
      options,
    );
    return asFields(asFields(body)?.TwoFactorAuthentication);
  } catch (error) {
    if (!isMfaError(error)) throw error;
    return undefined;
  }
}

/** The kinds of factors in it; all of them where there is none. */
export function kindsIn(offer: Fields | undefined): FactorKind[] {
  return [...new Set(OFFERS.filter(([name]) => !offer || offer[name] === true).map(([, kind]) => kind))];
}

/** Of these kinds, those that the tenant has. */
export async function offered(
  api: Api,
  kinds: readonly FactorKind[],
  options?: CallOptions,
): Promise<readonly FactorKind[]> {
  if (!kinds.length) return kinds;
  const has = kindsIn(await readOffer(api, options));
  const left = kinds.filter((kind) => has.includes(kind === 'voice' ? 'sms' : kind));
  // Who has to set something up, and is offered nothing, would have no way on: the service decides then.
  return left.length ? left : kinds;
}
