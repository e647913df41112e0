/** Those flows of `src/flows/index.ts` that the samples use. */
export { OtpRequestFlow } from '../../src/flows/otp-request-flow.js';
export { OtpVerifyFlow } from '../../src/flows/otp-verify-flow.js';
