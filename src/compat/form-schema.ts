import type { FormField, FormSchema, Lists } from './lists.js';

/** An element of ours, as far as it knows what it asks for. */
interface AskingElement extends Element {
  readonly destinations?: readonly { readonly destination?: string; readonly masked: string }[] | undefined;
  readonly flow?: {
    readonly state: { readonly questions?: readonly { readonly id: string; readonly question: string }[] };
  };
}

/** The forms whose fields stand in a list that pages may change (contract C.9.1). */
const SCHEMAS: Readonly<Record<string, (lists: Lists) => FormSchema>> = {
  otp: ({ otpSchema }) => otpSchema,
  twofaotp: ({ otpSchema }) => otpSchema,
  twofaemailotp: ({ otpSchema }) => otpSchema,
  showQRcode: ({ QRCodeSchema }) => QRCodeSchema,
  backupcode: ({ backupCodeFormSchema }) => backupCodeFormSchema,
  updatePhone2FA: ({ checkPhoneNumberSchema }) => named(checkPhoneNumberSchema, 'phoneNo2FA'),
  changePhone: ({ checkPhoneNumberSchema }) => named(checkPhoneNumberSchema, 'phoneNo2FA'),
};

/**
 * What is told of a form of our elements: which fields it has. Never what is in them.
 *
 * @param isSecondFactor - Whether a phone is for codes, and not to sign in with.
 * @param element - What shows the form.
 */
export function schemaOf(name: string, lists: Lists, isSecondFactor: boolean, element: Element): FormSchema {
  if (name === 'updatePhone')
    return named(lists.checkPhoneNumberSchema, isSecondFactor ? 'phoneNo2FA' : 'phone');
  const schema = SCHEMAS[name];
  if (schema) return schema(lists);
  return name === 'mfaselectemails' ? addressFields(element) : questionFields(element);
}

/** The original renames the field for good, and takes a phone to sign in with for another one from then on. Ours goes back. */
function named(schema: FormSchema, name: 'phone' | 'phoneNo2FA'): FormSchema {
  const field = schema.find((each) => each.name === 'phone' || each.name === 'phoneNo2FA');
  if (field) field.name = name;
  return schema;
}

function addressFields({ destinations = [] }: AskingElement): FormSchema {
  const options = destinations.map(({ destination, masked }) => ({
    value: destination ?? masked,
    text: masked,
  }));
  const display = 'Select email to send verification code';
  return [{ type: 'option', name: 'sendemailotp', display, rules: 'required', options }];
}

/** They are as many as the service wants, and named by it: they are read from the form. */
function questionFields(element: Element): FormSchema {
  const { shadowRoot } = element;
  const questions = (element as AskingElement).flow?.state.questions ?? [];
  const selects = [...(shadowRoot?.querySelectorAll('select') ?? [])];
  const answers = [...(shadowRoot?.querySelectorAll<HTMLInputElement>('[part~=answer]') ?? [])];
  return answers.flatMap((input, row): FormField[] => {
    const type = input.type === 'password' ? 'password' : 'string';
    const answer = (name: string): FormField => ({
      type,
      name,
      display: 'Answer',
      rules: 'required',
      permission: 'r',
    });
    const select = selects[row];
    if (!select) {
      const known = questions[row];
      const html = known?.question ?? input.labels?.[0]?.textContent.trim() ?? '';
      const question: FormField = { type: 'html', name: `securityQuestion${row}`, rules: 'required', html };
      return [question, answer(known?.id ?? `securityAnswer${row}`)];
    }
    const options = [...select.options].filter(({ value }) => value !== '');
    return [
      {
        type: 'option',
        name: `securityQuestion${row}`,
        display: 'Security Question',
        rules: 'required',
        permission: 'r',
        options: options.map(({ value, text }) => ({ value, text })),
      },
      answer(`securityAnswer${row}`),
    ];
  });
}
