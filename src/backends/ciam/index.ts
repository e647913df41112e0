import type { BackendOptions } from '../../core/backend-registry.js';
import { CiamClient } from './ciam-client.js';

export { CiamClient, type CiamOptions } from './ciam-client.js';

/** What `backend="ciam"` makes. */
export default function createCiamClient(options: BackendOptions): CiamClient {
  return new CiamClient(options);
}
