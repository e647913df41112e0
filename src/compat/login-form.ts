import type { ErrorItem, ErrorItems } from './errors.js';
import { loginSchema, ownText, type FormField, type FormSchema, type Lists } from './lists.js';
import type { InterfaceOptions } from './options.js';
import { LOGIN_TEXTS, ruleText } from './login-words.js';
import { labelOf } from './words.js';

export interface LoginFormOptions {
  /** Before each name, in place of the original's `loginradius-`: two forms can be on one page. */
  classPrefix: string;
  lists: Lists;
  phoneLogin: boolean;
  /** May change the fields before they are drawn. */
  onSchema: (schema: FormSchema) => void;
  /** The person sends the form, well filled in or not. */
  onSend: () => void;
  onInvalid: (errors: ErrorItems) => void;
  /** Resolves to what is to be said, or to nothing when it is over. */
  onSubmit: (values: Readonly<Record<string, string>>) => Promise<string | undefined>;
}

/** What the person signs in with: the name of the field, and the field of the API. */
export function credentialOf(
  name: string,
  { phoneLogin, usernameLogin }: InterfaceOptions,
): 'email' | 'phone' | 'username' {
  if (name.includes('@')) return 'email';
  if (phoneLogin && /^\+?[\d\s().-]+$/.test(name)) return 'phone';
  return usernameLogin ? 'username' : 'email';
}

/**
 * The form for the first factor, in the page itself: password managers see an ordinary form, and the page's style sheet
 * finds the ids and classes of the original (contract C.6). The password is in its field, and goes from there.
 */
export class LoginForm {
  readonly element = document.createElement('form');
  /** The fields as they are drawn. */
  readonly schema: FormSchema;
  readonly #options: LoginFormOptions;
  readonly #fields: readonly Field[];
  readonly #error = document.createElement('p');
  readonly #button = document.createElement('button');
  #isBusy = false;

  constructor(options: LoginFormOptions) {
    this.#options = options;
    const { classPrefix, lists } = options;
    this.schema = loginSchema(lists);
    options.onSchema(this.schema);
    this.#fields = this.schema.map((field) => makeField(field, classPrefix));
    const { element } = this;
    element.name = element.className = `${classPrefix}login`;
    element.noValidate = true;
    element.setAttribute('aria-busy', 'false');
    this.#error.className = `${classPrefix}error-message`;
    this.#error.setAttribute('role', 'alert');
    // By the default English text of the original, whatever is on the button.
    this.#button.id = `${classPrefix}submit-login`;
    this.#button.className = `${classPrefix}submit submit-${classPrefix}login`;
    element.append(...this.#fields.map(({ place }) => place), this.#error, this.#button);
    element.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.applyWords();
  }

  /** Takes over what the page calls things now. */
  applyWords(): void {
    const { lists } = this.#options;
    for (const { field, label, input } of this.#fields) {
      label.textContent = labelOf(lists, field) ?? this.#label(field);
      input.placeholder = ownText(lists.formPlaceholder, field.name) ?? field.placeholder ?? '';
    }
    this.#button.textContent = ownText(lists.buttonsName, 'login') ?? LOGIN_TEXTS.login;
  }

  #label({ name, display }: FormField): string {
    if (name === 'password') return LOGIN_TEXTS.password;
    if (name !== 'emailid') return display ?? name;
    return LOGIN_TEXTS[this.#options.phoneLogin ? 'emailOrPhone' : 'emailid'];
  }

  async #submit(): Promise<void> {
    if (this.#isBusy) return;
    this.#say('');
    this.#options.onSend();
    const [first, ...others] = this.#check();
    if (first) {
      this.#options.onInvalid([first, ...others]);
      return;
    }
    this.#setBusy(true);
    const values = Object.fromEntries(this.#fields.map(({ field, input }) => [field.name, input.value]));
    const failure = await this.#options.onSubmit(values);
    this.#setBusy(false);
    if (failure === undefined) {
      for (const { input } of this.#fields) input.value = '';
      return;
    }
    this.#say(failure);
    this.#fields.find(({ field }) => field.name === 'password')?.input.select();
  }

  #check(): ErrorItem[] {
    const errors: ErrorItem[] = [];
    for (const { field, label, input, fault } of this.#fields) {
      const rule = brokenRule(field.rules, input.value);
      const text = rule && ruleText(rule, field.name, label.textContent, this.#options.lists);
      fault.textContent = text ?? '';
      if (text) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      if (!rule || !text) continue;
      if (errors.length === 0) input.focus();
      errors.push({ Id: input.id, Name: field.name, Message: text, Rule: rule });
    }
    return errors;
  }

  #setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    this.element.setAttribute('aria-busy', String(isBusy));
    // Not disabled: the button keeps the focus.
    this.#button.setAttribute('aria-disabled', String(isBusy));
    for (const { input } of this.#fields) input.readOnly = isBusy;
  }

  #say(text: string): void {
    this.#error.textContent = text;
  }
}

interface Field {
  readonly field: FormField;
  readonly place: HTMLElement;
  readonly label: HTMLLabelElement;
  readonly input: HTMLInputElement;
  readonly fault: HTMLElement;
}

function makeField(field: FormField, classPrefix: string): Field {
  const place = document.createElement('div');
  const label = document.createElement('label');
  const input = document.createElement('input');
  const fault = document.createElement('p');
  const id = `${classPrefix}login-${field.name}`;
  place.className = `${classPrefix}-form-element-content content-${classPrefix}${field.name}`;
  label.htmlFor = input.id = id;
  input.name = field.name;
  const isPassword = field.type === 'password';
  input.type = isPassword ? 'password' : 'text';
  input.autocomplete = isPassword ? 'current-password' : field.name === 'emailid' ? 'username' : 'on';
  input.autocapitalize = 'none';
  input.spellcheck = false;
  const isRequired = field.rules.split('|').includes('required');
  input.className = `${classPrefix}${field.type} ${classPrefix}${field.name}${isRequired ? ' lr-required' : ''}`;
  if (isRequired) input.setAttribute('aria-required', 'true');
  fault.id = `validation-${id}`;
  fault.className = `${classPrefix}validation-message validation-${classPrefix}${field.name}`;
  input.setAttribute('aria-describedby', fault.id);
  place.append(label, input, fault);
  return { field, place, label, input, fault };
}

function brokenRule(rules: string, value: string): string | undefined {
  const written = value.trim();
  const names = rules.split('|');
  if (names.includes('required') && written === '') return 'required';
  return names.includes('valid_email') && !/^\S+@\S+$/.test(written) ? 'valid_email' : undefined;
}
