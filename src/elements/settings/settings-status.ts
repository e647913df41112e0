/** Where `<mfa-settings>` is. */
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
  /** The backend wants a proof first. */
  'proving',
  /** A change is being made. */
  'saving',
  /** Recovery codes that were just made have to be saved. */
  'codes',
] as const;
export type SettingsStatus = (typeof SETTINGS_STATUSES)[number];
