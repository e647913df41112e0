/** The JavaScript interface of LoginRadius with our elements as its forms. */
export type { Callbacks, FormValues } from './callbacks.js';
export type { ErrorItem, ErrorItems } from './errors.js';
export type { HeadlessApi } from './headless.js';
export type { HeadlessCall } from './headless-account.js';
export type { HookEvents, HookRequest, Hooks } from './hooks.js';
export type { ErrorWords, FormField, FormSchema, Lists, ValidationWords } from './lists.js';
export { MfaInterface, type FormOptions } from './mfa-interface.js';
export type { CommonOptions, InterfaceOptions } from './options.js';
export type { SessionData } from './session.js';
