import { loaded } from '../core/loaded.js';
import type { PasskeyAnswer, PasskeyCeremony, PasskeyOptions } from '../core/passkey-ceremony.js';
import { isAllowed, warnOfFrame } from './passkey-permission.js';

type Act = 'create' | 'get';

/** The last dialog of this page, closed or not. Never rejects, and keeps nothing of what the passkey has signed. */
let last: Promise<void> = Promise.resolve();
let current: AbortController | undefined;

/**
 * The ceremony of a page, by the browser's own dialog. What talks to the browser is loaded when it is first used.
 *
 * A page has one dialog at a time, whatever the number of elements: a new one closes the last, whose caller reads
 * `passkey-cancelled`, and waits for that. Browsers refuse a second one, or fall over.
 */
export const pageCeremony: PasskeyCeremony = {
  get isAvailable() {
    const canAsk = typeof PublicKeyCredential === 'function' && isSecureContext && 'credentials' in navigator;
    if (!canAsk) return false;
    const may = isAllowed('create') || isAllowed('get');
    if (!may) warnOfFrame();
    return may;
  },
  create: (options, signal) => ask('create', options, signal),
  get: (options, signal) => ask('get', options, signal),
};

async function ask(act: Act, options: PasskeyOptions, signal: AbortSignal): Promise<PasskeyAnswer> {
  signal.throwIfAborted();
  current?.abort();
  const turn = (current = new AbortController());
  const stop = (): void => turn.abort();
  signal.addEventListener('abort', stop, { once: true });
  const before = last;
  const asking = (async () => {
    const dialog = await loaded(import('./passkey-dialog.js'));
    await before;
    return dialog.openDialog(act, options, turn.signal);
  })();
  last = asking.then(ignore, ignore);
  try {
    return await asking;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    if (current === turn) current = undefined;
  }
}

function ignore(): void {}
