/** What asks for a proof could not be loaded: a page of its own, for elsewhere something has registered it. */
import { expect } from 'chai';
import '../../../src/define/mfa-proof.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import { MfaFlowElement } from '../../../src/elements/mfa-flow-element.js';
import { ProofFlow } from '../../../src/flows/proof-flow.js';
import { keys } from '../../support/keys.js';
import { clearPage, part, until } from '../../support/page.js';

it('mfa-proof keeps the focus while what asks is loaded anew', async () => {
  const { defineOther } = MfaFlowElement;
  const loads: ((error: Error) => void)[] = [];
  MfaFlowElement.defineOther = () => new Promise((_resolve, reject) => loads.push(reject));
  const flow = new ProofFlow();
  const element = Object.assign(document.createElement('mfa-proof'), { flow });
  document.body.append(element);
  const call = flow.guard({ securityQuestions: () => Promise.resolve([]) }, (proof) =>
    proof
      ? Promise.resolve()
      : Promise.reject(new MfaError('proof-required', { proof: 'security-questions' })),
  );
  await until(() => loads.length > 0);
  for (const lose of loads.splice(0)) lose(new Error('offline'));
  const again = await until(() => part(element, 'proof-submit'));
  again.focus();
  await keys('Enter');
  await until(() => loads.length > 0 && !again.isConnected);
  expect(element.shadowRoot!.activeElement?.id).to.equal('proof-title');
  flow.give({});
  await call;
  if (defineOther) MfaFlowElement.defineOther = defineOther;
  clearPage();
});
