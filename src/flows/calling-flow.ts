import type { MfaClient } from '../core/client.js';
import { systemClock, type Clock } from '../core/clock.js';
import { plainSchedule, type Schedule } from '../core/schedule.js';
import type { CallingOptions } from './calling-options.js';
import { clientSource, type ClientSource } from './client-option.js';
import { FlowStore } from './flow.js';
import type { ProofFlow } from './proof-flow.js';
import { ProofWatch } from './proof-watch.js';
import { Watch } from './watch.js';

/** What the flows share that call a backend on their own: its client, the time, and a proof that it may want. */
export abstract class CallingFlow<State extends object, Event extends object> extends FlowStore<
  State,
  Event
> {
  /** Asks the person to prove who they are, where the backend wants that. */
  readonly proof: ProofFlow;

  protected readonly source: ClientSource;
  protected readonly clock: Clock;
  protected readonly schedule: Schedule;
  protected readonly watch: Watch;
  protected readonly proving: ProofWatch;

  constructor(state: State, options: CallingOptions) {
    super(state);
    this.source = clientSource(options.client);
    this.clock = options.clock ?? systemClock;
    this.schedule = options.schedule ?? plainSchedule(this.clock);
    this.watch = new Watch(this.schedule, () => this.onTime());
    this.proving = new ProofWatch(options.proof, () => this.present());
    this.proof = this.proving.proof;
  }

  /** The client for the next call, as far as it is known without waiting. */
  get client(): MfaClient | undefined {
    return this.source.current;
  }

  /** Leaves for good. What is done stays so, without what the backend gave for it. */
  dispose(): void {
    this.leave();
    this.proving.rest();
    this.watch.rest();
    this.present();
  }

  protected override resume(): void {
    this.proving.wake();
    this.watch.wake();
    this.onTime();
  }

  /** Gives up what is under way, and forgets what is secret. */
  protected abstract leave(): void;

  /** Shows where it stands, and waits for what ends next. */
  protected abstract present(): void;

  /** A deadline may have passed. */
  protected onTime(): void {
    this.present();
  }
}
