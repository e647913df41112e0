/**
 * Whether what is in a field is what the backend refused: the same again would only cost an attempt. People may go on
 * typing while a check runs, and what they typed then was not refused. Owns no text, only that nothing was typed since.
 */
export class Refusal {
  #stands = false;
  #typed = false;

  /** The text in the field is the one that was refused. */
  get unchanged(): boolean {
    return this.#stands && !this.#typed;
  }

  /** The text goes to the backend, or is forgotten. */
  begin(): void {
    this.#stands = this.#typed = false;
  }

  /** The backend has answered. */
  answered(refused: boolean): void {
    this.#stands = refused;
  }

  /** Somebody has typed. Tells whether what was said of a refused text ends with that. */
  typed(): boolean {
    const stood = this.#stands;
    this.#stands = false;
    this.#typed = true;
    return stood;
  }
}
