import type { MfaCodeInput } from '../code-input/code-input.js';
import { recoveryCodeIn, recoveryInput } from '../recovery-field.js';

/** The fields of the element: the one for the code, or that for a recovery code. What is typed is in them and nowhere else. */
export class CodeFields {
  readonly #root: () => ParentNode | null;

  /** @param root - Where they are, as soon as that is there. */
  constructor(root: () => ParentNode | null) {
    this.#root = root;
  }

  get code(): MfaCodeInput | null {
    return this.#root()?.querySelector('mfa-code-input') ?? null;
  }

  /** The box for not being asked again on this device is there and ticked. */
  get remembers(): boolean {
    return this.#root()?.querySelector<HTMLInputElement>('#remember')?.checked ?? false;
  }

  /** What is in the field that is shown, if it is whole. */
  get typed(): string | undefined {
    const recovery = this.#recovery;
    if (recovery) return recoveryCodeIn(recovery) || undefined;
    return this.code?.complete ? this.code.value : undefined;
  }

  focus(options?: FocusOptions): void {
    (this.#recovery ?? this.code)?.focus(options);
  }

  /** So that typing replaces it. */
  select(): void {
    (this.#recovery ?? this.code)?.select();
  }

  clear(): void {
    this.code?.clear();
    if (this.#recovery) this.#recovery.value = '';
  }

  get #recovery(): HTMLInputElement | null {
    const root = this.#root();
    return root && recoveryInput(root);
  }
}
