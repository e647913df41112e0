import { schemaOf } from './form-schema.js';
import type { Hooks } from './hooks.js';
import type { Lists } from './lists.js';
import type { ShownForm } from './wire.js';

interface AskingElement extends Element {
  readonly deviceType?: string;
  readonly status?: string;
  readonly mode?: string;
  readonly destinations?: readonly unknown[];
}

/** A form on the screen: what the original calls it, and the element of ours that shows it. */
interface Found {
  readonly name: string;
  readonly element: Element;
}

export interface WatchOptions {
  hooks: Hooks;
  lists: Lists;
  /** What is on the screen is noted there. */
  shown: ShownForm;
  /** As the page has named it. */
  place: string | Element;
  /** Whether it is about the second factor, and not about the account. */
  isSecondFactor: boolean;
  /** Takes the page's words for this form over. */
  onForm: () => void;
}

/** The form that our elements show now, by the original's names (contract C.9.0). What has buttons only is no form there. */
function findForm([element, ...others]: readonly Element[], isSecondFactor: boolean): Found | undefined {
  const root = element?.shadowRoot;
  if (!element || !root) return undefined;
  switch (element.localName) {
    case 'mfa-security-questions':
      return questionsForm(element, 'updatesecurityquestion');
    case 'mfa-otp-request': {
      const [verify] = others as AskingElement[];
      const isSent = verify?.status !== undefined && verify.status !== 'idle';
      return isSent ? { name: 'otp', element: verify } : { name: 'updatePhone', element };
    }
    default:
      return isSecondFactor ? formInside(root, element.localName === 'mfa-settings') : undefined;
  }
}

function formInside(root: ParentNode, isAccount: boolean): Found | undefined {
  const place = openPlace(root);
  const app = place?.querySelector('mfa-totp-enroll');
  if (app) return { name: 'showQRcode', element: app };
  const questions = place?.querySelector('mfa-security-questions');
  if (questions) return questionsForm(questions, 'mfasecurityquestion');
  const verify = place?.querySelector<AskingElement>('mfa-otp-verify');
  if (!place || !verify) return undefined;
  if (verify.matches('[recovery]')) return { name: 'backupcode', element: verify };
  if (verify.deviceType === 'totp') return { name: 'showQRcode', element: verify };
  const isEmail = verify.deviceType === 'email';
  if (verify.status !== 'idle') return { name: isEmail ? 'twofaemailotp' : 'twofaotp', element: verify };
  const request = place.querySelector<AskingElement>('mfa-otp-request');
  const known = request?.destinations?.length ?? 0;
  if (!request) return undefined;
  if (isEmail) return known > 1 ? { name: 'mfaselectemails', element: request } : undefined;
  // Where the phone is known there is a button, and no field.
  if (known) return undefined;
  // What changes a factor is in its row.
  if (place.closest('[part~=factor]')) return { name: 'changePhone', element: request };
  return { name: isAccount ? 'updatePhone2FA' : 'updatePhone', element: request };
}

/** What belongs to the way or task that is open. */
function openPlace(root: ParentNode): Element | null {
  return root.querySelector('[part~=panel]:not([hidden]), [part~=task]:not([hidden])');
}

function questionsForm(element: Element, name: string): Found | undefined {
  return element.shadowRoot?.querySelector('form') ? { name, element } : undefined;
}

/** Tells the hooks whenever these elements show another form. */
export function watchForms(elements: readonly [Element, ...Element[]], options: WatchOptions): void {
  const { hooks, lists, shown, place, isSecondFactor, onForm } = options;
  const look = (): void => {
    watch();
    const found = findForm(elements, isSecondFactor);
    if (found?.name === shown.name) return;
    shown.name = found?.name;
    if (!found) return;
    const { name, element } = found;
    hooks.tell('beforeFormRender', name, schemaOf(name, lists, isSecondFactor, element));
    // What the hook has changed counts.
    onForm();
    hooks.tell('afterFormRender', name, place, shown.classPrefix, element);
  };
  const observer = new MutationObserver(look);
  const watch = (): void => {
    const inner = elements.flatMap(({ shadowRoot }) => {
      const open = shadowRoot && openPlace(shadowRoot);
      return open ? [...open.querySelectorAll('mfa-otp-verify, mfa-security-questions')] : [];
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
