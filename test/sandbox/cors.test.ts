import { expect } from 'chai';
import { CiamClient } from '../../src/backends/ciam/index.js';
import { failureOf } from '../support/failure-of.js';
import { createTestSandbox } from '../support/sandbox.js';

/** The same server under another name is another origin to a browser. */
const elsewhere = new URL(location.origin);
elsewhere.hostname = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost';

describe('the sandbox across origins', () => {
  const clientOf = (base: string) =>
    new CiamClient({
      endpoint: `${elsewhere.origin}${base}/mfa`,
      headers: { 'x-csrf': 'a' },
      credentials: 'include',
    });

  it('lets the page of a named origin call, and read when to try again', async () => {
    const { base, lastCode, faults } = await createTestSandbox({
      allowOrigins: [location.origin],
      clockOffsetMs: 60_000,
    });
    const client = clientOf(base);
    await client.verifyOtp(await client.requestOtp({ channel: 'sms' }), await lastCode());
    expect(client.clockSkewMs).to.be.closeTo(60_000, 5000);
    await client.cancelTotpEnrollment({ id: 'a', secret: 'A' });
    await faults({ fail: 'problem-429' });
    expect((await failureOf(client.listFactors())).retryAt).to.be.closeTo(Date.now() + 30_000, 5000);
  });

  it('lets no other page call', async () => {
    const { base, requests } = await createTestSandbox({ allowOrigins: ['https://app.example'] });
    expect((await failureOf(clientOf(base).requestOtp({ channel: 'sms' }))).code).to.equal('network');
    // The question before the request was all that came.
    expect((await requests()).map(({ method }) => method)).to.deep.equal(['OPTIONS']);
  });
});
