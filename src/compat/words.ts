import type {} from '../define/mfa-config.js';
import type { Words } from './hooks.js';

/** Texts of the elements, by their keys. */
export type ElementTexts = NonNullable<HTMLElementTagNameMap['mfa-config']['texts']>;
type Key = keyof ElementTexts;

/** The original's fields, and the texts of ours that say the same. */
const LABELS: Readonly<Record<string, readonly Key[]>> = {
  otp: ['codeLabel'],
  emailotp: ['codeLabel'],
  googleauthenticatorcode: ['codeLabel'],
  authenticatorcode: ['codeLabel'],
  phoneno2fa: ['requestPhone'],
  phone: ['requestPhone'],
  backupcode: ['recoveryLabel'],
  securityanswer: ['questionsAnswer'],
  securityquestion: ['questionsChoose'],
};

/** A placeholder goes when one types, and is hard to read: ours are hints below the label. */
const PLACEHOLDERS: Readonly<Record<string, readonly Key[]>> = {
  otp: ['codeHint'],
  emailotp: ['codeHint'],
  googleauthenticatorcode: ['codeHint'],
  authenticatorcode: ['codeHint'],
  phoneno2fa: ['requestPhoneHint'],
  phone: ['requestPhoneHint'],
  backupcode: ['recoveryHint'],
};

const BUTTONS: Readonly<Record<string, readonly Key[]>> = {
  otp: ['verifySubmit'],
  twofaotp: ['verifySubmit'],
  twofaemailotp: ['verifySubmit'],
  showqrcode: ['totpFinish'],
  validatecode: ['totpFinish'],
  resendotp: ['verifyResend'],
  sendotp: ['requestSubmit'],
  updatephone: ['requestSubmit'],
  changephone: ['requestSubmit'],
  changenumber: ['verifyNotYours'],
  backupcode: ['verifyRecoverySubmit'],
  backupcodebutton: ['challengeOther'],
  generatebackupcodebutton: ['recoveryCodesShow'],
  resetbackupcode: ['recoveryCodesMake'],
  createtwofactorauthentication: ['settingsTitle'],
  skip: ['challengeSkip'],
  securityquestions: ['questionsSubmit'],
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
 */
export function elementTexts(words: Words): ElementTexts {
  const texts: Record<string, string> = {};
  const take = (from: Readonly<Record<string, string>>, map: typeof LABELS): void => {
    for (const [name, text] of Object.entries(from)) {
      for (const key of map[name] ?? []) texts[key] = text;
    }
  };
  take(words.labels, LABELS);
  take(words.placeholders, PLACEHOLDERS);
  take(words.buttonsName, BUTTONS);
  const { otp } = words.labels;
  if (otp?.includes('%value')) {
    // Where the code goes is said in a sentence of its own, above the field.
    texts.codeSentToNumber = otp.replaceAll('%value', '{end}');
    texts.codeSentToAddress = otp.replaceAll('%value', '{address}');
    delete texts.codeLabel;
  }
  for (const { rule, message } of [...words.validationMessages].reverse()) {
    const field = rule.split('#')[1] ?? '';
    const label = words.labels[field.toLowerCase()] ?? field;
    for (const key of RULES[rule.toLowerCase()] ?? []) texts[key] = message.replaceAll('%s', label).trim();
  }
  return texts;
}
