import type { BackendOptions } from '../../core/backend-registry.js';
import { LoginRadiusClient } from './loginradius-client.js';

export { LoginAccountClient, type LoginAccountOptions } from './login-account-client.js';
export { LoginRadiusClient, type LoginRadiusOptions } from './loginradius-client.js';
export type { StepUpClient } from './step-up-client.js';
export type { LoginRadiusSession } from './wire.js';

/** What `backend="loginradius"` makes. */
export default function createLoginRadiusClient(options: BackendOptions): LoginRadiusClient {
  return new LoginRadiusClient(options);
}
