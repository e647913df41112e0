/** What the first step of a sign-in left to do (contract B.1), as its answer tells. Makes no call. */
import type { FactorKind, SecondStep } from '../../core/client.js';
import { asFields } from '../values.js';
import { misconfigured, type Api } from './api.js';
import { toMfaError } from './error-map.js';
import { challengeSent, isOffered, knownAddresses, phoneChannel, usableFactors } from './factor-calls.js';
import { badResponse, errorCodeOf, readSession, readState, type MfaState } from './wire.js';

/**
 * Keeps the ticket for the calls that follow.
 *
 * @throws MfaError for what is no such answer
 */
export function takeLogin(api: Api, login: unknown): SecondStep {
  // An element that is there before the password waits for it.
  if (login === undefined) throw misconfigured('secondStep() has to get the answer of the login');
  if (errorCodeOf({ body: login })) throw toMfaError({ status: 403, body: login });
  const session = readSession(login);
  const fields = asFields(login);
  const found = asFields(fields?.SecondFactorAuthentication) ?? (session ? undefined : fields);
  const state = found && readState(found);
  if (!state?.ticket) {
    if (!session) throw badResponse('ticket');
    api.person.pending = null;
    return { factors: [], enrollable: [], required: false, verification: { session } };
  }
  api.person.pending = state;
  const challenge = challengeSent(api, 'login', state);
  const { expiresAt } = state;
  return {
    factors: usableFactors(api, state),
    // Who has something set up that is not offered here cannot set up something else in its place.
    enrollable: state.kinds.length ? [] : enrollable(api, state),
    known: knownAddresses(state),
    required: !session && api.options.more?.optionalTwoFactorAuthentication !== true,
    ...(challenge && { challenge }),
    ...(expiresAt && { expiresAt: expiresAt - (api.person.clockSkewMs ?? 0) }),
  };
}

/** As far as the ticket tells: a phone can be set up always. */
function enrollable(api: Api, { key, emails, questions, pushCode }: MfaState): FactorKind[] {
  const kinds: (FactorKind | false)[] = [
    !!key && 'totp',
    phoneChannel(api),
    emails.length > 0 && 'email',
    questions.length > 0 && 'security-questions',
    !!pushCode && 'push',
    // Of these the ticket tells nothing: the tenant does.
    'passkey',
  ];
  return kinds.filter((kind) => kind !== false).filter((kind) => isOffered(api, kind));
}
