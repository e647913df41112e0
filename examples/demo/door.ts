import type { TemplateResult } from 'lit';
import type { Step } from './steps.js';

/** The part of the sign-in that is the site's own: the password, and who is in. */
export interface Door {
  /** Above the password: what is pretend here. */
  readonly words: TemplateResult;
  /** The fields of the form, with their labels. */
  readonly fields: TemplateResult;
  /** What an app calls the account. */
  readonly accountLabel: string;
  /** Where somebody is who has just come to the page, and was at this step when they were last seen. */
  startAt(seenAt: Step | undefined): Step;
  /** Whether the paired apps may be shown to somebody at this step. */
  showsAppsAt(step: Step): boolean;
  /** Whether who has just signed in needs no second step, on a device that is trusted. Default: everybody needs one. */
  readonly isThrough?: boolean;
  /** Resolves to whether the password was right. */
  signIn(form: FormData): Promise<boolean>;
  /** Sends money. Resolves to whether the server has let it pass. */
  transfer(): Promise<boolean>;
  signOut(): Promise<void>;
}
