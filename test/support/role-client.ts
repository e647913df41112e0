import type { MfaClient } from '../../src/core/client.js';

/** One call, for the test to answer. */
export interface RoleCall {
  readonly name: string;
  readonly args: readonly unknown[];
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export interface RoleClient {
  readonly client: MfaClient;
  /** All calls so far, answered or not, the oldest first. */
  readonly calls: readonly RoleCall[];
  /** Those that somebody still waits for: neither answered nor given up. */
  readonly live: readonly RoleCall[];
  /** Those of one method. */
  of(name: keyof MfaClient): readonly RoleCall[];
}

export type Answers = { [Name in keyof MfaClient]?: MfaClient[Name] | 'by hand' };

/** A client with these roles: a method answers as it says, or waits for the test. Each call is noted. */
export function roleClient(answers: Answers): RoleClient {
  const calls: RoleCall[] = [];
  const live = new Set<RoleCall>();
  const entries = Object.entries(answers).map(([name, answer]) => {
    if (answer !== 'by hand' && typeof answer !== 'function') return [name, answer] as const;
    const method = (...args: unknown[]): unknown =>
      new Promise((resolve, reject) => {
        const end = (how: (value: unknown) => void) => (value: unknown) => {
          live.delete(call);
          how(value);
        };
        const call: RoleCall = { name, args, resolve: end(resolve), reject: end(reject) };
        const { signal } = (args.at(-1) ?? {}) as { signal?: AbortSignal };
        signal?.addEventListener('abort', () => live.delete(call));
        live.add(call);
        calls.push(call);
        if (answer !== 'by hand') call.resolve(Reflect.apply(answer, undefined, args));
      });
    return [name, name === 'stepUp' ? answer : method] as const;
  });
  return {
    client: Object.fromEntries(entries) as MfaClient,
    calls,
    get live() {
      return [...live];
    },
    of: (name) => calls.filter((call) => call.name === name),
  };
}
