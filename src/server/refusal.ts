import type { MfaErrorCode } from '../core/mfa-error.js';

/** A request that the gateway does not take up at all. What it takes up fails with MfaError. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: MfaErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  /** @param message - Goes into the answer: nothing of the request in it. */
  constructor(
    status: number,
    message: string,
    code: MfaErrorCode = 'misconfigured',
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The store is gone: nothing can be counted, so nothing is let through. */
export class StoreUnavailable extends Error {}
