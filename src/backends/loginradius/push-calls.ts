/** Push messages on the way in (contract B.2). */
import type { CallOptions, Verification } from '../../core/client.js';
import type { Api } from './api.js';
import { readOutcome } from './factor-calls.js';
import { readSession } from './wire.js';

export async function pingPush(api: Api, options?: CallOptions): Promise<Verification | undefined> {
  const answer = await api.call('GET', 'auth/login/2fa/push/ping', {}, options);
  return readSession(answer.body) && readOutcome(api, 'login', answer);
}
