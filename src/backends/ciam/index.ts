import type { BackendOptions } from '../../core/backend-registry.js';
import { CiamClient } from './ciam-client.js';

export { CiamClient } from './ciam-client.js';
export type { CiamOptions, DeviceListOptions, PasskeySite } from './ciam-options.js';

/** What `backend="ciam"` makes. `more` holds what `CiamOptions` has beyond the options of every backend. */
export default function createCiamClient(options: BackendOptions): CiamClient {
  return new CiamClient({ ...options.more, ...options });
}
