import type { MfaClient } from '../../src/core/client.js';
import { MfaError } from '../../src/core/mfa-error.js';
import type { Choice } from './looks.js';

/** What the backend does in playgrounds. Every other story says by itself what happens in it. */
export const SCENARIOS = [
  { value: 'happy', title: 'All goes well' },
  { value: 'wrong', title: 'Codes and answers are wrong' },
  { value: 'slow', title: 'Slow: 3 s for each answer' },
  { value: 'offline', title: 'No connection' },
  { value: 'locked', title: 'Account locked for 15 min' },
] as const satisfies readonly Choice[];

export type Scenario = (typeof SCENARIOS)[number]['value'];

const SLOW_MS = 3_000;
const LOCKED_MS = 900_000;

/** Roles that check what a person has entered. */
const CHECKS: readonly string[] = [
  'verifyOtp',
  'verifyPasskey',
  'verifyRecoveryCode',
  'activateTotp',
  'confirmDestination',
  'answerSecurityQuestions',
];

/** The client as it is in this scenario. */
export function inScenario(client: MfaClient, scenario: Scenario): MfaClient {
  if (scenario === 'happy') return client;
  return new Proxy(client, {
    get(target, name) {
      const role: unknown = Reflect.get(target, name);
      if (typeof role !== 'function') return role;
      // Not a call: it gives another client.
      if (name === 'stepUp') return () => inScenario((role as () => MfaClient).call(target), scenario);
      return async (...args: unknown[]): Promise<unknown> => {
        await trouble(scenario, String(name));
        return (role as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
}

async function trouble(scenario: Scenario, role: string): Promise<void> {
  if (scenario === 'offline') throw new MfaError('network');
  if (scenario === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  if (!CHECKS.includes(role)) return;
  if (scenario === 'locked') throw new MfaError('locked', { retryAt: Date.now() + LOCKED_MS });
  if (scenario === 'wrong')
    throw new MfaError(role === 'answerSecurityQuestions' ? 'invalid-answer' : 'invalid-code');
}
