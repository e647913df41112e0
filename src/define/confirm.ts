/** `mfa-elements/confirm`: asks by a function, and registers what that needs. */
import './mfa-confirm.js';

export { confirmIdentity, type ConfirmIdentityOptions } from '../elements/confirm/confirm-identity.js';
