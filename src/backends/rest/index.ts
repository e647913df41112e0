import type { BackendOptions } from '../../core/backend-registry.js';
import type { MfaClient } from '../../core/client.js';
import { createRestClient } from './rest-client.js';

export { createRestClient, type RestOptions } from './rest-client.js';
export type * from './description.js';

/** What `backend="rest"` makes, from the `description` that it is given. */
export default function createClient(options: BackendOptions): MfaClient {
  return createRestClient(options);
}
