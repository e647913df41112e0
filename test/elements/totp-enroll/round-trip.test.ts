import { expect } from 'chai';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import type { MfaTotpEnroll } from '../../../src/elements/totp-enroll/totp-enroll.js';
import type { MfaTotpEnrollmentFailedEvent } from '../../../src/elements/totp-enroll/totp-enroll.events.js';
import '../../../src/define/mfa-otp-verify.js';
import '../../../src/define/mfa-totp-enroll.js';
import { clearPage, fillCode, mount, nextEvent, part, settled, until } from '../../support/page.js';
import { createTestSandbox } from '../../support/sandbox.js';
import { totpCode } from '../../support/totp-code.js';

const STEP_MS = 30_000;

describe('pairing an authenticator app, over HTTP', () => {
  afterEach(clearPage);

  it('refuses a wrong first code, takes the right one with the same key, and signs in with it', async () => {
    const sandbox = await createTestSandbox();
    const enroll = await mount<MfaTotpEnroll>(
      `<mfa-totp-enroll endpoint="${sandbox.endpoint}" device-name="Phone"></mfa-totp-enroll>`,
    );
    (await until(() => part(enroll, 'continue'))).click();
    await until(() => enroll.status === 'pairing');
    await settled(enroll);
    const secret = await until(
      () => /\b[A-Z2-7]{32}\b/.exec(part(enroll, 'secret')?.textContent.replace(/\s/g, '') ?? '')?.[0],
    );

    const right = await totpCode(secret, await sandbox.now());
    const wrong = right.slice(0, -1) + String((Number(right.at(-1)) + 5) % 10);
    fillCode(enroll, wrong);
    await settled(enroll);
    const failed = nextEvent<MfaTotpEnrollmentFailedEvent>(enroll, 'mfa-totp-enrollment-failed');
    expect(await enroll.submit()).to.equal(false);
    expect((await failed).detail.code).to.equal('invalid-code');
    expect(enroll.status).to.equal('pairing');

    fillCode(enroll, right);
    await settled(enroll);
    expect(await enroll.submit()).to.equal(true);
    expect(enroll.status).to.equal('activated');
    const made = (await sandbox.requests()).filter(
      ({ method, path }) => method === 'POST' && path === '/mfa/users/me/mfadevices',
    );
    expect(made).to.have.length(1);

    const verify = await mount<MfaOtpVerify>(
      `<mfa-otp-verify device-type="totp" device-name="Phone" endpoint="${sandbox.endpoint}"></mfa-otp-verify>`,
    );
    // The code that paired the app is spent: the next one has to come first.
    await sandbox.advance(STEP_MS);
    fillCode(verify, await totpCode(secret, await sandbox.now()));
    await settled(verify);
    expect(await verify.submit()).to.equal(true);
  });
});
