import type { MfaClient } from '../core/client.js';
import type { Clock } from '../core/clock.js';
import { noCeremony, type PasskeyCeremony } from '../core/passkey-ceremony.js';
import { noRecords, type RecordStore } from '../core/record-store.js';
import type { Schedule } from '../core/schedule.js';
import { valueOf, type Option } from './flow.js';
import type { ProofFlow } from './proof-flow.js';
import type { SendSeriesOptions } from './send-series.js';
import type { TotpEnrollOptions } from './totp-enroll-state.js';

/** What a page says to a flow that holds the flows of others: to the second step, and to the account page. */
export interface PanelHolderOptions extends Omit<TotpEnrollOptions, 'proof'>, SendSeriesOptions {
  /** How many security questions have to be set, where the page wants more than the backend does. */
  securityQuestionsCount?: Option<number | undefined>;
  /** Who asks for passkeys: a page's is `pageCeremony` of `mfa-elements/browser`. Default: nobody can. */
  ceremony?: PasskeyCeremony;
}

/** What the flows of a panel are made with. */
export interface PanelOptions {
  client: MfaClient;
  /** Asks for all of them. */
  proof: ProofFlow;
  ceremony: PasskeyCeremony;
  clock: Clock;
  schedule: Schedule;
  records: RecordStore;
  /** Under which name what is no secret is kept; nothing to keep none. */
  recordKey: string | undefined;
  resendDelay?: Option<number>;
  /** How apps show the account. */
  issuer: Option<string | undefined>;
  accountLabel: Option<string | undefined>;
  host: string | undefined;
  securityQuestionsCount: Option<number | undefined>;
}

/** What a page has said, for the flows of a panel: what may change is asked anew each time. */
export function panelOptions(
  page: PanelHolderOptions,
  held: Pick<PanelOptions, 'client' | 'proof' | 'clock' | 'schedule'>,
): PanelOptions {
  const { issuer, accountLabel, host, resendDelay, securityQuestionsCount } = page;
  return {
    ...held,
    ceremony: page.ceremony ?? noCeremony,
    records: page.records ?? noRecords,
    recordKey: valueOf(page.recordKey),
    ...(resendDelay !== undefined && { resendDelay }),
    issuer,
    accountLabel,
    host,
    securityQuestionsCount,
  };
}
