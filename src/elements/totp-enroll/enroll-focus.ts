import type { LitElement, ReactiveController } from 'lit';
import type { TotpEnrollState } from '../../flows/totp-enroll-state.js';
import { focusIn } from '../focus-in.js';

const NAME = '#device-name';
const CODE = 'mfa-code-input';
const STEP = '#pair';

/**
 * Takes the focus along when what the person acted on goes away or is refused. Who is elsewhere on the page stays there.
 * Owns whether the person is at it; does not own what is shown.
 */
export class EnrollFocus implements ReactiveController {
  /** The person works in this element. */
  isAtIt = false;

  readonly #host: LitElement;
  readonly #summonProof: () => Promise<void>;
  #target: string | undefined;
  #isRefused = false;

  constructor(host: LitElement, summonProof: () => Promise<void>) {
    this.#host = host;
    this.#summonProof = summonProof;
    host.addController(this);
  }

  /** The state is another one. To be called before it is rendered. */
  follow(before: TotpEnrollState | undefined, after: TotpEnrollState): void {
    // Until the question is there, nothing in here has the focus.
    this.isAtIt = this.#host.matches(':focus-within') || (this.isAtIt && before?.status === 'proving');
    this.#target = before && this.isAtIt ? wayOn(before, after) : undefined;
    // After trouble on the way, the button that was pressed tries again.
    const isOnButton = this.#host.shadowRoot?.activeElement?.matches('[part~=continue]');
    if (isOnButton && after.failure && after.failure.code !== 'name-taken') this.#target = undefined;
    this.#isRefused = after.failure !== undefined;
    if (after.status === 'proving' && before?.status !== 'proving') void this.#goToProof();
  }

  hostUpdated(): void {
    const target = this.#target && this.#host.renderRoot.querySelector<HTMLInputElement>(this.#target);
    this.#target = undefined;
    if (!target) return;
    target.focus();
    // What was wrong is replaced by typing.
    if (this.#isRefused && target.matches(`${NAME}, ${CODE}`)) target.select();
  }

  async #goToProof(): Promise<void> {
    await this.#summonProof();
    await this.#host.updateComplete;
    if (this.isAtIt) await focusIn(this.#host.renderRoot, 'mfa-proof');
  }
}

/** Where the focus goes. Nothing leaves it in place. */
function wayOn(before: TotpEnrollState, after: TotpEnrollState): string | undefined {
  const isNew = before.status !== after.status;
  const isNewFailure = after.failure !== undefined && after.failure !== before.failure;
  switch (after.status) {
    case 'naming':
      return isNew || isNewFailure ? NAME : undefined;
    case 'creating':
      return isNew && before.status !== 'naming' ? STEP : undefined;
    case 'pairing':
      if (before.status === 'proving' && before.pairing) return CODE;
      if (before.status === 'creating' || before.status === 'proving') return STEP;
      return after.isRefused && isNewFailure ? CODE : undefined;
    case 'activating':
      return before.status === 'proving' ? CODE : undefined;
    case 'failed':
      return isNew ? '[part~=retry]' : undefined;
    case 'activated':
      return isNew ? '#done' : undefined;
    default:
      return undefined;
  }
}
