import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/**
 * The one voice of an element towards screen readers. Its regions are rendered, empty, before they are ever filled:
 * a region that appears together with its text is not read. Owns the regions; does not own the words.
 */
export class AnnouncerController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #polite = '';
  #urgent = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#polite = this.#urgent = '';
  }

  /** Has a text read when the person pauses. */
  say(text: string): void {
    this.#polite = distinct(text, this.#polite);
    this.#host.requestUpdate();
  }

  /** Has a text read at once. */
  alert(text: string): void {
    this.#urgent = distinct(text, this.#urgent);
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
