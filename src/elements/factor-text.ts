import { MESSAGE_CHANNELS } from '../core/kinds.js';
import type { Factor, FactorKind } from '../core/client.js';
import type { TextKey, TextValues } from '../locales/texts.js';
import { destinationText } from './destination-text.js';

type TextOf = (key: TextKey, values?: TextValues) => string;

const KIND_KEYS: Record<FactorKind, TextKey> = {
  sms: 'factorSms',
  email: 'factorEmail',
  voice: 'factorVoice',
  totp: 'factorTotp',
  'recovery-code': 'factorRecovery',
  'security-questions': 'factorQuestions',
  passkey: 'factorPasskey',
  push: 'factorPush',
};

/** What a kind of factor is called. */
export function kindText(text: TextOf, kind: FactorKind): string {
  return text(KIND_KEYS[kind]);
}

/** A factor as a choice: "Text message to the number ending in 0406", "Authenticator app: My phone". */
export function factorText(text: TextOf, kind: FactorKind, factor: Partial<Factor> = {}): string {
  if (isAllPasskeys(factor)) return text('factorAllPasskeys');
  const words = kindText(text, kind);
  const channel = MESSAGE_CHANNELS.find((candidate) => candidate === kind);
  if (channel && factor.destination) {
    const destination = destinationText(text, channel, factor.destination);
    return text('factorTo', { kind: words, destination });
  }
  return factor.name && factor.name !== words
    ? text('factorNamed', { kind: words, name: factor.name })
    : words;
}

/** What can only go together has words of its own. */
export function isAllPasskeys({ kind, all }: Partial<Factor>): boolean {
  return kind === 'passkey' && all === true;
}
