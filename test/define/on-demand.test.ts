import { expect } from 'chai';
import type {} from '../../src/define/mfa-security-questions.js';
import '../../src/define/mfa-totp-enroll.js';
import type { ProofOptions } from '../../src/core/client.js';
import { MfaError } from '../../src/core/mfa-error.js';
import { defineElement } from '../../src/define/lazy-tags.js';
import { defineOnDemand } from '../../src/define/on-demand.js';
import { clearPage, inputPart, part, settled, until } from '../support/page.js';

const isThere = (tag: string): boolean => customElements.get(tag) !== undefined;

describe('elements that are registered when they come', () => {
  afterEach(clearPage);

  it('are registered as soon as one is in the document', async () => {
    defineOnDemand();
    expect(isThere('mfa-recovery-codes')).to.equal(false);
    document.body.append(document.createElement('mfa-recovery-codes'));
    await customElements.whenDefined('mfa-recovery-codes');
  });

  it('are registered when another element asks with them for a proof', async () => {
    expect(isThere('mfa-security-questions')).to.equal(false);
    const enroll = document.createElement('mfa-totp-enroll');
    const answers: unknown[] = [];
    enroll.client = {
      securityQuestions: () => Promise.resolve([{ id: 'q', question: 'Where is it?' }]),
      beginTotpEnrollment: (_request, options: ProofOptions | undefined) => {
        if (!options?.proof)
          return Promise.reject(new MfaError('proof-required', { proof: 'security-questions' }));
        answers.push(options.proof);
        return Promise.resolve({ id: 'device', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' });
      },
    };
    document.body.append(enroll);
    await until(() => enroll.status === 'proving');
    const questions = await until(() => part(enroll, 'proof')?.querySelector('mfa-security-questions'));
    await until(() => questions.status === 'ready');
    await settled(questions);
    inputPart(questions, 'answer').value = 'Here';
    void questions.submit();
    await until(() => enroll.status === 'pairing');
    expect(answers).to.deep.equal([{ answers: [{ questionId: 'q', answer: 'Here' }] }]);
  });

  it('are there for each who asked, the second as well', async () => {
    expect(isThere('mfa-settings')).to.equal(false);
    void defineElement('mfa-settings');
    await defineElement('mfa-settings');
    expect(isThere('mfa-settings')).to.equal(true);
  });

  it('leave other tags alone', async () => {
    await defineElement('mfa-unknown');
    expect(isThere('mfa-unknown')).to.equal(false);
  });
});
