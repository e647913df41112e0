import type { BackendOptions } from '../../core/backend-registry.js';
import { CiamClient } from './ciam-client.js';
import type { CiamOptions } from './ciam-options.js';

export { CiamClient } from './ciam-client.js';
export type { CiamOptions, DeviceListOptions, PasskeySite } from './ciam-options.js';

/** What `backend="ciam"` makes. Of `more` it takes `passkeys`. */
export default function createCiamClient(options: BackendOptions): CiamClient {
  const { passkeys } = (options.more ?? {}) as Pick<CiamOptions, 'passkeys'>;
  return new CiamClient({ ...options, ...(passkeys !== undefined && { passkeys }) });
}
