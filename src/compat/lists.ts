/** One field of a form, without what is in it. What a page changes before the form is drawn counts. */
export interface FormField {
  /** `string`, `password`, `option` for a choice, or `html` for a text. */
  type: string;
  name: string;
  /** What stands at the field. */
  display?: string;
  /** Separated by `|`. */
  rules: string;
  placeholder?: string;
  /** `w` for what is never shown again. */
  permission?: 'r' | 'w';
  /** What can be chosen. */
  options?: readonly { readonly value: string; readonly text: string }[];
  /** The text, where the type is `html`. */
  html?: string;
}
export type FormSchema = FormField[];

/** A page's own words for a rule: `required`, or `required#emailid` for one field. `%s` is the field's label. */
export interface ValidationWords {
  readonly rule: string;
  readonly message: string;
}

/** A page's own words for one of the vendor's codes. */
export interface ErrorWords {
  readonly code: number | string;
  readonly message?: string;
  readonly description?: string;
}

export type OwnTexts = Record<string, string>;

/**
 * What pages add to and change, by the original's names (contract C.9.1). It is read anew whenever a form is drawn, so
 * that a list that was replaced counts as well.
 */
export interface Lists {
  loginFormSchema: FormSchema;
  otpSchema: FormSchema;
  QRCodeSchema: FormSchema;
  checkPhoneNumberSchema: FormSchema;
  backupCodeFormSchema: FormSchema;
  /** Nothing here draws it. */
  registrationFormSchema: FormSchema;
  errorMessages: ErrorWords[];
  validationMessages: ValidationWords[];
  /** By the name of the form or of the button, in lower case. */
  buttonsName: OwnTexts;
  /** By the name of the field. */
  formCustomLabel: OwnTexts;
  /** By the name of the field. */
  formPlaceholder: OwnTexts;
}

/** What the original calls its fields, where the page has no words of its own. Ours are others, see `ownDisplay`. */
const DISPLAYS: OwnTexts = {
  emailid: 'Email Id',
  password: 'Password',
  otp: 'Verification Code',
  AuthenticatorCode: 'Authenticator Code',
  phone: 'Phone Number',
  phoneNo2FA: 'Phone Number',
  backupcode: 'Backup Code',
};

const field = (name: string, rules = 'required', type = 'string'): FormField => ({
  type,
  name,
  display: DISPLAYS[name] ?? name,
  rules,
  permission: type === 'password' ? 'w' : 'r',
});

/** Each of these has one field; the form to sign in has two. */
export function createLists(isMasked: boolean): Lists {
  return {
    loginFormSchema: [
      field('emailid', LOGIN_RULES.emailid),
      field('password', LOGIN_RULES.password, 'password'),
    ],
    otpSchema: [{ ...field('otp'), type: isMasked ? 'password' : 'string' }],
    QRCodeSchema: [{ ...field('AuthenticatorCode'), type: isMasked ? 'password' : 'string' }],
    checkPhoneNumberSchema: [field('phone', 'required|valid_phoneno')],
    backupCodeFormSchema: [field('backupcode')],
    registrationFormSchema: [],
    errorMessages: [],
    validationMessages: [],
    buttonsName: {},
    formCustomLabel: {},
    formPlaceholder: {},
  };
}

/** The rules that the original starts with. Whether a name is one, and a password long enough, the service says. */
const LOGIN_RULES: OwnTexts = {
  emailid: 'required|valid_email',
  password: 'required|min_length[6]|max_length[32]',
};

/** What the page calls a field by its schema, where that is not as it came. */
export function ownDisplay({ name, display }: FormField): string | undefined {
  return display === DISPLAYS[name] ? undefined : display;
}

/** The form to sign in as it is to be drawn: a copy, so that one form's changes are not another's. */
export function loginSchema({ loginFormSchema }: Lists): FormSchema {
  return loginFormSchema.map((each) => ({
    ...each,
    rules: each.rules === LOGIN_RULES[each.name] ? 'required' : each.rules,
  }));
}

/** A text of the page's own, whatever the case of its name. */
export function ownText(texts: OwnTexts, name: string): string | undefined {
  if (Object.hasOwn(texts, name)) return texts[name];
  const found = Object.keys(texts).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : texts[found];
}

/** The page's own words for an error of this number; the newest count. */
export function errorWords(
  { errorMessages }: Pick<Lists, 'errorMessages'>,
  code: unknown,
): ErrorWords | undefined {
  return [...errorMessages].reverse().find((entry) => String(entry.code) === String(code));
}
