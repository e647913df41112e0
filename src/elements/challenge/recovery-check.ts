import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { CallController } from '../../controllers/call-controller.js';
import type { MfaClient, Verification } from '../../core/client.js';
import type { MfaError } from '../../core/mfa-error.js';
import type { MfaErrorCode } from '../../core/mfa-error-codes.js';
import { checkRecoveryCode } from '../../flows/otp-calls.js';
import type { TextKey } from '../../locales/texts.js';
import { button } from '../button.js';
import { recoveryCodeIn, recoveryInput, renderRecoveryField } from '../recovery-field.js';
import { Refusal } from '../../flows/refusal.js';

const REFUSED: readonly MfaErrorCode[] = ['invalid-code', 'code-used'];

export interface RecoveryCheckOptions {
  text: (key: TextKey) => string;
  errorText: (error: MfaError) => string;
  client: () => Promise<MfaClient>;
  say: (text: string) => void;
  alert: (text: string) => void;
  onDone: (verification: Verification) => void;
  onFailed: (error: MfaError) => void;
}

/** The form for one recovery code. The code is in its field and goes to the backend from there. */
export class RecoveryCheck implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  readonly #options: RecoveryCheckOptions;
  readonly #check: CallController<[code: string], Verification>;
  #error = '';
  readonly #refusal = new Refusal();

  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: ParentNode },
    options: RecoveryCheckOptions,
  ) {
    this.#host = host;
    this.#options = options;
    this.#check = new CallController(host, async (signal, code) =>
      checkRecoveryCode(await options.client(), code, { signal }),
    );
    host.addController(this);
  }

  get busy(): boolean {
    return this.#check.pending;
  }

  hostDisconnected(): void {
    this.clear();
  }

  /** Forgets what was typed. */
  clear(): void {
    this.#error = '';
    this.#refusal.begin();
    if (this.#field) this.#field.value = '';
  }

  render(): TemplateResult {
    const { text } = this.#options;
    return html`<form
      class="stack"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#submit();
      }}
    >
      ${renderRecoveryField({
        text,
        error: this.#error,
        errorPart: 'error',
        readonly: this.busy,
        onInput: () => this.#onInput(),
      })}
      <div>${button({ part: 'submit', label: text('challengeCheck'), busy: this.busy })}</div>
    </form>`;
  }

  async #submit(): Promise<void> {
    const field = this.#field;
    if (!field || this.busy) return;
    const code = recoveryCodeIn(field);
    if (!code || this.#refusal.unchanged) {
      // The same code again would only cost an attempt.
      this.#refuse(code ? this.#error : this.#options.text('recoveryMissing'));
      return;
    }
    this.#error = '';
    this.#refusal.begin();
    this.#options.say(this.#options.text('challengeChecking'));
    const outcome = await this.#check.run(code);
    if (!outcome) return;
    if ('error' in outcome) {
      this.#refusal.answered(REFUSED.includes(outcome.error.code));
      this.#options.onFailed(outcome.error);
      this.#refuse(this.#options.errorText(outcome.error));
      return;
    }
    this.clear();
    this.#options.onDone(outcome.value);
  }

  #refuse(words: string): void {
    this.#error = words;
    this.#options.alert(words);
    this.#host.requestUpdate();
    this.#field?.select();
  }

  #onInput(): void {
    this.#refusal.typed();
    if (!this.#error) return;
    this.#error = '';
    this.#host.requestUpdate();
  }

  get #field(): HTMLInputElement | null {
    return recoveryInput(this.#host.renderRoot);
  }
}
