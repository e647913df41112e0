import type { Hooks } from './hooks.js';

interface CodeElement extends Element {
  readonly deviceType?: string;
  readonly status?: string;
}

/** The form that one of our elements shows now, by the original's names (contract C.5). Nothing while there is none. */
export function shownForm(element: Element): string | undefined {
  const root = element.shadowRoot;
  switch (element.localName) {
    case 'mfa-recovery-codes':
      return 'backupcodebutton';
    case 'mfa-security-questions':
      return root?.querySelector('form') ? 'securityquestions' : undefined;
    case 'mfa-otp-request':
      return 'changephone';
    default:
      return root ? shownInside(root, element.localName === 'mfa-settings') : undefined;
  }
}

function shownInside(root: ParentNode, isAccount: boolean): string | undefined {
  const place = root.querySelector('[part=panel]:not([hidden]), [part=task]:not([hidden])');
  if (!place) {
    const isList = root.querySelector('[part=ways], [part=factors], [part=empty]');
    return isList ? 'createtwofactorauthentication' : undefined;
  }
  if (place.querySelector('mfa-totp-enroll')) return 'showqrcode';
  if (place.querySelector('mfa-security-questions')) return 'securityquestions';
  if (place.querySelector('#recovery')) return 'backupcode';
  const verify = place.querySelector<CodeElement>('mfa-otp-verify');
  if (verify?.deviceType === 'totp') return 'showqrcode';
  if (verify?.deviceType === 'email') return 'twofaemailotp';
  if (!verify) return undefined;
  const request = place.querySelector<Element & { destinations?: readonly unknown[] }>('mfa-otp-request');
  // The phone is not known yet: it has to be given first.
  if (request && !request.destinations?.length && verify.status === 'idle')
    return isAccount ? 'changephone' : 'updatephone';
  return isAccount ? 'otp' : 'twofaotp';
}

/** Tells the hooks whenever an element shows another form. There is nothing in these forms that a hook could change. */
export function watchForms(element: Element, hooks: Hooks): void {
  let before: string | undefined;
  const look = (): void => {
    const name = shownForm(element);
    if (name === before) return;
    before = name;
    if (!name) return;
    hooks.tell('beforeFormRender', name, []);
    hooks.tell('afterFormRender', name, []);
  };
  const root = element.shadowRoot;
  if (root)
    new MutationObserver(look).observe(root, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['hidden'],
    });
  element.addEventListener('mfa-otp-sent', look);
  look();
}
