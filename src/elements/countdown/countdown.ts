import { css, html, nothing, type PropertyValues, type TemplateResult, type PropertyDeclarations } from 'lit';
import { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { systemClock, type Clock } from '../../core/clock.js';
import { Deadline } from '../../core/deadline.js';
import { shared } from '../../locales/en/shared.js';
import { formatValue } from '../../locales/format-value.js';
import { clockTime, spokenTime } from '../../locales/text-values.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { DAY_S, numberWithin, optionalNumber } from '../attributes.js';
import { setStates } from '../host-states.js';
import { MfaElement } from '../mfa-element.js';
import { MfaCountdownEndedEvent } from './countdown.events.js';

const SECOND_MS = 1000;
const SPOKEN_AT_MS = [600, 300, 60, 30].map((seconds) => seconds * SECOND_MS);

/**
 * @summary The time left until a deadline, shown each second and said aloud only a few times.
 *
 * Give it a `deadline`, or `seconds` that count from when the element came to the page. It goes by the deadline and
 * not by ticks, so it is right after sleep and in throttled tabs.
 *
 * @slot - Words before the time.
 * @event {MfaCountdownEndedEvent} mfa-countdown-ended - The deadline has passed; once for each deadline.
 * @csspart time - The time left.
 * @cssstate running - The deadline lies ahead.
 * @cssstate ended - The deadline has passed.
 */
export class MfaCountdown extends MfaElement {
  static override readonly tag: string = 'mfa-countdown';
  static override readonly english: Texts = shared;
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        display: inline-block;
      }
      [part~='time'] {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  static override properties: PropertyDeclarations = {
    deadline: { type: Number },
    seconds: { converter: optionalNumber },
    clock: { attribute: false },
  };

  /** When it ends, in epoch milliseconds. */
  deadline?: number | undefined;

  /** Seconds from now until it ends, where no deadline is given. */
  seconds?: number | undefined;

  /** The page's own clock; for tests. */
  clock?: Clock | undefined;

  readonly #announcer = new AnnouncerController(this);
  readonly #internals = this.attachInternals();
  readonly #countdown = new CountdownController(this, {
    clock: () => this.#clock,
    thresholds: () => SPOKEN_AT_MS,
    onThreshold: (ms) => this.#announcer.say(this.text('countdownLeft', { time: spokenTime(ms) })),
    onEnd: () => this.#onEnd(),
  });

  /** Milliseconds left, or nothing where there is no deadline. */
  get remainingMs(): number | undefined {
    return this.#countdown.deadline === undefined ? undefined : this.#countdown.remainingMs;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('seconds') && !changed.has('deadline') && !changed.has('clock')) return;
    const isTime = this.deadline !== undefined && !Number.isNaN(this.deadline);
    const end = isTime ? this.deadline : this.#deadlineFromNow();
    this.#countdown.deadline = Deadline.from(this.#clock, end);
  }

  protected override updated(): void {
    const { deadline, running } = this.#countdown;
    setStates(this.#internals, deadline === undefined ? [] : [running ? 'running' : 'ended']);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.#countdown.deadline === undefined) return nothing;
    return html`<slot></slot>
      <span part="time" role="timer" aria-live="off"
        >${formatValue(clockTime(this.#countdown.remainingSeconds), this.language)}</span
      >${this.#announcer.render()}`;
  }

  get #clock(): Clock {
    return this.setting('clock') ?? systemClock;
  }

  #deadlineFromNow(): number | undefined {
    if (this.seconds === undefined) return undefined;
    const seconds = numberWithin(this, 'seconds', this.seconds, { min: 0, max: DAY_S, fallback: 0 });
    return this.#clock.now() + seconds * SECOND_MS;
  }

  #onEnd(): void {
    this.#announcer.say(this.text('countdownEnded'));
    this.dispatchEvent(new MfaCountdownEndedEvent(null));
  }
}
