import type { ErrorItems } from './errors.js';

/**
 * What a page is called back with (contract C.3).
 *
 * `onSuccess` gets `{access_token, …}` at the end of a login, `{AccountSid, Sid}` or `{IsPosted}` when a message is on
 * its way, `{IsDeleted}` when a factor is gone, `{Uid, …}` when one is set up, `{BackUpCodes}` when codes were made.
 * `onError` always gets an array.
 */
export interface Callbacks {
  onSuccess?: ((response: object, formData: object) => void) | undefined;
  onError?: ((errors: ErrorItems) => void) | undefined;
}

/** The same for our own use. A callback that is missing is not missed; one that fails is the page's to repair. */
export interface Tell {
  success: (response: object, formData?: object) => void;
  failure: (errors: ErrorItems) => void;
}

export function tellBack({ onSuccess, onError }: Callbacks): Tell {
  return {
    success: (response, formData = {}) => guarded(() => onSuccess?.(response, formData)),
    failure: (errors) => guarded(() => onError?.(errors)),
  };
}

function guarded(call: () => void): void {
  try {
    call();
  } catch (error) {
    reportError(error);
  }
}
