import type { ErrorItems } from './errors.js';

/** What was sent, as the original hands it on: a form as it is written, or its fields, or a name. Never a password. */
export type FormValues = object | string;

/**
 * What a page is called back with (contracts C.3, C.9.2).
 *
 * `onSuccess` gets `{SecondFactorAuthentication, …}` where a second step is to be done, `{access_token, …}` at the end of
 * a login, `{AccountSid, Sid}` or `{IsPosted}` when a message is on its way, `{IsDeleted}` when a factor is gone,
 * `{Uid, …}` when one is set up, `{BackUpCodes}` when codes were made. `onError` always gets an array.
 */
export interface Callbacks {
  onSuccess?: ((response: object, formData?: FormValues) => void) | undefined;
  onError?: ((errors: ErrorItems) => void) | undefined;
}

/** The same for our own use. A callback that is missing is not missed; one that fails is the page's to repair. */
export interface Tell {
  success: (response: object, formData?: FormValues) => void;
  failure: (errors: ErrorItems) => void;
}

export function tellBack({ onSuccess, onError }: Callbacks): Tell {
  return {
    success: (response, formData) => guarded(() => onSuccess?.(response, formData)),
    failure: (errors) => guarded(() => onError?.(errors)),
  };
}

/** Calls a function of the page's. */
export function guarded(call: () => void): void {
  try {
    call();
  } catch (error) {
    reportError(error);
  }
}
