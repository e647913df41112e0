import { InterfaceFront } from './interface-front.js';
import type { CommonOptions } from './options.js';
import { createRest } from './rest.js';

export type { FormOptions } from './parts.js';

/**
 * The JavaScript interface of LoginRadius, as far as it is about the second factor, with our elements as its forms
 * (contract C): the same options, actions, callbacks and hooks.
 *
 * ```js
 * const LRObject = new MfaInterface({ apiKey: '…', twoFactorAuthentication: true });
 * LRObject.util.ready(() => LRObject.init('login', { container: 'login', onSuccess, onError }));
 * ```
 */
export class MfaInterface extends InterfaceFront {
  constructor(options?: CommonOptions) {
    super(options, { now: createRest, load: () => Promise.resolve(createRest) });
  }
}
