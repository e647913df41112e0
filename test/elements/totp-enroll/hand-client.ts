import type {
  CallOptions,
  MfaClient,
  TotpEnrollment,
  TotpEnrollmentRequest,
  Verification,
} from '../../../src/core/client.js';

/** A promise that a test settles. */
export interface Step<Value> {
  readonly signal: AbortSignal | undefined;
  resolve(value: Value): void;
  reject(error: unknown): void;
}

/** A client that does nothing by itself: each call waits for the test. */
export class HandClient implements MfaClient {
  namesDevices = false;
  readonly begins: (Step<TotpEnrollment> & { request: TotpEnrollmentRequest })[] = [];
  readonly activations: (Step<Verification> & { enrollment: TotpEnrollment; code: string })[] = [];
  readonly cancels: (Step<void> & { enrollment: TotpEnrollment })[] = [];

  beginTotpEnrollment(request: TotpEnrollmentRequest, options?: CallOptions): Promise<TotpEnrollment> {
    return step(this.begins, { request }, options);
  }
  activateTotp(enrollment: TotpEnrollment, code: string, options?: CallOptions): Promise<Verification> {
    return step(this.activations, { enrollment, code }, options);
  }
  cancelTotpEnrollment(enrollment: TotpEnrollment, options?: CallOptions): Promise<void> {
    return step(this.cancels, { enrollment }, options);
  }
}

function step<Value, Call>(
  calls: (Step<Value> & Call)[],
  call: Call,
  options: CallOptions | undefined,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    calls.push({ ...call, signal: options?.signal, resolve, reject });
  });
}
