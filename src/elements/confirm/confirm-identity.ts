import type { Verification } from '../../core/client.js';
import type { MfaConfirm } from './confirm.js';
import { isAnyOpen, oneAtATime } from './one-at-a-time.js';

/** What of the element can be set from here. */
type Settings = Pick<
  MfaConfirm,
  'client' | 'reason' | 'backend' | 'endpoint' | 'headers' | 'credentials' | 'texts' | 'headingLevel' | 'flow'
>;

export interface ConfirmIdentityOptions extends Partial<Settings> {
  /** Closes the dialog: the answer is then `undefined`. */
  signal?: AbortSignal;
  /** Where in the page the dialog is put: its language, its look and the `<mfa-config>` around it count. Default: the body. */
  within?: Element;
}

/**
 * Has the person confirm that it is them, in a dialog, by whatever factor they have. One at a time: while a dialog is
 * open, whoever asks gets the promise of the one that did so first, and what they give with it does not count.
 *
 * ```ts
 * const verification = await confirmIdentity({ client, reason: 'Send 250 € to Ada' });
 * if (verification) await send();
 * ```
 *
 * @returns what the backend gave; nothing where the person did not confirm, or the dialog was taken away. Secret. Never rejects.
 */
export function confirmIdentity(options: ConfirmIdentityOptions = {}): Promise<Verification | undefined> {
  const { signal, within, ...settings } = options;
  if (signal?.aborted && !isAnyOpen()) return Promise.resolve(undefined);
  return oneAtATime(async () => {
    const element = document.createElement('mfa-confirm');
    Object.assign(element, settings);
    const close = (): void => element.cancel();
    signal?.addEventListener('abort', close);
    (within ?? document.body).append(element);
    try {
      return await element.show();
    } finally {
      signal?.removeEventListener('abort', close);
      element.remove();
    }
  });
}
