/**
 * The second script tag: the elements, and the JavaScript interface of LoginRadius in front of them. It sets the one
 * global that pages of the original wait for, unless the original itself has been there first; modules import the class.
 */
import { MfaInterface } from './index.js';
import '../define/script-tag.js';

export { createRest } from './rest.js';

declare global {
  var LoginRadiusV2: typeof MfaInterface | undefined;
}

globalThis.LoginRadiusV2 ??= MfaInterface;

export { MfaInterface };
