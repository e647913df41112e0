import type { Factor, FactorKind, MfaClient, SecondStep } from '../core/client.js';
import type { PasskeyCeremony } from '../core/passkey-ceremony.js';
import { canSetUp, canUse } from './second-step.js';

/** One thing that the person can do: use a factor, or set one up. */
export interface Way {
  /** Unique within one step, and fit for an id. */
  readonly id: string;
  readonly act: 'use' | 'enroll';
  readonly kind: FactorKind;
  readonly factor?: Factor;
  /** Which of several devices of one kind. */
  readonly deviceName?: string;
}

/** The strongest first. */
const STRONGEST: readonly FactorKind[] = [
  'passkey',
  'totp',
  'push',
  'sms',
  'voice',
  'email',
  'security-questions',
  'recovery-code',
];

/** The words of the JavaScript interface for the same things. */
const KNOWN_WORDS: Readonly<Record<string, FactorKind>> = {
  emailotp: 'email',
  securityquestion: 'security-questions',
  securityquestions: 'security-questions',
  auth: 'totp',
  pushnotification: 'push',
  googleauth: 'totp',
  authenticator: 'totp',
  otpauthenticator: 'sms',
  smsotp: 'sms',
  backupcode: 'recovery-code',
};

/** The words in an order that mean nothing. */
export function unknownWords(order: readonly string[]): string[] {
  return order.filter((word) => kindOf(word) === undefined);
}

/** In the page's order; else the one that was used last, and then the strongest first. What can be used comes before what can be set up. */
export function inOrder(
  ways: readonly Way[],
  order: readonly string[],
  lastUsed: FactorKind | undefined,
): Way[] {
  const wanted = order.length > 0 || !lastUsed ? order.map(kindOf) : [lastUsed];
  const rank = ({ act, kind }: Way): number => {
    const index = wanted.indexOf(kind);
    const place = index >= 0 ? index : wanted.length + STRONGEST.indexOf(kind);
    return act === 'use' ? place : place + wanted.length + STRONGEST.length;
  };
  return [...ways].sort((a, b) => rank(a) - rank(b));
}

/** All ways of a step that work with this client. */
export function waysOf(client: MfaClient, step: SecondStep, ceremony?: PasskeyCeremony): Way[] {
  const factors = step.factors.filter(
    (factor, index, all) =>
      factor.active &&
      canUse(client, factor.kind, ceremony) &&
      // The browser lets the person choose among their passkeys: one way is enough.
      (factor.kind !== 'passkey' || index === all.findIndex(isActivePasskey)),
  );
  const use = factors.map((factor, index): Way => {
    if (factor.kind === 'passkey') return { id: 'use-passkey', act: 'use', kind: 'passkey' };
    const isOneOfMany = factors.filter(({ kind }) => kind === factor.kind).length > 1;
    const deviceName = factor.name ?? (isOneOfMany ? factor.id : undefined);
    return {
      id: `use-${factor.kind}-${index}`,
      act: 'use',
      kind: factor.kind,
      factor,
      ...(deviceName !== undefined && { deviceName }),
    };
  });
  const hasRecovery = factors.some(({ kind }) => kind === 'recovery-code');
  const hasAny = use.length > 0 || unusablePasskey(client, step, ceremony) !== undefined;
  if (hasAny && !hasRecovery && client.verifyRecoveryCode)
    use.push({ id: 'use-recovery-code', act: 'use', kind: 'recovery-code' });
  const enroll = step.enrollable
    .filter((kind) => canSetUp(client, kind, ceremony))
    .map((kind): Way => ({ id: `enroll-${kind}`, act: 'enroll', kind }));
  return [...use, ...enroll];
}

/** Who or what keeps the person from using a passkey that they have: this browser, or the kit with this client. */
export function unusablePasskey(
  client: MfaClient,
  { factors }: SecondStep,
  ceremony?: PasskeyCeremony,
): 'browser' | 'page' | undefined {
  if (!factors.some(isActivePasskey) || canUse(client, 'passkey', ceremony)) return undefined;
  return client.beginPasskey ? 'browser' : 'page';
}

function isActivePasskey({ kind, active }: Factor): boolean {
  return kind === 'passkey' && active;
}

/** The way that a code which is under way already belongs to. */
export function wayOfChallenge(ways: readonly Way[], step: SecondStep): Way | undefined {
  const { challenge } = step;
  if (!challenge) return undefined;
  const sameKind = ways.filter(({ act, kind }) => act === 'use' && kind === challenge.channel);
  return sameKind.find(({ factor }) => factor?.destination === challenge.destination) ?? sameKind[0];
}

function kindOf(word: string): FactorKind | undefined {
  const plain = word.toLowerCase();
  return KNOWN_WORDS[plain] ?? STRONGEST.find((kind) => kind === plain);
}
