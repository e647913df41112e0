import type { TemplateResult, nothing } from 'lit';
import type { ProofKind } from '../../../core/client.js';
import { MfaError } from '../../../core/mfa-error.js';
import { asMfaError } from '../../../core/is-mfa-error.js';
import type { Text, TextKey, Texts } from '../../../locales/texts.js';
import type { ProofController } from '../../proof/proof-controller.js';
import { proofLate } from '../../proof/proof-late.js';
import type { EnrollHost } from '../enroll-host.js';
import type { ProvenCall } from '../enrollment-session.js';

/** What asks for a proof, where the question itself cannot. */
const ASKERS: Partial<Record<ProofKind, string>> = {
  'security-questions': 'mfa-security-questions',
  'step-up': 'mfa-challenge',
};

/**
 * The question for a proof, which stands in place of the steps. Owns where the focus goes: who is elsewhere on the page
 * stays there. Keeps no proof.
 */
export class EnrollProof {
  /** The person is at it: they have answered, or declined. */
  answered = false;

  readonly #host: EnrollHost;
  #controller: ProofController | undefined;

  constructor(host: EnrollHost) {
    this.#host = host;
  }

  get asking(): boolean {
    return this.#controller?.kind !== undefined;
  }

  /** Makes a call as often as proofs are wanted and given. Where the question cannot be had, the person is offline. */
  async guard<Result>(call: ProvenCall<Result>, signal: AbortSignal): Promise<Result> {
    const late = await proofLate.get();
    if (!late) throw new MfaError('network', { message: 'the question for a proof is not loaded' });
    this.#controller ??= this.#make(late.ProofController);
    return this.#controller.guard(
      (proof) => call(proof).catch((error: unknown) => mustBeAskable(asMfaError(error))),
      signal,
    );
  }

  /** The person's answer, or the page's. */
  give: ProofController['give'] = (proof) => this.#controller?.give(proof);

  lateText(key: TextKey): Text | undefined {
    return (proofLate.now?.texts as Texts | undefined)?.[key];
  }

  render(): TemplateResult | typeof nothing | undefined {
    return this.#controller?.render();
  }

  #make(Controller: typeof ProofController): ProofController {
    const { element, session, voice, text, errorText } = this.#host;
    const isAtIt = (): boolean => this.answered || element.matches(':focus-within');
    return new Controller(element, {
      text,
      errorText,
      client: () => session.client,
      takesFocus: isAtIt,
      onChange: (asking) => {
        element.requestUpdate();
        if (!asking) void this.#onAnswered(isAtIt());
        else if (!isAtIt()) voice.say(text('proofTitle'));
      },
    });
  }

  /** The button that was pressed goes away: the step that goes on takes the focus. */
  async #onAnswered(byPerson: boolean): Promise<void> {
    const { element, session, field, focusOn } = this.#host;
    this.answered = byPerson;
    await element.updateComplete;
    if (!byPerson || this.asking) return;
    if (session.phase === 'pairing') field()?.focus();
    else focusOn('#device-name, #pair');
  }
}

/** A page with this one element has not registered those that ask for more than a password. */
function mustBeAskable(error: MfaError): never {
  const tag = error.proof && ASKERS[error.proof];
  if (!tag || customElements.get(tag)) throw error;
  throw new MfaError('misconfigured', { message: `<${tag}> is not registered, which asks for the proof` });
}
