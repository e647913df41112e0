import type {} from '../define/mfa-config.js';
import { ownDisplay, ownText, type FormField, type Lists } from './lists.js';

/** Texts of the elements, by their keys. */
export type ElementTexts = NonNullable<HTMLElementTagNameMap['mfa-config']['texts']>;
type Key = keyof ElementTexts;

/** What a form of the original has of its own, and where ours shows it. The first field of its schema is the one that counts. */
interface FormWords {
  readonly schema: 'otpSchema' | 'QRCodeSchema' | 'checkPhoneNumberSchema' | 'backupCodeFormSchema';
  /** Older or other names of the field. */
  readonly also?: readonly string[];
  readonly label: Key;
  /** A placeholder goes when one types, and is hard to read: ours are hints below the label. */
  readonly hint: Key;
  readonly submit: readonly Key[];
}

const CODE: FormWords = {
  schema: 'otpSchema',
  label: 'codeLabel',
  hint: 'codeHint',
  submit: ['verifySubmit'],
};
const PHONE: FormWords = {
  schema: 'checkPhoneNumberSchema',
  also: ['phone', 'phoneNo2FA'],
  label: 'requestPhone',
  hint: 'requestPhoneHint',
  submit: ['requestSubmit'],
};

const FORMS: Readonly<Record<string, FormWords>> = {
  // The first two stand for all as long as no form is on the screen.
  twofaotp: CODE,
  updatePhone: PHONE,
  otp: CODE,
  twofaemailotp: { ...CODE, also: ['emailotp'] },
  showQRcode: {
    schema: 'QRCodeSchema',
    also: ['googleauthenticatorcode'],
    label: 'codeLabel',
    hint: 'codeHint',
    submit: ['totpFinish', 'verifySubmit'],
  },
  updatePhone2FA: PHONE,
  changePhone: PHONE,
  backupcode: {
    schema: 'backupCodeFormSchema',
    label: 'recoveryLabel',
    hint: 'recoveryHint',
    submit: ['verifyRecoverySubmit'],
  },
};
/** Of what is shown beside others. */
const ALWAYS = ['twofaotp', 'updatePhone', 'backupcode'];

const LABELS: Readonly<Record<string, readonly Key[]>> = {
  securityAnswer0: ['questionsAnswer'],
  securityanswer: ['questionsAnswer'],
  securityQuestion0: ['questionsChoose'],
  securityquestion: ['questionsChoose'],
};

const BUTTONS: Readonly<Record<string, readonly Key[]>> = {
  validatecode: ['totpFinish'],
  resendotp: ['verifyResend'],
  resendemailotp: ['verifyResend'],
  resendvoiceotp: ['verifyOtherVoice'],
  sendotp: ['requestSubmit'],
  changenumber: ['verifyNotYours'],
  backupcodebutton: ['challengeOther'],
  generatebackupcodebutton: ['recoveryCodesShow'],
  resetbackupcode: ['recoveryCodesMake'],
  createtwofactorauthentication: ['settingsAdd'],
  skip: ['challengeSkip'],
  mfasecurityquestion: ['questionsSubmit'],
  updatesecurityquestion: ['questionsSave'],
  emailotp: ['factorEmail'],
  emailotpauthenticator: ['factorEmail'],
  otpauthenticator: ['factorSms'],
  securityquestionsauthenticator: ['factorQuestions'],
  googleauthenticator: ['factorTotp'],
};

const RULES: Readonly<Record<string, readonly Key[]>> = {
  required: ['recoveryMissing', 'questionsMissing'],
  'required#otp': ['codeIncomplete'],
  'required#backupcode': ['recoveryMissing'],
  'required#securityanswer': ['questionsMissing'],
  valid_email: ['requestEmailInvalid'],
  valid_phone: ['requestPhoneInvalid'],
  valid_phoneno: ['requestPhoneInvalid'],
  different: ['questionsSame'],
};

/**
 * The page's own words as texts of our elements. What ours have no place for is left out. Those for errors are not among
 * them: each belongs to one number of the vendor's, see `Conversation.toldClient`.
 *
 * @param form - The form that is on the screen: of words for one place, its own count.
 */
export function elementTexts(lists: Lists, form?: string): ElementTexts {
  const texts: Record<string, string> = {};
  const put = (keys: readonly Key[], text: string | undefined): void => {
    if (text !== undefined) for (const key of keys) texts[key] = text;
  };
  for (const [name, keys] of Object.entries(LABELS)) put(keys, ownText(lists.formCustomLabel, name));
  for (const [name, keys] of Object.entries(BUTTONS)) put(keys, ownText(lists.buttonsName, name));
  for (const name of formsFor(form)) formTexts(lists, name, put);
  for (const { rule, message } of lists.validationMessages) {
    const field = rule.split('#')[1] ?? '';
    const label = ownText(lists.formCustomLabel, field) ?? field;
    put(RULES[rule.toLowerCase()] ?? [], message.replaceAll('%s', label).trim());
  }
  if (texts.codeLabel?.includes('%value')) {
    // Where the code goes is said in a sentence of its own, above the field.
    texts.codeSentToNumber = texts.codeLabel.replaceAll('%value', '{end}');
    texts.codeSentToAddress = texts.codeLabel.replaceAll('%value', '{address}');
    delete texts.codeLabel;
  }
  return texts;
}

/** What is on the screen, and in place of what has another label there whatever has words. */
function formsFor(form = ''): string[] {
  const label = FORMS[form]?.label;
  return [form, ...ALWAYS.filter((name) => FORMS[name]?.label !== label)];
}

/** What the page calls a field, if it does. */
export function labelOf(lists: Lists, field: FormField, also: readonly string[] = []): string | undefined {
  const names = [field.name, ...also];
  const label = names.map((name) => ownText(lists.formCustomLabel, name)).find((text) => text !== undefined);
  return label ?? ownDisplay(field);
}

function formTexts(
  lists: Lists,
  name: string,
  put: (keys: readonly Key[], text: string | undefined) => void,
): void {
  const form = FORMS[name];
  if (!form) return;
  const [field] = lists[form.schema];
  if (field) {
    const names = [field.name, ...(form.also ?? [])];
    const hint = names.map((each) => ownText(lists.formPlaceholder, each)).find((text) => text !== undefined);
    put([form.label], labelOf(lists, field, form.also));
    put([form.hint], hint ?? field.placeholder);
  }
  // Both are the button below a code.
  const button = ownText(lists.buttonsName, name) ?? (form === CODE ? lists.buttonsName.otp : undefined);
  put(form.submit, button);
}
