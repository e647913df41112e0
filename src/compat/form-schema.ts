import type {} from '../define/mfa-challenge.js';
import type { FormField, FormSchema } from './hooks.js';
import type { ElementTexts } from './words.js';

interface FieldRow {
  /** As the original names it. */
  readonly name: string;
  readonly rules: string;
  /** The element's text that stands at the field. */
  readonly label: keyof ElementTexts;
  /** The element that shows it. */
  readonly tag: keyof HTMLElementTagNameMap;
}

const CODE: FieldRow = { name: 'otp', rules: 'required', label: 'codeLabel', tag: 'mfa-otp-verify' };
const PHONE: FieldRow = {
  name: 'phone',
  rules: 'required|valid_phoneno',
  label: 'requestPhone',
  tag: 'mfa-otp-request',
};

/** The fields of each form (contract C.5). A form that is not here has buttons only. */
const FIELDS: Readonly<Record<string, FieldRow>> = {
  otp: CODE,
  twofaotp: CODE,
  twofaemailotp: CODE,
  showqrcode: { ...CODE, name: 'AuthenticatorCode' },
  backupcode: { name: 'backupcode', rules: 'required', label: 'recoveryLabel', tag: 'mfa-otp-verify' },
  updatephone: PHONE,
  changephone: PHONE,
};

/** An element of ours, as far as its options go. */
export interface FormElement extends Element {
  readonly texts?: ElementTexts;
  readonly maskSensitiveInput?: boolean | undefined;
}

/**
 * What is told of a form of our elements: which fields it has, and what they are called there. Never what is in them.
 *
 * @param element - The one that has the page's words.
 * @param questions - The form with security questions, where it is that.
 */
export function schemaOf(name: string, element: FormElement, questions?: Element): FormSchema {
  if (questions) return questionFields(questions);
  const row = FIELDS[name];
  if (!row) return [];
  const { english } = customElements.get(row.tag) as unknown as { english: ElementTexts };
  const label = element.texts?.[row.label] ?? english[row.label];
  const display = typeof label === 'string' ? label : '';
  const isMasked = element.maskSensitiveInput === true && row !== PHONE;
  return [fieldOf(row.name, display, isMasked ? 'password' : 'string', row.rules)];
}

/** They are as many as the service wants, and named by it: they are read from the form. */
function questionFields(form: Element): FormSchema {
  const controls = form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select');
  return [...controls].map((control) => {
    const display = control.labels?.[0]?.textContent.trim() ?? '';
    if (control instanceof HTMLInputElement)
      return fieldOf('securityanswer', display, control.type === 'password' ? 'password' : 'string');
    const options = [...control.options].filter(({ value }) => value !== '');
    return {
      ...fieldOf('securityquestion', display, 'option'),
      options: options.map(({ value, text }) => ({ value, text })),
    };
  });
}

function fieldOf(name: string, display: string, type: string, rules = 'required'): FormField {
  return { type, name, display, rules, permission: type === 'password' ? 'w' : 'r', options: null };
}
