import type { BackendOptions } from '../../core/backend-registry.js';
import { BetterAuthClient } from './better-auth-client.js';

export { BetterAuthClient, type BetterAuthOptions } from './better-auth-client.js';

/** What `backend="better-auth"` makes. `more` holds what `BetterAuthOptions` has beyond the options of every backend. */
export default function createBetterAuthClient(options: BackendOptions): BetterAuthClient {
  return new BetterAuthClient({ ...options.more, ...options });
}
