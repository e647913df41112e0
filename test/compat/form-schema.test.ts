/** What the hooks are told of the forms: their fields, and never what is in them. */
import { expect } from 'chai';
import type { FormField, FormSchema } from '../../src/compat/index.js';
import { PHONE } from '../support/loginradius-room.js';
import { clearPage, shownText, until } from '../support/page.js';
import { accountRoom, choose, compatRoom, enterCode, logIn, visible, type CompatRoom } from './room.js';

afterEach(clearPage);

/** The fields of each form that is about to be shown, as code of a page for the original looks at them. */
function listen({ lr }: CompatRoom): Record<string, FormSchema> {
  const forms: Record<string, FormSchema> = {};
  lr.$hooks.register('beforeFormRender', (name, schema) => (forms[name] = structuredClone(schema)));
  return forms;
}

const field = (name: string, display: string, more: Partial<FormField> = {}): FormField => ({
  type: 'string',
  name,
  display,
  rules: 'required',
  permission: 'r',
  ...more,
});

describe('the schema that hooks get', () => {
  it('has the fields of the login form, before it is drawn', async () => {
    const room = await compatRoom();
    const forms = listen(room);
    room.init('login');
    expect(forms.login).to.deep.equal([
      field('emailid', 'Email Id'),
      field('password', 'Password', { type: 'password', permission: 'w' }),
    ]);
  });

  it('has the field for a code, by the page’s own name, and as it is typed', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE }, options: { maskSensitiveInput: true } });
    room.lr.$hooks.call('customizeFormLabel', { otp: 'The six digits' });
    const forms = listen(room);
    room.init('login');
    logIn(room);
    await until(() => forms.twofaotp);
    expect(forms.twofaotp).to.deep.equal([field('otp', 'Verification Code', { type: 'password' })]);
    const verify = await visible(room.container, 'mfa-otp-verify:state(ready)');
    await until(() =>
      shownText(verify.shadowRoot!.querySelector('mfa-code-input')!).includes('The six digits'),
    );
  });

  it('has no value, whatever is typed', async () => {
    const room = await accountRoom();
    const forms = listen(room);
    room.init('updatePhone');
    const phone = await visible<HTMLInputElement>(room.container, 'input[type=tel]');
    phone.value = '+12025550199';
    phone.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    (await visible(room.container, 'mfa-otp-request [part~=submit], [part~=submit]')).click();
    await until(() => forms.otp);
    const code = await room.sandbox.lastCode();
    await enterCode(room.container, code);
    await until(() => room.heard.successes.length === 2);
    expect(forms.updatePhone).to.deep.equal([
      field('phone', 'Phone Number', { rules: 'required|valid_phoneno' }),
    ]);
    expect(forms.otp).to.deep.equal([field('otp', 'Verification Code')]);
    expect(JSON.stringify(forms)).to.not.contain('0199').and.to.not.contain(code);
  });

  it('follows the way in: a phone, then its code', async () => {
    const room = await compatRoom();
    const forms = listen(room);
    room.init('login');
    logIn(room);
    await choose(room, 'Text message');
    await until(() => forms.updatePhone);
    // It is for codes, and not to sign in with.
    expect(forms.updatePhone![0]!.name).to.equal('phoneNo2FA');
    expect(forms.twofaotp).to.equal(undefined);
    const phone = await visible<HTMLInputElement>(room.container, 'input[type=tel]');
    phone.value = PHONE;
    phone.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    (await visible(room.container, '[part~=submit]')).click();
    await until(() => forms.twofaotp);
    expect(forms.twofaotp).to.deep.equal([field('otp', 'Verification Code')]);
  });

  it('tells of the code of an e-mail once it is on its way, and lets a hook name its buttons', async () => {
    const room = await compatRoom({ seed: { emailOtp: true, phone2fa: PHONE } });
    const forms = listen(room);
    // As in the original's documentation.
    room.lr.$hooks.register('beforeFormRender', (name) => {
      if (name === 'twofaemailotp') room.lr.$hooks.call('setButtonsName', { twofaemailotp: 'Verify e-mail' });
    });
    room.init('login');
    logIn(room);
    (await visible(room.container, '[part~=another]')).click();
    await choose(room, 'E-mail');
    (await visible(room.container, '[part~=submit]')).click();
    await until(() => forms.twofaemailotp);
    expect(forms.twofaemailotp).to.deep.equal([field('otp', 'Verification Code')]);
    const verify = await visible(room.container, 'mfa-otp-verify:state(ready)');
    await until(
      () => verify.shadowRoot!.querySelector('[part~=submit]')!.textContent.trim() === 'Verify e-mail',
    );
  });

  it('has the code of an app', async () => {
    const room = await accountRoom();
    const forms = listen(room);
    room.init('createTwoFactorAuthentication');
    (await visible(room.container, '[part~=add]')).click();
    await until(() => forms.showQRcode);
    expect(forms.showQRcode).to.deep.equal([field('AuthenticatorCode', 'Authenticator Code')]);
  });

  it('has a backup code by the page’s own name, which the person reads as well', async () => {
    const room = await compatRoom({ seed: { phone2fa: PHONE } });
    const { container, lr } = room;
    lr.$hooks.call('customizeFormLabel', { backupcode: 'One of your ten codes' });
    const forms = listen(room);
    room.init('login');
    logIn(room);
    (await visible(container, '[part~=another]')).click();
    await choose(room, 'Recovery');
    await until(() => forms.backupcode);
    expect(forms.backupcode).to.deep.equal([field('backupcode', 'Backup Code')]);
    const input = await visible<HTMLInputElement>(container, '#recovery');
    expect(input.labels![0]!.textContent).to.equal('One of your ten codes');
  });

  it('has the questions, once they are there: to be answered', async () => {
    const room = await compatRoom({ seed: { answers: { q1: 'one', q2: 'two' } } });
    const forms = listen(room);
    room.init('login');
    logIn(room);
    await until(() => forms.mfasecurityquestion);
    const labels = [
      ...(await visible(room.container, 'mfa-security-questions')).shadowRoot!.querySelectorAll('label'),
    ];
    expect(labels).to.have.length(2);
    expect(forms.mfasecurityquestion).to.deep.equal(
      labels.flatMap(({ textContent }, row) => [
        { type: 'html', name: `securityQuestion${row}`, rules: 'required', html: textContent.trim() },
        field(`q${row + 1}`, 'Answer'),
      ]),
    );
  });

  it('and to be chosen', async () => {
    const room = await accountRoom({ options: { securityQuestionsCount: 2 } });
    const forms = listen(room);
    room.init('updateSecurityQuestion');
    const schema = await until(() => forms.updatesecurityquestion);
    expect(schema.map(({ name, type }) => [name, type])).to.deep.equal([
      ['securityQuestion0', 'option'],
      ['securityAnswer0', 'string'],
      ['securityQuestion1', 'option'],
      ['securityAnswer1', 'string'],
    ]);
    expect(schema[0]!.options!.map(({ value }) => value)).to.include('q1');
    expect(schema[0]!.options![0]!.text).to.be.a('string').and.not.empty;
  });
});
