import type { RestDescription } from '../../src/backends/rest/index.js';

/**
 * Twilio Verify needs a secret, so it can only be called by a server. Here yours has two routes: one starts a
 * verification for whoever is signed in, the other checks a code. Both pass Twilio's answer on as it is.
 */
export const twilioBehindYourServer: RestDescription = {
  otp: [
    {
      channels: ['sms', 'voice', 'email'],
      names: { voice: 'call' },
      // Twilio's default, which no answer tells.
      expiresIn: 600,
      resumable: true,
      request: { path: '/verifications', body: { channel: '{channel}' }, result: { id: 'sid' } },
      verify: {
        path: '/verification-checks',
        body: { sid: '{id}', code: '{code}' },
        // A wrong code is HTTP 200 as well, and still `pending`.
        success: { path: 'status', equals: ['approved'] },
        errors: { code: 'code|status', codes: { pending: 'invalid-code' } },
      },
    },
  ],
  errors: {
    code: 'code',
    message: 'message',
    codes: {
      '20404': 'challenge-expired',
      '60200': 'invalid-destination',
      '60202': 'too-many-attempts',
      '60203': 'rate-limited',
    },
  },
};
