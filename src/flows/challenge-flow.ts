import type { MfaClient, SecondStep, Verification } from '../core/client.js';
import { Deadline } from '../core/deadline.js';
import { MfaError } from '../core/mfa-error.js';
import { CallingFlow } from './calling-flow.js';
import { Calls } from './calls.js';
import {
  NO_FACTS,
  type ChallengeEvent,
  type ChallengeFacts,
  type ChallengeOptions,
  type ChallengeState,
  type ChallengeStatus,
  type OpenedWay,
} from './challenge-state.js';
import { valueOf } from './flow.js';
import { LastUsed } from './last-used.js';
import { panelOptions } from './panel-options.js';
import { disposePanel, enrollPanel, flowsOf, isDeciding, outcomeOf, usePanel } from './panels.js';
import { Requirement } from './requirement.js';
import { secondStepOf } from './second-step.js';
import { TakenLogin } from './taken-login.js';
import { waitAfter } from './wait-after.js';
import { inOrder, unusablePasskey, wayOfChallenge, waysOf, type Way } from './ways.js';

type Phase = Exclude<ChallengeStatus, 'loading' | 'proving'>;

/**
 * The whole second step: finds out what there is, and leads through it. Holds the flows of the ways that were opened.
 *
 * ```ts
 * const flow = new ChallengeFlow({ client });
 * await flow.start(login); // then show what flow.state says
 * ```
 */
export class ChallengeFlow extends CallingFlow<ChallengeState, ChallengeEvent> {
  readonly #options: ChallengeOptions;
  readonly #calls = new Calls();
  readonly #taken = new TakenLogin();
  readonly #lastUsed: LastUsed;

  #phase: Phase = 'idle';
  #client: MfaClient | undefined;
  #step: SecondStep | undefined;
  #ways: readonly Way[] = [];
  #opened: readonly OpenedWay[] = [];
  #current: OpenedWay | undefined;
  #expiresAt: Deadline | undefined;
  #requirement: Requirement | undefined;
  #timeIsUp = false;
  #waitUntil: Deadline | undefined;
  #failure: MfaError | undefined;
  #verification: Verification | undefined;
  #recoveryCodes: readonly string[] | undefined;

  constructor(options: ChallengeOptions) {
    super({ ...NO_FACTS, status: 'idle' }, options);
    this.#options = options;
    this.#lastUsed = new LastUsed(options);
  }

  /** The client of this sign-in: the one that it began with. */
  override get client(): MfaClient | undefined {
    return this.#client ?? super.client;
  }

  /** Where answers that are forgotten are set anew. */
  get resetWay(): Way | undefined {
    return this.#ways.find(({ act, kind }) => act === 'enroll' && kind === 'security-questions');
  }

  /** Whether this is what the last start was made with, by its content. */
  isTaken(login: unknown): boolean {
    return this.#taken.is(login);
  }

  /**
   * Finds out what there is, and begins anew.
   *
   * @param login - What the first step gave: an answer, a ticket, a list of factors. Secret, and not kept.
   * @returns whether that is known now; `flow.state.failure` says why not
   */
  async start(login?: unknown): Promise<boolean> {
    this.reset();
    this.#taken.take(login);
    const loading = this.#calls.run(async (signal) => {
      const client = await this.source.resolve();
      signal.throwIfAborted();
      this.#client = client;
      const destinations = valueOf(this.#options.destinations) ?? [];
      return secondStepOf(client, login, destinations, { signal }, this.#options.ceremony);
    });
    this.#show();
    const outcome = await loading;
    if (!outcome) return false;
    if ('value' in outcome) {
      this.#begin(outcome.value);
      return true;
    }
    // A backend that needs what the first step gives: it will come.
    const isEarly = login === undefined && this.#client?.secondStep !== undefined;
    if (isEarly && outcome.error.code === 'misconfigured') this.reset();
    else this.#stop(outcome.error);
    return false;
  }

  /** The person chooses a way, or comes back to one. */
  open(way: Way): void {
    if (this.#isOpen && this.#ways.includes(way)) this.#go(way);
  }

  /** The person wants to see the other ways. Nothing that was begun is lost. */
  choose(): void {
    if (this.#isOpen) this.#enter('choosing');
  }

  /** The person goes on without, where that is allowed. */
  skip(): void {
    if (!this.state.canSkip) return;
    this.#close();
    this.#enter('skipped');
    this.emit({ type: 'skipped' });
  }

  /** The recovery codes that were just made are saved. */
  saved(): void {
    if (this.#phase === 'saving') this.#complete();
  }

  /** Forgets everything. */
  reset(): void {
    this.#calls.giveUp();
    this.#close();
    this.#client = this.#step = this.#current = this.#waitUntil = this.#requirement = undefined;
    this.#failure = this.#verification = this.#recoveryCodes = undefined;
    this.#taken.forget();
    this.#ways = [];
    this.#enter('idle');
  }

  /** The options may have changed: the order in which ways are offered. */
  refresh(): void {
    const ways = this.#inOrder(this.#ways);
    if (ways.some((way, index) => way !== this.#ways[index])) this.#ways = ways;
    this.#show();
  }

  override dispose(): void {
    // Nothing is shown at the end: what has run out of time is told to whoever looks again.
    this.leave();
    this.proving.rest();
    this.watch.rest();
  }

  /** What was begun stays, but for what is secret in it. */
  protected override leave(): void {
    const isGivenUp = this.#calls.busy || this.#phase === 'saving' || this.#phase === 'completed';
    if (isGivenUp) this.reset();
    this.proof.decline();
    for (const { panel } of this.#opened) disposePanel(panel);
  }

  #begin(step: SecondStep): void {
    const client = this.#client;
    if (!client) return;
    this.#step = step;
    this.#requirement = new Requirement(this.clock, step);
    this.#ways = this.#inOrder(waysOf(client, step, this.#options.ceremony));
    this.#verification = step.verification;
    if (this.#verification) {
      this.#complete();
      return;
    }
    this.#expiresAt = Deadline.from(this.clock, step.expiresAt);
    const [first, ...others] = this.#ways;
    // Recovery codes are for emergencies: they alone make no choice.
    const isOnly = others.every(({ kind }) => kind === 'recovery-code');
    const way = wayOfChallenge(this.#ways, step) ?? (isOnly ? first : undefined);
    if (this.#expiresAt?.isPast) this.#stop(overdue());
    else if (way) this.#go(way);
    else if (first) this.#enter('choosing');
    else if (this.#isOptional) {
      this.#enter('choosing');
      this.skip();
    } else this.#enter('unusable');
  }

  #inOrder(ways: readonly Way[]): Way[] {
    return inOrder(ways, valueOf(this.#options.order) ?? [], this.#lastUsed.kind);
  }

  #go(way: Way): void {
    if (!this.#client || !this.#step) return;
    this.#current = this.#opened.find((one) => one.way === way) ?? this.#make(way, this.#client, this.#step);
    this.#enter(way.act === 'use' ? 'answering' : 'enrolling');
  }

  #make(way: Way, client: MfaClient, step: SecondStep): OpenedWay {
    const options = panelOptions(this.#options, {
      client,
      proof: this.proof,
      clock: this.clock,
      schedule: this.schedule,
    });
    const isUsed = way.act === 'use';
    const panel = isUsed
      ? usePanel(way, step, this.#ways, options)
      : enrollPanel(way.kind, step.known, options);
    const opened = { way, panel };
    this.#opened = [...this.#opened, opened];
    for (const flow of flowsOf(panel)) {
      flow.subscribe(() => this.#onPanel(opened));
      flow.onEvent((event: { type: string; error?: MfaError }) => {
        if (event.type === 'failed' && event.error) this.#onFailed(opened, event.error);
      });
    }
    return opened;
  }

  #onPanel(opened: OpenedWay): void {
    // Two checks may have been under way: the first one counts. What was closed counts no more.
    if (!this.#opened.includes(opened)) return;
    const { panel, way } = opened;
    const outcome = outcomeOf(panel);
    if (!outcome) {
      if (this.#timeIsUp) this.present();
      return;
    }
    this.#current = opened;
    this.#verification = outcome.verification;
    if (way.act === 'enroll' && outcome.recoveryCodes?.length) {
      this.#recoveryCodes = outcome.recoveryCodes;
      this.#close();
      this.#enter('saving');
    } else this.#complete();
  }

  /** A call of one of the ways failed: that way tells, unless it was the end of all. */
  #onFailed(opened: OpenedWay, { code }: MfaError): void {
    if (code === 'unauthenticated' && this.#opened.includes(opened))
      this.#stop(new MfaError(code, { message: 'the session is over' }));
  }

  #complete(): void {
    const way = this.#current?.way;
    this.#lastUsed.remember(way?.kind);
    this.#recoveryCodes = undefined;
    this.#close();
    this.#enter('completed');
    this.emit({ type: 'completed', kind: way?.kind, enrolled: way?.act === 'enroll' });
  }

  /** It cannot go on. */
  #stop(error: MfaError): void {
    this.#close();
    this.#current = undefined;
    this.#failure = error;
    this.#waitUntil = waitAfter(error, this.clock);
    const isOver = error.code === 'unauthenticated' || error.code === 'challenge-expired';
    this.#enter(isOver ? 'ended' : 'failed');
    this.emit({ type: 'failed', error });
  }

  /** Something may be over by now, or was decided. */
  protected override present(): void {
    if (this.#expiresAt?.isPast) this.#timeIsUp = true;
    // A check that is under way decides for itself whether it came in time, unless it waits for a proof.
    const isBeingDecided = !this.proof.isAsking && this.#opened.some(({ panel }) => isDeciding(panel));
    if (this.#timeIsUp && !isBeingDecided) this.#stop(overdue());
    else this.#show();
  }

  /** Takes the panels away: with them go codes and answers. */
  #close(): void {
    const closing = this.#opened;
    this.#opened = [];
    this.#expiresAt = undefined;
    this.#timeIsUp = false;
    this.proof.decline();
    for (const { panel } of closing) disposePanel(panel);
  }

  /** The person is at it, and has not come to an end. */
  get #isOpen(): boolean {
    return this.#phase === 'choosing' || this.#phase === 'answering' || this.#phase === 'enrolling';
  }

  get #isOptional(): boolean {
    return this.#requirement?.isRequired === false || valueOf(this.#options.isOptional) === true;
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.#show();
  }

  #show(): void {
    if (this.#waitUntil?.isPast) this.#waitUntil = undefined;
    const ends = this.#timeIsUp ? undefined : this.#expiresAt;
    this.watch.follow([ends, this.#waitUntil, this.#isOpen ? this.#requirement?.next : undefined]);
    this.enter(this.#stateOf());
  }

  #stateOf(): ChallengeState {
    const facts: ChallengeFacts = {
      ways: this.#ways,
      opened: this.#opened,
      current: this.#current,
      canSkip: this.#isOpen && this.#isOptional,
      unusablePasskey:
        this.#client && this.#step && unusablePasskey(this.#client, this.#step, this.#options.ceremony),
      expiresAt: this.#expiresAt,
      requiredFrom: this.#isOpen ? this.#requirement?.begins : undefined,
    };
    if (this.#calls.busy) return { ...facts, status: 'loading' };
    if (this.proof.isAsking) return { ...facts, status: 'proving' };
    switch (this.#phase) {
      case 'saving':
        return { ...facts, status: 'saving', recoveryCodes: this.#recoveryCodes ?? [] };
      case 'completed':
        return { ...facts, status: 'completed', verification: this.#verification };
      case 'ended':
      case 'failed':
        return {
          ...facts,
          status: this.#phase,
          failure: this.#failure ?? overdue(),
          waitUntil: this.#waitUntil,
        };
      default:
        return { ...facts, status: this.#phase };
    }
  }
}

function overdue(): MfaError {
  return new MfaError('challenge-expired', { message: 'the sign-in has run out of time' });
}
