/** The JavaScript interface of LoginRadius with our elements as its forms. */
export type { Callbacks } from './callbacks.js';
export type { ErrorItem, ErrorItems, ErrorWords } from './errors.js';
export type { HeadlessApi, HeadlessCall } from './headless.js';
export type { FormField, FormSchema, HookEvents, HookRequest, Hooks, ValidationWords } from './hooks.js';
export { MfaInterface, type FormOptions } from './mfa-interface.js';
export type { CommonOptions, InterfaceOptions } from './options.js';
export type { SessionData } from './session.js';
