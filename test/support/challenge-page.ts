/** What a person does with `<mfa-challenge>`. */
import type { MfaChallenge } from '../../src/elements/challenge/challenge.js';
import { deepElements, part, settled, until } from './page.js';

export class ChallengePage {
  readonly element: MfaChallenge;

  constructor(element: MfaChallenge) {
    this.element = element;
  }

  /** The choices, as they are read. */
  get ways(): string[] {
    return this.#buttons.map((way) => way.textContent.trim());
  }

  /** What is open and shows. */
  get panel(): HTMLElement {
    const panel = this.element.shadowRoot!.querySelector<HTMLElement>('[part~=panel]:not([hidden])');
    if (!panel) throw new Error(`No panel shows: ${this.element.status}`);
    return panel;
  }

  get verify(): HTMLElementTagNameMap['mfa-otp-verify'] {
    return this.panel.querySelector('mfa-otp-verify')!;
  }

  /** The field for a code of what is open. */
  get field(): HTMLInputElement {
    const slots = [...deepElements(this.panel)].filter((each) => each instanceof HTMLSlotElement);
    const inputs = slots.flatMap((slot) => slot.assignedElements({ flatten: true }));
    return inputs.find((each) => each instanceof HTMLInputElement)!;
  }

  /** Clicks the control with this part, in what is open where there is something. */
  async press(name: string): Promise<void> {
    const root = this.element.shadowRoot!;
    const open = root.querySelector<HTMLElement>('[part~=panel]:not([hidden])');
    const control = (open && part(open, name)) ?? part(this.element, name);
    if (!control) throw new Error(`There is no ${name}`);
    control.click();
    await settled(this.element);
  }

  /** Chooses the way whose words begin like this. */
  async choose(start: string): Promise<void> {
    const button = this.#buttons.find((way) => way.textContent.trim().startsWith(start));
    if (!button) throw new Error(`No way begins with ${start}: ${this.ways.join(', ')}`);
    button.click();
    await settled(this.element);
  }

  fill(code: string): void {
    this.field.value = code;
    this.field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  /** Types a code and has it checked. */
  async check(code: string): Promise<void> {
    this.fill(code);
    await settled(this.element);
    await this.press('submit');
  }

  /** Waits until what is open says this, in whatever element. */
  async says(words: string): Promise<void> {
    await until(() =>
      [...deepElements(this.element)].some(({ shadowRoot }) =>
        shadowRoot?.textContent.replace(/\s+/g, ' ').includes(words),
      ),
    );
    await settled(this.element);
  }

  async inStatus(status: MfaChallenge['status']): Promise<void> {
    await until(() => this.element.status === status);
    await settled(this.element);
  }

  /** Waits until the code field takes a code. */
  async ready(): Promise<void> {
    await until(() => this.verify.status === 'ready');
    await settled(this.element);
  }

  get #buttons(): HTMLElement[] {
    return [...this.element.shadowRoot!.querySelectorAll<HTMLElement>('[part~=way]')];
  }
}
