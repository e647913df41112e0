import type { FactorChange } from './factor-change.js';
import type { ChangedAccount, GatewayLogger, GatewayOptions } from './options.js';

/** Tells the application of changes; it keeps no answer waiting and lets none fail. */
export function createTeller(
  onFactorChanged: GatewayOptions['onFactorChanged'],
  log: GatewayLogger,
): (account: ChangedAccount, change: FactorChange | undefined) => void {
  return (account, change) => {
    if (!onFactorChanged || !change) return;
    void Promise.resolve()
      .then(() => onFactorChanged(account, change))
      .catch((error: unknown) => {
        // An error of the application's own may hold anything: only its kind is noted.
        const message = `onFactorChanged: ${error instanceof Error ? error.name : 'not an error'}`;
        log({ event: 'hook-failed', level: 'error', userName: account.userName, message });
      });
  };
}
