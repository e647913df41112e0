import type {
  CallOptions,
  Factor,
  MessageChannel,
  MfaClient,
  SecondStep,
  Verification,
} from '../core/client.js';
import type { PasskeyCeremony } from '../core/passkey-ceremony.js';
import { secondStepOf } from './second-step.js';

/** All by which a person proves who they are. What sets up, changes or removes something proves nothing. */
const PROVING: ReadonlySet<PropertyKey> = new Set<keyof MfaClient>([
  'account',
  'clockSkewMs',
  'offeredAtOnce',
  'channels',
  'takesDestination',
  'requestOtp',
  'resendOtp',
  'verifyOtp',
  'beginPasskey',
  'verifyPasskey',
  'sendPush',
  'pollPush',
  'cancelPush',
  'verifyPassword',
  'verifyRecoveryCode',
  'securityQuestions',
  'answerSecurityQuestions',
]);

export interface ConfirmClientOptions {
  /** For which channels the page itself says where codes go. */
  destinations: readonly MessageChannel[];
  ceremony?: PasskeyCeremony | undefined;
  /** Told what the person has, as soon as that is known. */
  onFactors?: (factors: readonly Factor[]) => void;
  /** Has the password of who has nothing else checked by this client. Without it, they cannot confirm. */
  askPassword?: (asker: MfaClient, signal: AbortSignal | undefined) => Promise<Verification>;
}

/**
 * A client by which a person can only prove who they are: its step-up where it has one, else its own second step. With
 * what is set up just now nobody confirms anything, no device is remembered, and that nothing is left to do for the
 * sign-in, as on a device that is trusted, counts for nothing here. Who has no factor has a password, where the backend
 * takes that.
 */
export function confirmClient(client: MfaClient, options: ConfirmClientOptions): MfaClient {
  const asker = client.stepUp?.() ?? client;
  const secondStep = async (_login: unknown, call: CallOptions = {}): Promise<SecondStep> => {
    const { destinations, ceremony, onFactors, askPassword } = options;
    const step = await secondStepOf(asker, undefined, destinations, call, ceremony);
    const { factors, challenge, expiresAt } = step;
    onFactors?.(factors);
    const hasNothing = !factors.some(({ active }) => active);
    const verification =
      hasNothing && asker.verifyPassword ? await askPassword?.(asker, call.signal) : undefined;
    return {
      factors,
      enrollable: [],
      required: true,
      ...(verification && { verification }),
      ...(challenge && { challenge }),
      ...(expiresAt !== undefined && { expiresAt }),
    };
  };
  return new Proxy(asker, {
    get(target, name) {
      if (name === 'secondStep') return secondStep;
      const value: unknown = PROVING.has(name) ? Reflect.get(target, name) : undefined;
      // Clients are classes with parts of their own: their methods want themselves as `this`.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    has: (target, name) => name === 'secondStep' || (PROVING.has(name) && Reflect.has(target, name)),
  });
}
