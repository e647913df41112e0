import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { FlowController } from '../../controllers/flow-controller.js';
import type { ProofKind, Verification } from '../../core/client.js';
import { ProofFlow, type ProofState } from '../../flows/proof-flow.js';
import { errors } from '../../locales/en/errors.js';
import { proof } from '../../locales/en/proof.js';
import { shared } from '../../locales/en/shared.js';
import type { Texts } from '../../locales/texts.js';
import { controls } from '../../styles/controls.js';
import { screens } from '../../styles/screens.js';
import { tokens } from '../../styles/tokens.js';
import { button, submitting } from '../button.js';
import { EXPORTED_PARTS } from '../exported-parts.js';
import { renderField } from '../field.js';
import { heading, headingLevelOf } from '../heading.js';
import { MfaFlowElement } from '../mfa-flow-element.js';
import { fieldError } from '../scene.js';

type Asking = Extract<ProofState, { status: 'asking' }>;

/** What asks for it, where one field is not enough. */
const ASKERS: Partial<Record<ProofKind, string>> = {
  'step-up': 'mfa-challenge',
  'security-questions': 'mfa-security-questions',
};

/**
 * @summary The question for a proof, such as the password, that a backend wants before something sensitive.
 *
 * The elements that may be asked for one show it by themselves; it is given their flow's `proof`. Keeps no proof: the
 * password is in its field, and goes from there.
 *
 * @slot captcha - The page's captcha, for backends that want one; its answer goes to `flow.give()`.
 * @csspart proof - All of it.
 * @csspart proof-title - The title.
 * @csspart proof-input - The field for the password.
 * @csspart proof-error - What was wrong with the proof.
 * @csspart proof-submit - The button that goes on.
 * @csspart proof-cancel - The button that leaves everything as it is.
 */
export class MfaProof extends MfaFlowElement {
  static override readonly tag: string = 'mfa-proof';
  static override readonly english: Texts = { ...proof, ...errors, ...shared };
  static override readonly styles = [tokens, controls, screens];

  static override properties: PropertyDeclarations = {
    flow: { attribute: false },
    headingLevel: { attribute: false },
    isMissing: { state: true },
    isLost: { state: true },
  };

  /** The `proof` of the flow that is asked for one. */
  flow?: ProofFlow | undefined;

  /** The level of its title's heading. By default 2. */
  headingLevel?: number | undefined;

  private isMissing = false;
  /** What asks could not be loaded. */
  private isLost = false;

  readonly #flow = new FlowController(this, { make: () => new ProofFlow(), given: () => this.flow });

  constructor() {
    super();
    this.forgetOnPageHide(() => {
      if (this.field) this.field.value = '';
    });
  }

  private get field(): HTMLInputElement | null {
    return this.shadowRoot?.querySelector('input') ?? null;
  }

  protected override willUpdate(): void {
    const { state } = this.#flow.flow;
    if (state.status === 'idle') this.isMissing = this.isLost = false;
    else void this.#summonAsker(state);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('isLost') && this.isLost && this.matches(':focus-within')) this.focus();
  }

  override focus(options?: FocusOptions): void {
    (this.field ?? this.shadowRoot?.querySelector<HTMLElement>('#proof-title'))?.focus(options);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const { state } = this.#flow.flow;
    if (state.status === 'idle') return nothing;
    return html`<div part="proof card" class="stack card" role="group" aria-labelledby="proof-title">
      ${heading(headingLevelOf(this), { part: 'proof-title title', id: 'proof-title', class: 'title' }, this.text('proofTitle'))}
      ${this.isLost ? this.#renderLost() : this.#renderKind(state)}
      <div>
        ${button({ part: 'proof-cancel', kind: 'link', label: this.text('cancel'), onClick: () => this.#flow.flow.decline() })}
      </div>
    </div>`;
  }

  #renderKind(state: Asking): TemplateResult {
    const { kind, client } = state;
    if (kind === 'password') return this.#renderPassword(state);
    const error = fieldError(
      'proof-error',
      state.failure ? this.errorText(state.failure) : '',
      'proof-error',
      'alert',
    );
    if (kind === 'captcha')
      return html`<p>${this.text('proofCaptcha')}</p>
        ${error}<slot name="captcha"></slot>`;
    const done = (event: Event): void => {
      const { verification } = event.target as Element & { verification?: Verification };
      this.#flow.flow.give(verification?.proof ?? {});
    };
    return kind === 'step-up'
      ? html`${error}<mfa-challenge
            exportparts=${EXPORTED_PARTS}
            .client=${client}
            .headingLevel=${headingLevelOf(this) + 1}
            @mfa-challenge-completed=${done}
          ></mfa-challenge>`
      : html`${error}<mfa-security-questions
            exportparts=${EXPORTED_PARTS}
            .client=${client}
            @mfa-security-questions-answered=${done}
          ></mfa-security-questions>`;
  }

  #renderPassword({ failure }: Asking): TemplateResult {
    const words = this.isMissing
      ? this.text('proofPasswordMissing')
      : failure &&
        (failure.code === 'invalid-proof' ? this.text('proofPasswordWrong') : this.errorText(failure));
    return html`<form class="stack" novalidate @submit=${submitting(() => this.#submitPassword())}>
      ${renderField({
        at: this.placements,
        isInvalid: words !== undefined,
        label: html`<label part="label field-label" for="proof-password"
          >${this.text('proofPassword')}</label
        >`,
        input: html`<input
          id="proof-password"
          placeholder=" "
          part="proof-input input ${words ? 'invalid' : ''}"
          type="password"
          autocomplete="current-password"
          aria-invalid=${words ? 'true' : nothing}
          aria-describedby="proof-error"
          @input=${() => (this.isMissing = false)}
        />`,
        error: fieldError('proof-error', words ?? '', 'proof-error', 'alert'),
      })}
      <div>${button({ part: 'proof-submit', label: this.text('goOn') })}</div>
    </form>`;
  }

  #renderLost(): TemplateResult {
    return html`${fieldError('proof-error', this.text('proofLost'), 'proof-error', 'alert')}
      <div>
        ${button({
          part: 'proof-submit',
          label: this.text('tryAgain'),
          onClick: () => {
            // The button goes, and what asks is loaded anew.
            this.focus();
            this.isLost = false;
          },
        })}
      </div>`;
  }

  #submitPassword(): void {
    const { field } = this;
    const password = field?.value;
    if (!field || !password) {
      this.isMissing = true;
      field?.focus();
      return;
    }
    field.value = '';
    this.#flow.flow.give({ password });
  }

  /** Has what asks registered. Where it cannot be had, that is said here, and what the server has said still holds. */
  async #summonAsker({ kind }: Asking): Promise<void> {
    const tag = ASKERS[kind];
    if (tag && !this.isLost) this.isLost = !(await this.summon(tag));
  }
}
