import type { LitElement } from 'lit';
import type { SecurityAnswer } from '../../core/client.js';
import { answersOf, faultsOf, type AnswerFault, type FilledQuestion } from '../../flows/security-answers.js';
import type { AskingState } from './security-questions-view.js';

type Control = HTMLInputElement | HTMLSelectElement;

/**
 * The rows of the form: which question is in which, and what is wrong with them. The answers are in their fields and
 * nowhere else.
 */
export class QuestionRows {
  readonly #host: LitElement;
  #chosen: readonly string[] = [];
  #faults: ReadonlyMap<number, AnswerFault> = new Map();

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** The id of the question in each row; empty where none is chosen. */
  get chosen(): readonly string[] {
    return this.#chosen;
  }

  get faults(): ReadonlyMap<number, AnswerFault> {
    return this.#faults;
  }

  /**
   * As many rows as are wanted, each with its question or a choice of one. A row that is in use stays all the same:
   * nothing that was chosen or typed is lost.
   */
  fit({ mode, questions, count }: AskingState): void {
    const ids = questions.map(({ id }) => id);
    if (mode === 'answer') {
      const isSame = ids.length === this.#chosen.length && ids.every((id, row) => id === this.#chosen[row]);
      // What was typed is the answer to another question.
      if (!isSame) this.forget();
      this.#chosen = ids;
      return;
    }
    const kept = this.#chosen.map((id) => (ids.includes(id) ? id : ''));
    let { length } = kept;
    while (length > count && !this.#isInUse(length - 1)) length--;
    const missing = Math.max(count - length, 0);
    this.#chosen = [...kept.slice(0, length), ...Array.from({ length: missing }, () => '')];
    this.#faults = without(this.#faults, (row) => row >= this.#chosen.length);
  }

  choose(row: number, id: string): void {
    this.#chosen = this.#chosen.map((before, index) => (index === row ? id : before));
    this.mend(row);
  }

  /** Somebody is at this row: what was wrong with it is not said any more. */
  mend(row: number): void {
    this.#faults = without(this.#faults, (one) => one === row);
    this.#host.requestUpdate();
  }

  /** Looks for what is wrong. Gives the first fault, and its control. */
  check(distinct: boolean): { fault: AnswerFault; control: Control | null } | undefined {
    this.#faults = faultsOf(this.#filled, distinct);
    this.#host.requestUpdate();
    const [first] = this.#faults;
    return first && { fault: first[1], control: this.#control(first[1].at, first[0]) };
  }

  /** As they go to the backend. Secret. */
  answers(): SecurityAnswer[] {
    return answersOf(this.#filled);
  }

  /** Which of the answers is wrong, no backend says: the person looks from the first one on. */
  selectFirst(): void {
    (this.#control('answer', 0) as HTMLInputElement | null)?.select();
  }

  /** Forgets what was typed. */
  empty(): void {
    for (const input of this.#host.shadowRoot?.querySelectorAll('input') ?? []) input.value = '';
  }

  /** Forgets what was chosen and typed. */
  forget(): void {
    this.empty();
    this.#chosen = [];
    this.#faults = new Map();
  }

  #isInUse(row: number): boolean {
    const active = this.#host.shadowRoot?.activeElement;
    const controls = [this.#control('question', row), this.#control('answer', row)];
    return controls.some((control) => !!control && (control === active || control.value !== ''));
  }

  get #filled(): FilledQuestion[] {
    return this.#chosen.map((questionId, row) => ({
      questionId,
      answer: this.#control('answer', row)?.value ?? '',
    }));
  }

  #control(kind: 'question' | 'answer', row: number): Control | null {
    return this.#host.renderRoot.querySelector<Control>(`#${kind}-${row}`);
  }
}

function without(
  faults: ReadonlyMap<number, AnswerFault>,
  isGone: (row: number) => boolean,
): ReadonlyMap<number, AnswerFault> {
  return new Map([...faults].filter(([row]) => !isGone(row)));
}
