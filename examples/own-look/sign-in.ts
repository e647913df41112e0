/** What the four pages share: what happens. How it looks is theirs. */
import { CiamClient } from 'mfa-elements/backends/ciam';
import { pageSchedule, sessionRecords } from 'mfa-elements/browser';
import { systemClock } from 'mfa-elements/core';
import { OtpRequestFlow, OtpVerifyFlow } from 'mfa-elements/flows';
import type { OtpRequestState, OtpVerifyState } from 'mfa-elements/flows';

export interface SignIn {
  /** Asks for a code. */
  request: OtpRequestFlow;
  /** Checks it, and asks for another one. */
  verify: OtpVerifyFlow;
}

/** Starts no timer and makes no call: that begins when somebody subscribes, or sends a command. */
export function makeSignIn(endpoint: string): SignIn {
  const options = {
    client: new CiamClient({ endpoint }),
    schedule: pageSchedule(systemClock),
    records: sessionRecords,
    recordKey: 'sign-in',
  };
  const request = new OtpRequestFlow(options);
  const verify = new OtpVerifyFlow(options);
  request.onEvent((event) => {
    if (event.type === 'sent') verify.adopt(event.challenge, event);
  });
  verify.onEvent((event) => {
    // The code is spent: whoever comes back later asks for another one.
    if (event.type === 'verified') request.again(verify.sends);
  });
  return { request, verify };
}

/** What the person is at: to ask for a code, to enter it, done; or the session is over. */
export type Step = 'ask' | 'enter' | 'done' | 'over';

export function stepOf(asked: OtpRequestState, checked: OtpVerifyState): Step {
  if (checked.status === 'ended' || asked.failure?.code === 'unauthenticated') return 'over';
  if (checked.status === 'idle') return 'ask';
  return checked.status === 'verified' ? 'done' : 'enter';
}
