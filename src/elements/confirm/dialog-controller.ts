import type { ReactiveController } from 'lit';
import type { ChallengeFlow } from '../../flows/challenge-flow.js';
import type { MfaElement } from '../mfa-element.js';

export interface DialogOptions {
  /** Whether the dialog is to be open. */
  isAsked: () => boolean;
  /** What is shown in it. */
  challenge: () => ChallengeFlow;
}

/** Opens and closes the native dialog of its host, leads into it, and gives the focus back where it came from. */
export class DialogController implements ReactiveController {
  readonly #host: MfaElement;
  readonly #options: DialogOptions;
  #opener: HTMLElement | undefined;
  #undo: (() => void) | undefined;

  constructor(host: MfaElement, options: DialogOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Whether it is closed, though it was opened: by the Escape key, or by the browser's own gesture for "back". */
  get isClosed(): boolean {
    return this.#dialog?.open === false;
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    const isAsked = this.#options.isAsked();
    if (!isAsked && dialog.open) this.#close(dialog);
    else if (isAsked && this.#host.isConnected && !dialog.matches(':modal')) this.#open(dialog);
  }

  /** A dialog that is taken out of the page is modal no more. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.shadowRoot?.querySelector('dialog') ?? null;
  }

  #open(dialog: HTMLDialogElement): void {
    // After a move it says that it is open, and is not what it was.
    if (dialog.open) dialog.removeAttribute('open');
    else this.#opener = focused();
    dialog.showModal();
    dialog.querySelector<HTMLElement>('#title')?.focus();
    this.#undo?.();
    this.#undo = this.#options.challenge().subscribe(() => {
      // Some of its words hang on where that is.
      this.#host.requestUpdate();
      void this.#lead(dialog);
    });
    void this.#lead(dialog);
  }

  #close(dialog: HTMLDialogElement): void {
    this.#undo?.();
    this.#undo = undefined;
    dialog.close();
    const opener = this.#opener;
    this.#opener = undefined;
    if (opener?.isConnected && opener !== focused()) opener.focus();
  }

  /** Who has not gone anywhere else is led to what there is to do, as soon as it is there. */
  async #lead(dialog: HTMLDialogElement): Promise<void> {
    const { status } = this.#options.challenge().state;
    if (status === 'idle' || status === 'loading') return;
    const challenge = dialog.querySelector<MfaElement>('mfa-challenge');
    await challenge?.updateComplete;
    if (this.#host.shadowRoot?.activeElement?.id === 'title') challenge?.focus();
  }
}

/** The element that has the focus, in whatever shadow root. */
function focused(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : undefined;
}
