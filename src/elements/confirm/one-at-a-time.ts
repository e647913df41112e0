import type { Verification } from '../../core/client.js';

type Asked = Promise<Verification | undefined>;

/** The answer of the dialog that is open in this page. */
let open: Asked | undefined;

/** Whether a dialog is open, whoever has opened it. */
export function isAnyOpen(): boolean {
  return open !== undefined;
}

/** Opens a dialog, unless one is open: a page that asks twice gets the same promise. */
export function oneAtATime(ask: () => Asked): Asked {
  open ??= ask().finally(() => (open = undefined));
  return open;
}
