/** What a person does with `<mfa-settings>`. */
import type { MfaSettings } from '../../src/elements/settings/settings.js';
import { deepElements, deepText, inputPart, part, settled, until } from './page.js';

export class SettingsPage {
  readonly element: MfaSettings;

  constructor(element: MfaSettings) {
    this.element = element;
  }

  /** The list, as it is read. */
  get names(): string[] {
    const names = this.#root.querySelectorAll('[part~=factor] > .line [part~=name]');
    return [...names].map((name) => name.textContent.trim());
  }

  /** Waits until the list is there, with so many factors in it. */
  async has(factors: number): Promise<void> {
    await until(() => this.element.status === (factors ? 'ready' : 'empty') && this.names.length === factors);
    await settled(this.element);
  }

  async add(label: string): Promise<void> {
    const buttons = [...this.#root.querySelectorAll<HTMLElement>('[part~=add]')];
    buttons.find((button) => button.textContent.trim() === label)!.click();
    await settled(this.element);
  }

  /** Has a code sent to a number that is typed, and waits for the field to enter it. */
  async sendTo(destination: string): Promise<void> {
    inputPart(this.element, 'input').value = destination;
    await this.press('submit');
    await until(() => this.#root.querySelector('mfa-otp-verify')?.status === 'ready');
    await settled(this.element);
  }

  /** The key of the app that is being paired, given a name where one is wanted. */
  async secret(name?: string): Promise<string> {
    const enroll = this.#root.querySelector('mfa-totp-enroll')!;
    await until(() => enroll.status === 'naming' || enroll.status === 'pairing');
    await settled(this.element);
    if (name !== undefined && enroll.status === 'naming') {
      inputPart(enroll, 'name-input').value = name;
      await this.press('continue');
    }
    await until(() => enroll.status === 'pairing');
    await settled(this.element);
    return (await until(() => part(enroll, 'secret'))).textContent.replace(/\s/g, '');
  }

  /** Types a code and has it checked. */
  async check(code: string): Promise<void> {
    const child = this.#root.querySelector('mfa-otp-verify, mfa-totp-enroll')!;
    // One engine has no such word for the property.
    const fields = [...deepElements(child)];
    const field = fields.find((each) =>
      each.matches('input[autocomplete=one-time-code]'),
    ) as HTMLInputElement;
    field.value = code;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await settled(this.element);
    part(child, 'submit')!.click();
    await settled(this.element);
  }

  /** Waits until what is open says this, in whatever element. */
  async says(words: string): Promise<void> {
    await until(() => deepText(this.element).includes(words));
    await settled(this.element);
  }

  /** Removes the factor of that name, and says yes. */
  async remove(name: string): Promise<void> {
    const index = this.names.findIndex((one) => one.startsWith(name));
    this.#root.querySelectorAll<HTMLElement>('[part~=remove]')[index]!.click();
    await settled(this.element);
    await this.press('confirm');
  }

  /** Within what is being done, where something is. */
  async press(name: string): Promise<void> {
    const task = part(this.element, 'task');
    ((task && part(task, name)) ?? part(this.element, name))!.click();
    await settled(this.element);
  }

  get #root(): ShadowRoot {
    return this.element.shadowRoot!;
  }
}
