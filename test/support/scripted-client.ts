import type { Challenge, MfaClient, OtpRequest, Verification } from '../../src/core/client.js';

interface Call<Arguments> {
  readonly args: Arguments;
  readonly signal: AbortSignal | undefined;
  resolve(value: never): void;
  reject(error: Error): void;
}

/** A client whose calls the test answers by hand: nothing happens before the test says so. */
export class ScriptedClient {
  readonly requests: (Call<OtpRequest> & { resolve(value: Challenge): void })[] = [];
  readonly resends: (Call<Challenge> & { resolve(value: Challenge): void })[] = [];
  readonly checks: (Call<[Challenge, string]> & { resolve(value: Verification): void })[] = [];

  readonly client: MfaClient = {
    channels: ['sms', 'email'],
    takesDestination: false,
    requestOtp: (request, options) => this.#call(this.requests, request, options?.signal),
    resendOtp: (challenge, options) => this.#call(this.resends, challenge, options?.signal),
    verifyOtp: (challenge, code, options) => this.#call(this.checks, [challenge, code], options?.signal),
  };

  #call<Arguments, Value>(
    calls: (Call<Arguments> & { resolve(value: Value): void })[],
    args: Arguments,
    signal: AbortSignal | undefined,
  ): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      calls.push({ args, signal, resolve, reject });
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  }
}
