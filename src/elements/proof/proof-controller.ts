import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { MfaClient, Proof, ProofKind, Verification } from '../../core/client.js';
import { guardedClient } from '../../core/guarded-client.js';
import { isMfaError } from '../../core/is-mfa-error.js';
import { MfaError } from '../../core/mfa-error.js';
import type { TextKey } from '../../locales/texts.js';
import { button } from '../button.js';

export interface ProofControllerOptions {
  text: (key: TextKey) => string;
  errorText: (error: MfaError) => string;
  client: () => MfaClient | undefined;
  /** The person is asked, or is done with it. */
  onChange: (asking: boolean) => void;
  /** Whether a question takes the focus. Default: it does, for who is asked has just done something. */
  takesFocus?: () => boolean;
  /** Codes that the backend has made along with an authenticator. Secret. */
  onRecoveryCodes?: (codes: readonly string[] | undefined) => void;
}

interface Wish {
  readonly kind: ProofKind;
  /** What was wrong with the proof before. */
  readonly error: MfaError | undefined;
  readonly client: MfaClient;
  readonly resolve: (proof: Proof | undefined) => void;
}

/**
 * Asks for a proof when a call wants one, and has the call made again with it. Owns the wish and how it is shown; keeps
 * no proof. Removal of the host is a refusal.
 */
export class ProofController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };
  readonly #options: ProofControllerOptions;
  #wish: Wish | undefined;
  #missing = false;
  #guarded: { client: MfaClient; by: MfaClient } | undefined;

  constructor(
    host: ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode },
    options: ProofControllerOptions,
  ) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** What the person is asked for now. */
  get kind(): ProofKind | undefined {
    return this.#wish?.kind;
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      // What has only been moved in the document is in it again, and still asks.
      if (!this.#host.isConnected) this.give(undefined);
    });
  }

  /** The same client, whose sensitive calls ask for a proof by themselves. */
  client(client: MfaClient): MfaClient {
    if (this.#guarded?.client !== client) {
      const { onRecoveryCodes } = this.#options;
      const by = guardedClient(client, (call, signal) => this.guard(call, signal), onRecoveryCodes);
      this.#guarded = { client, by };
    }
    return this.#guarded.by;
  }

  /**
   * Makes a call, as often as proofs are wanted and given. Who declines gets an error that
   * {@link wasDeclined} knows.
   */
  async guard<Result>(
    call: (proof: Proof | undefined) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    let proof: Proof | undefined;
    let asked: ProofKind | undefined;
    for (;;) {
      try {
        return await call(proof);
      } catch (error) {
        if (!isMfaError(error)) throw error;
        const kind = error.code === 'invalid-proof' ? asked : wantedKind(error);
        if (!kind) throw error;
        const given = await this.#ask(kind, kind === asked ? wrong(error) : undefined, signal);
        if (!given) throw refusal();
        proof = { ...proof, ...given };
        asked = kind;
      }
    }
  }

  /** The person's answer, or the page's; nothing where they declined. */
  give(proof: Proof | undefined): void {
    const wish = this.#wish;
    if (!wish) return;
    this.#wish = undefined;
    this.#missing = false;
    wish.resolve(proof);
    this.#options.onChange(false);
    this.#host.requestUpdate();
  }

  /** The question, or nothing. */
  render(): TemplateResult | typeof nothing {
    const wish = this.#wish;
    if (!wish) return nothing;
    const { text } = this.#options;
    return html`<div part="proof" class="stack proof" role="group" aria-labelledby="proof-title">
      <p id="proof-title" class="title" tabindex="-1">${text('proofTitle')}</p>
      ${this.#renderKind(wish)}
      <div>
        ${button({ part: 'proof-cancel', kind: 'link', label: text('proofCancel'), onClick: () => this.give(undefined) })}
      </div>
    </div>`;
  }

  async #ask(
    kind: ProofKind,
    error: MfaError | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Proof | undefined> {
    const client = this.#options.client();
    if (!client || !this.#host.isConnected || signal?.aborted) return undefined;
    // One question at a time: who is asked anew has not answered the one before.
    this.give(undefined);
    const asker =
      kind === 'step-up' ? client.stepUp?.() : kind === 'security-questions' ? asking(client) : client;
    if (!asker) throw new MfaError('misconfigured', { message: `the client has no way to prove by ${kind}` });
    const answer = new Promise<Proof | undefined>((resolve) => {
      this.#wish = { kind, error, client: asker, resolve };
      signal?.addEventListener('abort', () => this.give(undefined), { once: true });
    });
    const takesFocus = this.#options.takesFocus?.() ?? true;
    this.#options.onChange(true);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (takesFocus)
      (this.#field ?? this.#host.renderRoot.querySelector<HTMLElement>('#proof-title'))?.focus();
    return answer;
  }

  #renderKind(wish: Wish): TemplateResult {
    const { text } = this.#options;
    const { kind, client } = wish;
    if (kind === 'password') return this.#renderPassword(wish);
    const error = wish.error
      ? html`<p part="proof-error" class="error" role="alert">${this.#options.errorText(wish.error)}</p>`
      : nothing;
    if (kind === 'captcha')
      return html`<p>${text('proofCaptcha')}</p>
        ${error}<slot name="captcha"></slot>`;
    const done = (event: Event): void => {
      const { verification } = event.target as Element & { verification?: Verification };
      this.give(verification?.proof ?? {});
    };
    return kind === 'step-up'
      ? html`${error}<mfa-challenge .client=${client} @mfa-challenge-completed=${done}></mfa-challenge>`
      : html`${error}<mfa-security-questions
            .client=${client}
            @mfa-security-questions-answered=${done}
          ></mfa-security-questions>`;
  }

  #renderPassword({ error }: Wish): TemplateResult {
    const { text, errorText } = this.#options;
    const words = this.#missing
      ? text('proofPasswordMissing')
      : error && (error.code === 'invalid-proof' ? text('proofPasswordWrong') : errorText(error));
    return html`<form
      class="stack"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        this.#submitPassword();
      }}
    >
      <div class="field">
        <label for="proof-password">${text('proofPassword')}</label>
        <input
          id="proof-password"
          part="proof-input"
          type="password"
          autocomplete="current-password"
          aria-invalid=${words ? 'true' : nothing}
          aria-describedby="proof-error"
        />
        <p id="proof-error" part="proof-error" class="error" role="alert">${words}</p>
      </div>
      <div>${button({ part: 'proof-submit', label: text('proofConfirm') })}</div>
    </form>`;
  }

  get #field(): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector<HTMLInputElement>('#proof-password');
  }

  #submitPassword(): void {
    const field = this.#field;
    if (field?.value) {
      this.give({ password: field.value });
      field.value = '';
      return;
    }
    this.#missing = true;
    this.#host.requestUpdate();
    field?.focus();
  }
}

const refusals = new WeakSet<MfaError>();

/** Whether a call failed only because the person did not prove who they are. */
export function wasDeclined(error: MfaError): boolean {
  return refusals.has(error);
}

function refusal(): MfaError {
  const error = new MfaError('proof-required', { message: 'no proof was given' });
  refusals.add(error);
  return error;
}

/** Who is asked for the same proof again has given a wrong one. */
function wrong(error: MfaError): MfaError {
  return error.code === 'proof-required' ? new MfaError('invalid-proof', { cause: error }) : error;
}

function wantedKind(error: MfaError): ProofKind | undefined {
  return error.code === 'proof-required' ? error.proof : undefined;
}

/** Hands the answers on in place of having them checked: the call that wants them does that. */
function asking(client: MfaClient): MfaClient | undefined {
  const list = client.securityQuestions;
  return (
    list && {
      securityQuestions: (options) => list.call(client, options),
      answerSecurityQuestions: (answers) => Promise.resolve({ proof: { answers } }),
    }
  );
}
