import type { FactorKind } from '../../core/client.js';
import type { TextKey } from '../../locales/texts.js';

/** What the account page says of one kind: whole sentences, because languages bend what stands in them. */
export interface FactorWords {
  /** The button that sets one up, and the title above what follows. */
  readonly add?: TextKey;
  readonly added: TextKey;
  /** Where it is replaced and not removed. */
  readonly change?: TextKey;
  readonly changed?: TextKey;
  readonly rename?: TextKey;
  /** The question before it goes. */
  readonly ask: TextKey;
  readonly removed: TextKey;
}

/** Recovery codes have a place of their own. */
const FACTOR_WORDS: Record<Exclude<FactorKind, 'recovery-code'>, FactorWords> = {
  sms: {
    add: 'settingsAddSms',
    added: 'settingsAddedSms',
    change: 'settingsChangeSms',
    changed: 'settingsChangedSms',
    ask: 'settingsAskSms',
    removed: 'settingsRemovedSms',
  },
  email: {
    add: 'settingsAddEmail',
    added: 'settingsAddedEmail',
    change: 'settingsChangeEmail',
    changed: 'settingsChangedEmail',
    ask: 'settingsAskEmail',
    removed: 'settingsRemovedEmail',
  },
  voice: {
    add: 'settingsAddVoice',
    added: 'settingsAddedVoice',
    change: 'settingsChangeVoice',
    changed: 'settingsChangedVoice',
    ask: 'settingsAskVoice',
    removed: 'settingsRemovedVoice',
  },
  totp: {
    add: 'settingsAddTotp',
    added: 'settingsAddedTotp',
    rename: 'settingsRenameTotp',
    ask: 'settingsAskTotp',
    removed: 'settingsRemovedTotp',
  },
  'security-questions': {
    add: 'settingsAddQuestions',
    added: 'settingsAddedQuestions',
    change: 'settingsChangeQuestions',
    changed: 'settingsChangedQuestions',
    ask: 'settingsAskQuestions',
    removed: 'settingsRemovedQuestions',
  },
  passkey: {
    add: 'settingsAddPasskey',
    rename: 'settingsRenamePasskey',
    added: 'settingsAddedPasskey',
    ask: 'settingsAskPasskey',
    removed: 'settingsRemovedPasskey',
  },
  push: {
    add: 'settingsAddPush',
    added: 'settingsAddedPush',
    ask: 'settingsAskPush',
    removed: 'settingsRemovedPush',
  },
};

/** What the account page says of a kind; of recovery codes nothing. */
export function factorWords(kind: FactorKind): FactorWords | undefined {
  return kind === 'recovery-code' ? undefined : FACTOR_WORDS[kind];
}
