import { plainCode } from '../../core/recovery-code.js';
import type { MfaCodeInput } from '../code-input/code-input.js';
import { recoveryInput } from '../recovery-field.js';
import { isRemembered } from '../remember.js';

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
    return isRemembered(this.#root());
  }

  /** What is in the field that is shown, if it is whole. */
  get typed(): string | undefined {
    const recovery = this.#recovery;
    if (recovery) return plainCode(recovery.value) || undefined;
    return this.code?.complete ? this.code.value : undefined;
  }

  /** The one that is shown. */
  get shown(): HTMLInputElement | MfaCodeInput | null {
    return this.#recovery ?? this.code;
  }

  /** The one that is typed into. */
  get input(): HTMLInputElement | undefined {
    return this.#recovery ?? this.code?.input;
  }

  clear(): void {
    this.code?.clear();
    const recovery = this.#recovery;
    if (recovery) recovery.value = '';
  }

  get #recovery(): HTMLInputElement | null {
    const root = this.#root();
    return root && recoveryInput(root);
  }
}
