import { LateProof } from '../../proof/late-proof.js';
import type { EnrollHost } from '../enroll-host.js';

/**
 * The question for a proof, which stands in place of the steps. Owns where the focus goes: who is elsewhere on the page
 * stays there. Keeps no proof.
 */
export class EnrollProof extends LateProof {
  /** The person is at it: they have answered, or declined. */
  answered = false;

  readonly #enroll: EnrollHost;

  constructor(host: EnrollHost) {
    const { element, session, voice, text, errorText } = host;
    const isAtIt = (): boolean => this.answered || element.matches(':focus-within');
    super(element, {
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
    this.#enroll = host;
  }

  /** The button that was pressed goes away: the step that goes on takes the focus. */
  async #onAnswered(byPerson: boolean): Promise<void> {
    const { element, session, field, focusOn } = this.#enroll;
    this.answered = byPerson;
    await element.updateComplete;
    if (!byPerson || this.asking) return;
    if (session.phase === 'pairing') field()?.focus();
    else focusOn('#device-name, #pair');
  }
}
