import type { DeskLimits } from './limits.js';
import type { LoginRadiusAdmin, ResettableFactor } from './loginradius-admin.js';
import type { DeskAction } from './router.js';

/** What somebody at the desk wants to do, and for whom. */
export interface DeskRequest {
  readonly action: DeskAction;
  readonly uid: string;
  /** What is to be reset. */
  readonly factor?: ResettableFactor;
}

export interface SupportDesk {
  /** With the secret. */
  admin: Pick<LoginRadiusAdmin, 'resetFactor' | 'regenerateRecoveryCodes'>;
  /**
   * Whether whoever sends this request may do so: one of your staff, signed in, with a second factor of their own. Asked
   * before each call. Whatever it gives but `true` is a no.
   */
  authorize: (request: Request, wanted: DeskRequest) => boolean | Promise<boolean>;
  /**
   * Which of your staff sends this request, for the limits and the journal: an ID of yours, and no name or address.
   * Asked once `authorize` has said yes. Without it the whole desk counts as one agent.
   */
  agentOf?: (request: Request) => string | Promise<string>;
  limits?: Partial<DeskLimits>;
}
