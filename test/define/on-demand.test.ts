import { expect } from 'chai';
import { defineElement, defineOnDemand } from '../../src/define/on-demand.js';
import { clearPage } from '../support/page.js';

describe('elements that are registered when they come', () => {
  afterEach(clearPage);

  it('are there for each who asked, the second as well', async () => {
    expect(customElements.get('mfa-settings')).to.equal(undefined);
    void defineElement('mfa-settings');
    await defineElement('mfa-settings');
    expect(customElements.get('mfa-settings')).to.not.equal(undefined);
  });

  it('are registered as soon as one is in the document', async () => {
    defineOnDemand();
    expect(customElements.get('mfa-recovery-codes')).to.equal(undefined);
    document.body.append(document.createElement('mfa-recovery-codes'));
    await customElements.whenDefined('mfa-recovery-codes');
  });

  it('leave other tags alone', async () => {
    await defineElement('mfa-unknown');
    expect(customElements.get('mfa-unknown')).to.equal(undefined);
  });
});
