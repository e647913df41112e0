import { expect } from 'chai';
import { defineElement, defineOnDemand } from '../../src/define/on-demand.js';
import { clearPage } from '../support/page.js';

const isThere = (tag: string): boolean => customElements.get(tag) !== undefined;

describe('elements that are registered when they come', () => {
  afterEach(clearPage);

  it('are registered as soon as one is in the document', async () => {
    defineOnDemand();
    expect(isThere('mfa-recovery-codes')).to.equal(false);
    document.body.append(document.createElement('mfa-recovery-codes'));
    await customElements.whenDefined('mfa-recovery-codes');
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
