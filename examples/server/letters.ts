/** Letters to people when something was done to what protects their account. This demo hands them to the drawn phone. */
import { randomUUID } from 'node:crypto';
import type { PhoneMessage } from '../demo/phone.js';
import type { FactorChange } from '../../src/server/index.js';

const WORDS: Readonly<Record<FactorChange['change'], string>> = {
  'factor-added': 'An authenticator app was added to your account.',
  'factor-removed': 'A second step was removed from your account.',
  'factor-reset': 'Our support has reset a second step of your account.',
  'recovery-codes-made': 'New recovery codes were made for your account.',
  'device-trusted': 'On one more device you are no longer asked for a second step.',
  'device-forgotten': 'A device was removed from those on which you are not asked for a second step.',
};

/** What each person was written, the oldest first. A real site sends mail here. */
export class Letters {
  readonly #sent = new Map<string, PhoneMessage[]>();

  write(userName: string, { change }: FactorChange): void {
    const letter: PhoneMessage = {
      id: randomUUID(),
      channel: 'email',
      subject: 'Your sign-in has changed',
      text: `Hello,\n\n${WORDS[change]}\n\nIf that was not you, call us.`,
      sentAt: Date.now(),
    };
    this.#sent.set(userName, [...this.of(userName), letter].slice(-20));
  }

  of(userName: string): readonly PhoneMessage[] {
    return this.#sent.get(userName) ?? [];
  }
}
