import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Flow } from '../flows/flow.js';

/** A flow that tells of events besides its states, as most do. */
interface Telling<Event> {
  onEvent(listener: (event: Event) => void): () => void;
}

type EventOf<HostFlow> = HostFlow extends Telling<infer Event> ? Event : never;

export interface FlowControllerOptions<HostFlow extends Flow<object>> {
  /** Makes the flow of a host that is given none. */
  make: () => HostFlow;
  /** The flow that the host is given: then whoever gives it disposes of it. */
  given?: () => HostFlow | undefined;
  /** The state is another than the last time that the host was rendered, if it was: what hangs on it follows. */
  onChange?: (before: HostFlow['state'] | undefined, after: HostFlow['state']) => void;
  /** What the flow tells besides its states. */
  onEvent?: (event: EventOf<HostFlow>) => void;
  /** The host has left for good: what was typed is forgotten. */
  onLeave?: () => void;
}

/**
 * Ties a host to a flow: updates it when the state changes, and tells a move from an end. An element that is in the
 * document again after a task has only been moved, and nothing has happened. Owns the flow unless the host is given one.
 */
export class FlowController<HostFlow extends Flow<object>> implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #options: FlowControllerOptions<HostFlow>;
  #own: HostFlow | undefined;
  #held: HostFlow | undefined;
  #seen: HostFlow['state'] | undefined;
  #undo: (() => void)[] = [];

  constructor(host: ReactiveControllerHost & Element, options: FlowControllerOptions<HostFlow>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get flow(): HostFlow {
    return this.#options.given?.() ?? (this.#own ??= this.#options.make());
  }

  /** Where the flow is. */
  get state(): HostFlow['state'] {
    return this.flow.state;
  }

  hostConnected(): void {
    this.#hold();
  }

  hostUpdate(): void {
    if (this.#host.isConnected) this.#hold();
    const [before, after] = [this.#seen, this.state];
    this.#seen = after;
    if (after !== before) this.#options.onChange?.(before, after);
  }

  hostDisconnected(): void {
    setTimeout(() => {
      if (!this.#host.isConnected) this.#leave();
    });
  }

  #hold(): void {
    const { flow } = this;
    if (flow === this.#held) return;
    this.#release();
    this.#held = flow;
    const { onEvent } = this.#options;
    this.#undo = [
      flow.subscribe(() => this.#host.requestUpdate()),
      ...(onEvent ? [(flow as unknown as Telling<EventOf<HostFlow>>).onEvent(onEvent)] : []),
    ];
  }

  #release(): void {
    for (const undo of this.#undo) undo();
    this.#undo = [];
    // A flow of the host's own that has been replaced is for nobody.
    if (this.#held && this.#held === this.#own) this.#own.dispose();
    this.#held = undefined;
  }

  #leave(): void {
    this.#release();
    // A state may hold what the backend gave, and is not to be held here in the end.
    this.#seen = undefined;
    this.#options.onLeave?.();
  }
}
