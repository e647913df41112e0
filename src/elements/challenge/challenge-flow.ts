import type { LitElement } from 'lit';
import type { AnnouncerController } from '../../controllers/announcer-controller.js';
import { CallController } from '../../controllers/call-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import type { Clock } from '../../core/clock.js';
import type { FactorKind, MessageChannel, MfaClient, SecondStep, Verification } from '../../core/client.js';
import { Deadline } from '../../core/deadline.js';
import { MfaError } from '../../core/mfa-error.js';
import { secondStepOf } from '../../core/second-step.js';
import type { TextKey, TextValues } from '../../locales/texts.js';
import { spokenTime } from '../spoken-time.js';
import { childOf, focusOn, isDeciding } from './challenge-panels.js';
import {
  MfaChallengeCompletedEvent,
  MfaChallengeFailedEvent,
  MfaChallengeSkippedEvent,
} from './challenge.events.js';
import type { ChallengeStatus } from './challenge-status.js';
import { LastUsed } from './last-used.js';
import { inOrder, wayOfChallenge, waysOf, type Way } from './ways.js';

const SPOKEN_AT_MS = [300_000, 60_000, 30_000];

export type ChallengePhase = Exclude<ChallengeStatus, 'loading' | 'proving'>;

export interface ChallengeFlowOptions {
  voice: AnnouncerController;
  clock: () => Clock;
  text: (key: TextKey, values?: TextValues) => string;
  errorText: (error: MfaError) => string;
  client: () => Promise<MfaClient>;
  /** The channels for which the page itself says where codes go. */
  ownDestinations: () => readonly MessageChannel[];
  /** The order in which the page wants the ways. */
  order: () => readonly string[];
  /** Under what it is remembered which kind was used last. */
  recordKey: () => string;
  /** Whether the page lets the person go on without. */
  isOptional: () => boolean;
  /** Whether a recovery code is being checked. */
  isRecovering: () => boolean;
  /** Whether a call waits for a proof. */
  isProving: () => boolean;
  /** Forgets what was typed into the page's own field. */
  clearField: () => void;
  /** Forgets all that was typed. */
  clear: () => void;
}

/**
 * Where a second step is, and how it goes on. Owns the ways, which of them are open, and the time left; keeps neither
 * what the first step gave nor what is typed.
 */
export class ChallengeFlow {
  phase: ChallengePhase = 'idle';
  failure: MfaError | undefined;
  step: SecondStep | undefined;
  /** The ways that were opened: their panels stay, so that nothing is lost. */
  opened: readonly Way[] = [];
  current: Way | undefined;
  verification: Verification | undefined;
  /** Made by the backend along with an authenticator; shown once that is active. Secret. */
  newCodes: readonly string[] | undefined;
  codesShown: readonly string[] | undefined;

  readonly #host: LitElement;
  readonly #options: ChallengeFlowOptions;
  readonly #load: CallController<[login: unknown], { client: MfaClient; step: SecondStep }>;
  readonly #expiry: CountdownController;
  #ways: readonly Way[] = [];
  #lastUsed: FactorKind | undefined;
  #timeIsUp = false;

  constructor(host: LitElement, options: ChallengeFlowOptions) {
    const { text, voice } = options;
    this.#host = host;
    this.#options = options;
    this.#load = new CallController(host, async (signal, login: unknown) => {
      const client = await options.client();
      return { client, step: await secondStepOf(client, login, options.ownDestinations(), { signal }) };
    });
    this.#expiry = new CountdownController(host, {
      clock: options.clock,
      thresholds: () => SPOKEN_AT_MS,
      onThreshold: (ms) => voice.say(text('challengeEndsIn', { time: spokenTime(text, ms) })),
      onEnd: () => this.#onTimeUp(),
    });
  }

  get loading(): boolean {
    return this.#load.pending;
  }

  get ways(): readonly Way[] {
    return inOrder(this.#ways, this.#options.order(), this.#lastUsed);
  }

  get canSkip(): boolean {
    return this.step !== undefined && (!this.step.required || this.#options.isOptional());
  }

  /** Where answers that are forgotten are set anew. */
  get resetWay(): Way | undefined {
    return this.#ways.find(({ act, kind }) => act === 'enroll' && kind === 'security-questions');
  }

  get secondsLeft(): number | undefined {
    return this.step && this.#expiry.running ? this.#expiry.remainingSeconds : undefined;
  }

  get failureText(): string {
    const { failure } = this;
    if (!failure) return '';
    const { text, errorText } = this.#options;
    if (failure.code === 'challenge-expired') return text('challengeEnded');
    return failure.code === 'unauthenticated' ? text('challengeEndedSession') : errorText(failure);
  }

  /** Finds out what there is, and begins. Gives the error where that could not be found out, and false where it was given up. */
  async start(login: unknown): Promise<true | false | MfaError> {
    this.#end();
    this.step = this.current = this.failure = undefined;
    this.phase = 'idle';
    const outcome = await this.#load.run(login);
    if (!outcome) return false;
    if ('error' in outcome) return outcome.error;
    await this.#take(outcome.value.client, outcome.value.step);
    return true;
  }

  async #take(client: MfaClient, step: SecondStep): Promise<void> {
    this.step = step;
    this.#ways = waysOf(client, step);
    this.#lastUsed = new LastUsed(this.#options.recordKey()).read();
    if (step.verification) {
      this.verification = step.verification;
      this.complete();
      return;
    }
    this.#expiry.deadline = Deadline.from(this.#options.clock(), step.expiresAt);
    if (step.expiresAt !== undefined && !this.#expiry.running) {
      await this.stop(overdue());
      return;
    }
    const [first, ...others] = this.ways;
    // Recovery codes are for emergencies: they alone make no choice.
    const isOnly = others.every(({ kind }) => kind === 'recovery-code');
    const way = wayOfChallenge(this.#ways, step) ?? (isOnly ? first : undefined);
    if (way) await this.open(way);
    else if (first) this.#set('choosing');
    else if (this.canSkip) this.skip();
    else {
      this.#set('unusable');
      this.#options.voice.alert(this.#options.text('challengeUnusable'));
    }
  }

  async open(way: Way): Promise<void> {
    // There is one field of the page for all ways: what was typed for another is no code here.
    if (this.current && this.current !== way) this.#options.clearField();
    if (!this.opened.includes(way)) this.opened = [...this.opened, way];
    this.current = way;
    const byPerson = await this.#enter(way.act === 'use' ? 'answering' : 'enrolling');
    if (byPerson && way.act === 'use') await focusOn(childOf(this.#host.renderRoot, way));
  }

  async choose(): Promise<void> {
    await this.#enter('choosing');
  }

  skip(): void {
    this.#end();
    void this.#enter('skipped').then(() => this.#host.dispatchEvent(new MfaChallengeSkippedEvent()));
  }

  /** What one of the ways gave. */
  finish(verification: Verification | undefined): void {
    // Two checks may have been under way: the first one counts.
    if (this.phase !== 'answering' && this.phase !== 'enrolling' && this.phase !== 'choosing') return;
    this.verification = verification;
    if (this.current?.act === 'enroll' && this.current.kind === 'totp' && this.newCodes?.length) {
      this.codesShown = this.newCodes;
      this.newCodes = undefined;
      this.#end();
      void this.#enter('saving', 'mfa-recovery-codes');
      return;
    }
    this.complete();
  }

  complete(): void {
    const { current } = this;
    const { voice, text, recordKey } = this.#options;
    new LastUsed(recordKey()).write(current?.kind);
    this.#end();
    this.codesShown = undefined;
    voice.say(text('challengeDone'));
    void this.#enter('completed').then(() =>
      this.#host.dispatchEvent(new MfaChallengeCompletedEvent(current?.kind, current?.act === 'enroll')),
    );
  }

  /** It cannot go on. */
  async stop(error: MfaError): Promise<void> {
    const byPerson = this.#host.matches(':focus-within');
    this.#end();
    this.current = undefined;
    this.failure = error;
    this.#options.voice.alert(this.failureText);
    const isOver = error.code === 'unauthenticated' || error.code === 'challenge-expired';
    await this.#enter(isOver ? 'ended' : 'failed', '#title, [part=retry]', byPerson);
    this.#host.dispatchEvent(new MfaChallengeFailedEvent(error.code));
  }

  /** A call of one of the ways failed: that way tells, unless it was the end of all. */
  onFailed(code: MfaError['code']): void {
    if (code === 'unauthenticated') void this.stop(new MfaError(code, { message: 'the session is over' }));
    else if (this.#timeIsUp) void this.stop(overdue());
  }

  reset(): void {
    this.#load.abort();
    this.#end();
    this.verification = this.newCodes = this.codesShown = undefined;
    this.step = this.current = this.failure = undefined;
    this.#ways = [];
    this.#set('idle');
  }

  #onTimeUp(): void {
    // A check that is under way decides for itself whether it came in time.
    this.#timeIsUp = true;
    const { isRecovering, isProving } = this.#options;
    const { renderRoot } = this.#host;
    const deciding = isRecovering() || this.opened.some((way) => isDeciding(childOf(renderRoot, way)));
    if (!deciding || isProving()) void this.stop(overdue());
  }

  /** Takes the panels away: with them go codes and answers. */
  #end(): void {
    this.opened = [];
    this.#expiry.deadline = undefined;
    this.#timeIsUp = false;
    this.#options.clear();
  }

  /** Resolves when it shows; to whether the person had the focus here, which is then on what is new. */
  async #enter(
    phase: ChallengePhase,
    selector = '#title',
    byPerson = this.#host.matches(':focus-within'),
  ): Promise<boolean> {
    this.#set(phase);
    await this.#host.updateComplete;
    if (byPerson) await focusOn(this.#host.renderRoot.querySelector(selector));
    return byPerson;
  }

  #set(phase: ChallengePhase): void {
    this.phase = phase;
    this.#host.requestUpdate();
  }
}

function overdue(): MfaError {
  return new MfaError('challenge-expired', { message: 'the sign-in has run out of time' });
}
