/** Two calls at the same moment: each is told what was said to it. */
import { expect } from 'chai';
import { MfaInterface } from '../../src/compat/index.js';
import { clearPage, until } from '../support/page.js';
import { accountRoom, hear, type CompatRoom, type Heard } from './room.js';

afterEach(clearPage);

/** The page's own `fetch`: it holds answers until as many have come as are wanted, and hands them out at once. */
class Gate {
  wanted = 1;
  came = 0;
  #open: (() => void)[] = [];

  readonly fetch = async (...request: Parameters<typeof fetch>): Promise<Response> => {
    const answer = await fetch(...request);
    const text = await answer.text();
    this.came++;
    if (--this.wanted > 0) await new Promise<void>((resolve) => this.#open.push(resolve));
    else this.open();
    return new Response(text, answer);
  };

  open(): void {
    for (const open of this.#open.splice(0)) open();
  }
}

async function gatedRoom(): Promise<CompatRoom & { gate: Gate }> {
  const gate = new Gate();
  return { ...(await accountRoom({ options: { fetch: gate.fetch } })), gate };
}

describe('two calls at the same moment', () => {
  for (const order of ['in their order', 'the other way round']) {
    it(`that fail get each its own error, ${order}`, async () => {
      const { lr, gate } = await gatedRoom();
      const codes = hear();
      const reset = hear();
      lr.api.getBackupCode(undefined, codes.onSuccess);
      await until(() => codes.successes.length === 1);
      gate.wanted = 2;
      const calls = [
        () => lr.api.getBackupCode(undefined, undefined, codes.onError),
        () => lr.api.resetTwoFactor('otpauthenticator', undefined, reset.onError),
      ];
      for (const call of order === 'in their order' ? calls : calls.reverse()) call();
      await until(() => codes.failures.length + reset.failures.length === 2);
      expect(codesOf(codes)).to.deep.equal([1127]);
      expect(codesOf(reset)).to.deep.equal([1121]);
    });
  }

  it('of which one fails before anything is sent: the others keep their answers', async () => {
    const { lr, gate } = await gatedRoom();
    const [codes, reset, phone] = [hear(), hear(), hear()];
    gate.wanted = 2;
    lr.api.getBackupCode(undefined, codes.onSuccess, codes.onError);
    lr.api.resetTwoFactor('otpauthenticator', reset.onSuccess, reset.onError);
    lr.api.twoFAUpdatePhone({ phoneNo2FA: 'none' }, phone.onSuccess, phone.onError);
    await until(() => codes.successes.length + reset.failures.length + phone.failures.length === 3);
    expect(codes.successes[0]!.BackUpCodes).to.have.length(10);
    expect(codesOf(reset)).to.deep.equal([1121]);
    expect(codesOf(phone)).to.deep.equal(['invalid-destination']);
  });

  it('for the same codes, from two interfaces: they are made once, and both are told', async () => {
    const { lr, sandbox, gate } = await gatedRoom();
    const accessToken = lr.sessionData.getToken()!;
    const other = new MfaInterface({
      apiKey: 'sandbox-api-key',
      endpoint: sandbox.base,
      fetch: gate.fetch,
      accessToken,
    });
    const [first, second, refused] = [hear(), hear(), hear()];
    gate.wanted = 2;
    lr.api.resetBackupCode(undefined, first.onSuccess, first.onError);
    await until(() => gate.came === 1);
    other.api.resetBackupCode(undefined, second.onSuccess, second.onError);
    // As far as that call, but for the request.
    other.api.twoFAUpdatePhone({ phoneNo2FA: 'none' }, undefined, refused.onError);
    await until(() => refused.failures.length === 1);
    gate.open();
    await until(() => first.successes.length + second.successes.length === 2);
    expect(first.successes[0]!.BackUpCodes).to.have.length(10);
    expect(second.successes[0]).to.deep.equal(first.successes[0]);
    const asked = (await sandbox.requests()).filter(({ path }) => path.endsWith('/backupcode/reset'));
    expect(asked).to.have.length(1);
  });
});

function codesOf({ failures }: Heard): unknown[] {
  return failures.map(([error]) => error!.ErrorCode);
}
