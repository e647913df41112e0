import type { MfaError } from '../../core/mfa-error.js';
import type { TextKey } from '../../locales/texts.js';

/** What is said while the backend cannot be asked. */
export function enrollTroubleKey({ code }: MfaError): TextKey {
  return code === 'network' ? 'pushEnrollOffline' : 'pushEnrollNoAnswer';
}
