import type { ReactiveControllerHost } from 'lit';
import type { TextKey } from '../../locales/texts.js';
import { printSheet, saveText, sheetText, type CodeSheet } from './saved-codes.js';

export interface CodeSaverOptions {
  /** What is to be saved: nothing while no codes are shown. */
  sheet: () => CodeSheet | undefined;
  /** The codes on the screen. */
  list: () => Node | null;
  /** Says what came of it. */
  say: (key: TextKey) => void;
}

/**
 * Takes codes off the screen: to the clipboard, into a file, onto paper. Owns the sheet that is printed, and the note
 * of what came of it; keeps no codes.
 */
export class CodeSaver {
  readonly #host: ReactiveControllerHost;
  readonly #options: CodeSaverOptions;
  #note: TextKey | undefined;
  #removeSheet: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, options: CodeSaverOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** What came of it last. */
  get note(): TextKey | undefined {
    return this.#note;
  }

  async copy(): Promise<void> {
    const sheet = this.#options.sheet();
    if (!sheet) return;
    try {
      await navigator.clipboard.writeText(sheetText(sheet));
      this.#tell('recoveryCodesCopied');
    } catch {
      const list = this.#options.list();
      if (list) getSelection()?.selectAllChildren(list);
      this.#tell('recoveryCodesCopyByHand');
    }
  }

  download(): void {
    const sheet = this.#options.sheet();
    if (!sheet) return;
    saveText(sheetText(sheet), `${sheet.title.replace(/[^\p{L}\p{N}.]+/gu, '-')}.txt`);
    this.#tell('recoveryCodesDownloaded');
  }

  print(): void {
    const sheet = this.#options.sheet();
    this.#removeSheet?.();
    this.#removeSheet = sheet && printSheet(sheet);
  }

  /** The codes are not shown any more: what was made of them for the printer goes with them. */
  clear(): void {
    this.#removeSheet?.();
    this.#removeSheet = this.#note = undefined;
  }

  #tell(note: TextKey): void {
    // To copy takes time, and they may be gone by then.
    if (!this.#options.sheet()) return;
    this.#note = note;
    this.#options.say(note);
    this.#host.requestUpdate();
  }
}
