/** Where hints and errors stand, and how close things are: what a page sets once, on the config around. */
import { expect } from 'chai';
import type { MfaConfig } from '../../../src/elements/config/config.js';
import type { MfaOtpVerify } from '../../../src/elements/otp-verify/otp-verify.js';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-otp-verify.js';
import { clearPage, fillCode, mount, part, settled } from '../../support/page.js';
import { ScriptedClient } from '../../support/scripted-client.js';

/** A code or a recovery code is asked for: the one has boxes, the other a plain field. */
type Kind = 'code' | 'recovery code';

async function open(attributes: string, kind: Kind = 'code'): Promise<MfaOtpVerify> {
  const config = await mount<MfaConfig>(
    `<mfa-config ${attributes}><mfa-otp-verify></mfa-otp-verify></mfa-config>`,
  );
  const verify = config.querySelector('mfa-otp-verify')!;
  verify.client = { ...new ScriptedClient().client, verifyRecoveryCode: () => new Promise(() => undefined) };
  verify.challenge = { id: '1', channel: kind === 'code' ? 'sms' : 'totp' };
  await settled(verify);
  if (kind === 'recovery code') part(verify, 'other')!.click();
  await settled(verify);
  return verify;
}

/** Whether a part stands above what a person types into. */
function isAbove(verify: MfaOtpVerify, name: string, kind: Kind): boolean {
  const field = part(verify, kind === 'code' ? 'boxes' : 'recovery-input')!;
  return part(verify, name)!.getBoundingClientRect().bottom <= field.getBoundingClientRect().top;
}

describe('the places that mfa-config gives', () => {
  afterEach(clearPage);

  for (const kind of ['code', 'recovery code'] as const) {
    for (const [attributes, hint, error] of [
      ['', false, false],
      ['hint-placement="above"', true, false],
      ['error-placement="above"', false, true],
      ['hint-placement="above" error-placement="above"', true, true],
      ['hint-placement="below" error-placement="below"', false, false],
    ] as const)
      it(`are those of hint and error of a ${kind} with ${attributes || 'nothing said'}`, async () => {
        const verify = await open(attributes, kind);
        expect(isAbove(verify, 'hint', kind), 'hint').to.equal(hint);
        part(verify, 'submit')!.click();
        await settled(verify);
        expect(part(verify, 'error')!.textContent.trim()).not.to.equal('');
        expect(isAbove(verify, 'error', kind), 'error').to.equal(error);
      });
  }

  it('change while a person types, and take nothing away', async () => {
    const verify = await open('');
    fillCode(verify, '123');
    const input = verify.querySelector('input')!;
    verify.closest('mfa-config')!.setAttribute('hint-placement', 'above');
    await settled(verify);
    expect(isAbove(verify, 'hint', 'code')).to.equal(true);
    expect(verify.querySelector('input') === input).to.equal(true);
    expect(input.value).to.equal('123');
  });
});

describe('the density that mfa-config gives', () => {
  afterEach(() => {
    clearPage();
    document.body.style.removeProperty('--mfa-density');
  });

  const heightOf = async (attributes: string): Promise<number> => {
    const { height } = (await open(attributes)).getBoundingClientRect();
    clearPage();
    return height;
  };

  it('is comfortable by itself, and closer where it is compact', async () => {
    const [usual, comfortable, compact] = [
      await heightOf(''),
      await heightOf('density="comfortable"'),
      await heightOf('density="compact"'),
    ];
    expect(comfortable).to.equal(usual);
    expect(compact).to.be.lessThan(comfortable);
  });

  it('counts over what the page around says', async () => {
    document.body.style.setProperty('--mfa-density', '1');
    const verify = await open('density="compact"');
    expect(getComputedStyle(verify).getPropertyValue('--mfa-density').trim()).to.equal('0.75');
  });

  it('leaves buttons large enough to be pressed', async () => {
    const verify = await open('density="compact"');
    expect(part(verify, 'submit')!.getBoundingClientRect().height).to.be.at.least(24);
  });
});
