import { expect } from 'chai';
import '../../../src/define/mfa-challenge.js';
import '../../../src/define/mfa-proof.js';
import type { MfaClient, ProofKind } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import { ProofFlow } from '../../../src/flows/proof-flow.js';
import { roleClient } from '../../support/role-client.js';
import { clearPage, deepElements, inputPart, part, settled, until } from '../../support/page.js';

/** The levels of the headings of a question, from the outside in. */
async function levelsOf(kind: ProofKind, client: MfaClient, headingLevel?: number): Promise<number[]> {
  const flow = new ProofFlow();
  const element = Object.assign(document.createElement('mfa-proof'), { flow, headingLevel });
  document.body.append(element);
  const call = flow.guard(client, (proof) =>
    proof ? Promise.resolve() : Promise.reject(new MfaError('proof-required', { proof: kind })),
  );
  await until(() => kind === 'password' || part(element, 'title') !== undefined);
  await settled(element);
  const levels = [...deepElements(element)]
    .map(({ localName }) => /^h(\d)$/.exec(localName)?.[1])
    .filter((level) => level !== undefined);
  flow.give({ password: 'x' });
  await call;
  return levels.map(Number);
}

const factors = [
  { id: '1', kind: 'totp', active: true },
  { id: '2', kind: 'recovery-code', active: true },
] as const;
const asker = roleClient({
  secondStep: () => Promise.resolve({ factors, enrollable: [], required: true }),
  verifyOtp: () => Promise.resolve({}),
  verifyRecoveryCode: () => Promise.resolve({}),
});

describe('mfa-proof when the page goes', () => {
  afterEach(clearPage);

  it('forgets the password that was typed, and asks for it still', async () => {
    const flow = new ProofFlow();
    const element = Object.assign(document.createElement('mfa-proof'), { flow });
    document.body.append(element);
    const call = flow.guard({}, (proof) =>
      proof ? Promise.resolve(proof) : Promise.reject(new MfaError('proof-required', { proof: 'password' })),
    );
    await until(() => part(element, 'proof-input') !== undefined);
    const field = inputPart(element, 'proof-input');
    field.value = 'correct horse';
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await settled(element);
    expect([field.value, field.isConnected]).to.deep.equal(['', true]);
    flow.give({ password: 'x' });
    await call;
  });
});

describe('the titles of mfa-proof', () => {
  afterEach(clearPage);

  it('begin at the second level', async () => {
    expect(await levelsOf('password', {})).to.deep.equal([2]);
  });

  it('begin where the element around it is', async () => {
    expect(await levelsOf('password', {}, 4)).to.deep.equal([4]);
  });

  it('nest what asks', async () => {
    expect(await levelsOf('step-up', { stepUp: () => asker.client }, 3)).to.deep.equal([3, 4]);
  });
});
