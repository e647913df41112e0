import { schemaOf, type FormElement } from './form-schema.js';
import type { Hooks } from './hooks.js';

interface CodeElement extends Element {
  readonly deviceType?: string;
  readonly status?: string;
}

/** A form on the screen: what the original calls it, and the security questions in it. */
interface ShownForm {
  readonly name: string;
  readonly questions?: Element;
}

/** The form that our elements show now, by the original's names (contract C.5). Nothing while there is none. */
function shownForm([element, ...others]: readonly Element[]): ShownForm | undefined {
  const root = element?.shadowRoot;
  if (!root) return undefined;
  switch (element.localName) {
    case 'mfa-recovery-codes':
      return { name: 'backupcodebutton' };
    case 'mfa-security-questions':
      return questionsIn(root);
    case 'mfa-otp-request': {
      const isSent = others.some(({ status }: CodeElement) => status !== undefined && status !== 'idle');
      return { name: isSent ? 'otp' : 'changephone' };
    }
    default:
      return shownInside(root, element.localName === 'mfa-settings');
  }
}

function shownInside(root: ParentNode, isAccount: boolean): ShownForm | undefined {
  const place = openPlace(root);
  if (!place) {
    const isList = root.querySelector('[part=ways], [part=factors], [part=empty]');
    return isList ? { name: 'createtwofactorauthentication' } : undefined;
  }
  if (place.querySelector('mfa-totp-enroll')) return { name: 'showqrcode' };
  const questions = place.querySelector('mfa-security-questions');
  if (questions) return questions.shadowRoot ? questionsIn(questions.shadowRoot) : undefined;
  if (place.querySelector('mfa-otp-verify[recovery]')) return { name: 'backupcode' };
  const verify = place.querySelector<CodeElement>('mfa-otp-verify');
  if (!verify) return undefined;
  if (verify.deviceType === 'totp') return { name: 'showqrcode' };
  const isEmail = verify.deviceType === 'email';
  if (verify.status === 'idle') {
    const request = place.querySelector<Element & { destinations?: readonly unknown[] }>('mfa-otp-request');
    // The phone is not known yet: it has to be given first. Elsewhere there is a button, and no field.
    if (!request || isEmail || request.destinations?.length) return undefined;
    return { name: isAccount ? 'changephone' : 'updatephone' };
  }
  return { name: isEmail ? 'twofaemailotp' : isAccount ? 'otp' : 'twofaotp' };
}

/** What belongs to the way or task that is open. */
function openPlace(root: ParentNode): Element | null {
  return root.querySelector('[part=panel]:not([hidden]), [part=task]:not([hidden])');
}

function questionsIn(root: ParentNode): ShownForm | undefined {
  const questions = root.querySelector('form');
  return questions ? { name: 'securityquestions', questions } : undefined;
}

/** Tells the hooks whenever these elements show another form. */
export function watchForms(elements: readonly [FormElement, ...Element[]], hooks: Hooks): void {
  let before: string | undefined;
  const look = (): void => {
    watch();
    const shown = shownForm(elements);
    if (shown?.name === before) return;
    before = shown?.name;
    if (!shown) return;
    const { name, questions } = shown;
    const schema = schemaOf(name, elements[0], questions);
    hooks.tell('beforeFormRender', name, schema);
    hooks.tell('afterFormRender', name, schema);
  };
  const observer = new MutationObserver(look);
  const watch = (): void => {
    const inner = elements.flatMap(({ shadowRoot }) => {
      const place = shadowRoot && openPlace(shadowRoot);
      return place ? [...place.querySelectorAll('mfa-otp-verify, mfa-security-questions')] : [];
    });
    for (const { shadowRoot } of [...elements, ...inner]) {
      // Watching a root twice is watching it once.
      if (shadowRoot)
        observer.observe(shadowRoot, {
          childList: true,
          subtree: true,
          attributes: true,
          attributeFilter: ['hidden'],
        });
    }
  };
  look();
}
