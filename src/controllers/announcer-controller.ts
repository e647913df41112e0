import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** Something to be read aloud: when the person pauses, or at once. */
export interface Saying {
  readonly text: string;
  readonly urgent?: boolean;
}

/** What is said of a flow: a pure function of two of its states. */
export interface SaidOf<State> {
  state: () => State;
  says: (before: State, after: State) => Saying | undefined;
}

/**
 * The one voice of an element towards screen readers. Its regions are rendered, empty, before they are ever filled:
 * a region that appears together with its text is not read. Owns the regions; does not own the words.
 */
export class AnnouncerController<
  State extends { readonly status: string } = { readonly status: string },
> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #saidOf: SaidOf<State> | undefined;
  #before: State | undefined;
  #isThere = false;
  #polite = '';
  #urgent = '';

  constructor(host: ReactiveControllerHost, saidOf?: SaidOf<State>) {
    this.#host = host;
    this.#saidOf = saidOf;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isThere = true;
  }

  hostUpdate(): void {
    const after = this.#saidOf?.state();
    const before = this.#before;
    if (!after || after === before) return;
    this.#before = after;
    const saying = before && this.#saidOf?.says(before, after);
    if (saying) this.tell(saying);
    else if (before && before.status !== after.status) this.hush();
  }

  hostDisconnected(): void {
    this.#polite = this.#urgent = '';
    this.#isThere = false;
    setTimeout(() => {
      // Unless it was only moved: a state may hold what the backend gave, and is not to be held here in the end.
      if (!this.#isThere) this.#before = undefined;
    });
  }

  tell({ text, urgent }: Saying): void {
    if (urgent) this.alert(text);
    else this.say(text);
  }

  /** Has a text read when the person pauses. What was said before is over. */
  say(text: string): void {
    this.#speak(distinct(text, this.#polite), '');
  }

  /** Has a text read at once. */
  alert(text: string): void {
    this.#speak('', distinct(text, this.#urgent));
  }

  /** What was said last does not hold any more: who comes across the region later shall not read it. */
  hush(): void {
    if (this.#polite || this.#urgent) this.#speak('', '');
  }

  #speak(polite: string, urgent: string): void {
    this.#polite = polite;
    this.#urgent = urgent;
    this.#host.requestUpdate();
  }

  /** The regions, for the end of the host's template. Needs the `visually-hidden` class of the shared controls. */
  render(): TemplateResult {
    return html`<div class="visually-hidden" role="status">${this.#polite}</div>
      <div class="visually-hidden" role="alert">${this.#urgent}</div>`;
  }
}

/** The same words twice are no change, and would not be read: an invisible space makes them one. */
function distinct(text: string, before: string): string {
  return text === before ? `${text}\u00a0` : text;
}
