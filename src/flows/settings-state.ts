import type { Factor, FactorKind, FactorSettings } from '../core/client.js';
import type { Deadline } from '../core/deadline.js';
import type { MfaError } from '../core/mfa-error.js';
import type { PanelHolderOptions } from './panel-options.js';
import type { Panel } from './panels.js';

/** Where the account page can be. */
export const SETTINGS_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** The list is on its way. */
  'loading',
  /** The list is there. */
  'ready',
  /** The list is there, and nothing is on it. */
  'empty',
  /** The list could not be had. */
  'failed',
  /** The person sets something up. */
  'adding',
  /** The person replaces a number or an address. */
  'changing',
  /** The person gives a device another name. */
  'renaming',
  /** The person is asked whether to remove something. */
  'removing',
  /** The backend wants a proof first: see `flow.proof`. */
  'proving',
  /** A change is being made. */
  'saving',
  /** Recovery codes that were just made have to be saved. */
  'codes',
] as const;
export type SettingsStatus = (typeof SETTINGS_STATUSES)[number];

/** What was done to a factor. */
export type FactorChange = 'added' | 'changed' | 'renamed' | 'removed';

/** What the person is doing. One thing at a time. */
export type SettingsTask =
  | { readonly type: 'adding'; readonly kind: FactorKind; readonly panel: Panel }
  | { readonly type: 'changing'; readonly factor: Factor; readonly panel: Panel }
  | { readonly type: 'renaming' | 'removing'; readonly factor: Factor };

/** A change that the backend has made. */
export interface SettingsChange {
  readonly change: FactorChange;
  readonly kind: FactorKind;
  /** As it was before. Absent for what is new. */
  readonly factor: Factor | undefined;
}

/** What is known in every status. Nothing in it is ahead of what the backend says. */
export interface SettingsFacts {
  readonly settings: FactorSettings | undefined;
  /** From when on the account needs a second factor: yet to come, or come since. */
  readonly requiredFrom: Deadline | undefined;
  /** The list, without recovery codes, which have a place of their own. */
  readonly factors: readonly Factor[];
  /** The list is being fetched anew. */
  readonly isReloading: boolean;
  readonly task: SettingsTask | undefined;
  /** What was done last. */
  readonly done: SettingsChange | undefined;
  /** What went wrong last. */
  readonly failure: MfaError | undefined;
  /** Until when nothing can be changed, where the server wants a wait. */
  readonly waitUntil: Deadline | undefined;
}

export type SettingsState =
  | (SettingsFacts & { readonly status: Exclude<SettingsStatus, 'codes'> })
  | (SettingsFacts & {
      readonly status: 'codes';
      /** Secret; gone once the person has saved them. */
      readonly recoveryCodes: readonly string[];
    });

export type SettingsEvent =
  | { readonly type: 'changed'; readonly kind: FactorKind; readonly change: FactorChange }
  | { readonly type: 'failed'; readonly error: MfaError };

export type SettingsOptions = PanelHolderOptions;
