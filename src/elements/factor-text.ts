import { MESSAGE_CHANNELS } from '../core/kinds.js';
import type { Factor, FactorKind, MessageChannel } from '../core/client.js';
import { spokenDestination } from '../core/destination.js';
import type { TextKey, TextOf } from '../locales/texts.js';

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

/** A kind of which there may be several, each with a name. */
const NAMED_KEYS: Partial<Record<FactorKind, TextKey>> = {
  sms: 'factorSmsNamed',
  email: 'factorEmailNamed',
  voice: 'factorVoiceNamed',
  totp: 'factorTotpNamed',
  passkey: 'factorPasskeyNamed',
  push: 'factorPushNamed',
};

/** To a place that is known, and to one that is not. */
const SENT_KEYS: Record<MessageChannel, readonly [known: TextKey, unknown: TextKey]> = {
  sms: ['factorSmsTo', 'factorSmsToYou'],
  voice: ['factorVoiceTo', 'factorVoiceToYou'],
  email: ['factorEmailTo', 'factorEmailToYou'],
};

/** What a kind of factor is called. */
export function kindText(text: TextOf, kind: FactorKind): string {
  return text(KIND_KEYS[kind]);
}

/** A channel with where it goes: "Text message to the number ending in 0406". */
export function channelText(text: TextOf, channel: MessageChannel, masked: string | undefined): string {
  const spoken = masked ? spokenDestination(masked) : '';
  const [known, unknown] = SENT_KEYS[channel];
  return spoken ? text(known, { end: spoken, address: spoken }) : text(unknown);
}

/** A factor as a choice: "Text message to the number ending in 0406", "Authenticator app: My phone". */
export function factorText(text: TextOf, kind: FactorKind, factor: Partial<Factor> = {}): string {
  if (isAllPasskeys(factor)) return text('factorAllPasskeys');
  const channel = MESSAGE_CHANNELS.find((candidate) => candidate === kind);
  if (channel && factor.destination) return channelText(text, channel, factor.destination);
  const words = kindText(text, kind);
  const named = NAMED_KEYS[kind];
  return named && factor.name && factor.name !== words ? text(named, { name: factor.name }) : words;
}

/** What can only go together has words of its own. */
export function isAllPasskeys({ kind, all }: Partial<Factor>): boolean {
  return kind === 'passkey' && all === true;
}
