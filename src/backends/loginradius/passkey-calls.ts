/** Passkeys and push messages on the way in (contract B.2). */
import type { CallOptions, PasskeyChallenge, Verification } from '../../core/client.js';
import { asFields } from '../values.js';
import type { Api } from './api.js';
import { readOutcome } from './factor-calls.js';
import { badResponse, readSession } from './wire.js';

export async function beginPasskey(api: Api, path: string, options?: CallOptions): Promise<PasskeyChallenge> {
  const { body } = await api.call('GET', `auth/login/2fa/${path}/begin`, {}, options);
  const fields = asFields(body);
  const credential =
    asFields(fields?.RegisterBeginCredential) ?? asFields(fields?.LoginBeginCredential) ?? fields;
  const publicKey = asFields(credential?.publicKey);
  if (!publicKey) throw badResponse('publicKey');
  // The ticket or the token says which ceremony it is.
  return { id: path, options: publicKey };
}

export async function finishPasskey(
  api: Api,
  path: string,
  credential: object,
  options?: CallOptions,
): Promise<Verification> {
  const body = { PasskeyCredential: credential };
  return readOutcome(
    api,
    'login',
    await api.call('POST', `auth/login/2fa/${path}/finish`, { body }, options),
  );
}

export async function pingPush(api: Api, options?: CallOptions): Promise<Verification | undefined> {
  const answer = await api.call('GET', 'auth/login/2fa/push/ping', {}, options);
  return readSession(answer.body) && readOutcome(api, 'login', answer);
}
