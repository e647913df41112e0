/**
 * What happens, as a store of states: no page, no words, no templates. Any view drives it alike: our elements, a
 * framework's own components, a test.
 */
export interface Flow<State> {
  /** Where it stands. Frozen, and the same object until something changes. */
  readonly state: State;
  /** Calls back after each change of `state`; returns its undo. Bound, as stores of frameworks want it. */
  readonly subscribe: (onChange: () => void) => () => void;
  /**
   * Gives up calls, ends timers, forgets what is secret. What is no secret stays: whoever subscribes again, as a
   * framework does that mounts twice, goes on from there.
   */
  dispose(): void;
}

/** An option, or a function that is asked for it anew each time that it counts. */
export type Option<Value> = Value | (() => Value);

export function valueOf<Value>(option: Option<Value>): Value {
  return typeof option === 'function' ? (option as () => Value)() : option;
}

/** The store that every flow is. */
export abstract class FlowStore<State extends object, Event extends object> implements Flow<State> {
  readonly #listeners = new Set<() => void>();
  readonly #eventListeners = new Set<(event: Event) => void>();
  #state: State;

  constructor(state: State) {
    this.#state = Object.freeze(state);
  }

  get state(): State {
    return this.#state;
  }

  readonly subscribe = (onChange: () => void): (() => void) => {
    // Each subscription is one of its own, also of the same function twice.
    const listener = (): void => onChange();
    this.#listeners.add(listener);
    this.resume();
    return () => this.#listeners.delete(listener);
  };

  /** Tells what happened besides the change of state. Returns its undo. */
  readonly onEvent = (listener: (event: Event) => void): (() => void) => {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  };

  abstract dispose(): void;

  /** Somebody looks, for the first time or again: timers start, also those that a `dispose()` has ended. */
  protected resume(): void {}

  /** Every change of state goes through here. What is the same changes nothing. */
  protected enter(state: State): void {
    if (isSame(this.#state, state)) return;
    this.#state = Object.freeze(state);
    for (const listener of [...this.#listeners]) listener();
  }

  protected emit(event: Event): void {
    for (const listener of [...this.#eventListeners]) listener(event);
  }
}

function isSame<State extends object>(a: State, b: State): boolean {
  const keys = Object.keys(a) as (keyof State)[];
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && a[key] === b[key]);
}
