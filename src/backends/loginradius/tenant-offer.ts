/** What the tenant has of factors, as `GET /ciam/appinfo` says (B.1). */
import type { CallOptions, FactorKind } from '../../core/client.js';
import { createHttpClient } from '../../core/http.js';
import { isMfaError } from '../../core/mfa-error.js';
import { asFields, text, type Fields } from '../values.js';
import type { Api } from './api.js';

const CONFIG_HOST = 'https://config.lrcontent.com';

/** The tenant's flags by the vendor's names, and whether people can have passkeys in their account. */
export type Offer = Fields & { readonly hasPasskeys: boolean };

/** By its names there, as far as it can be set up here. */
const OFFERS: readonly (readonly [name: string, kind: FactorKind])[] = [
  ['IsAuthenticator', 'totp'],
  ['IsGoogleAuthenticator', 'totp'],
  ['IsSmsOTPAuthenticator', 'sms'],
  ['IsEmailOTPAuthenticator', 'email'],
  ['IsSecurityQuestionAuthenticator', 'security-questions'],
  ['IsPushAuthenticator', 'push'],
  ['IsPasskeyAuthenticator', 'passkey'],
];

/** What is nowhere without a word of the tenant's: few have it. */
const NEVER_GUESSED: readonly FactorKind[] = ['passkey'];

/** The tenant's settings, or nothing where they cannot be had: the service refuses by itself what they would forbid. */
export async function readOffer(api: Api, options?: CallOptions): Promise<Offer | undefined> {
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
    const fields = asFields(body);
    const factors = asFields(fields?.TwoFactorAuthentication);
    return factors && { ...factors, hasPasskeys: asFields(fields?.PassKeysConfig)?.IsEnabled === true };
  } catch (error) {
    if (!isMfaError(error)) throw error;
    return undefined;
  }
}

/** The kinds of factors in it; all of them where there is none, but for what is never guessed. */
export function kindsIn(offer: Offer | undefined): FactorKind[] {
  const has = ([name, kind]: (typeof OFFERS)[number]): boolean =>
    offer ? offer[name] === true : !NEVER_GUESSED.includes(kind);
  return [...new Set(OFFERS.filter(has).map(([, kind]) => kind))];
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
  return left.length ? left : kinds.filter((kind) => !NEVER_GUESSED.includes(kind));
}
