import type {} from '../define/mfa-challenge.js';
import type {} from '../define/mfa-settings.js';
import { defineElement } from '../define/lazy-tags.js';
import type { Conversation } from './conversation.js';
import type { Tell } from './callbacks.js';
import type { Hooks } from './hooks.js';
import type { Lists } from './lists.js';
import { isOn, type InterfaceOptions } from './options.js';
import type { SessionData } from './session.js';
import { watchForms } from './shown-form.js';
import type { ShownForm } from './wire.js';
import { elementTexts, type ElementTexts } from './words.js';

/** What one `init` works with. */
export interface Stage {
  readonly container: Element;
  /** As the page has named it. */
  readonly place: string | Element;
  /** Before each id and class, in place of the original's `loginradius-`. */
  readonly classPrefix: string;
  readonly options: InterfaceOptions;
  readonly hooks: Hooks;
  readonly lists: Lists;
  readonly session: SessionData;
  readonly conversation: Conversation;
  readonly shown: ShownForm;
  readonly tell: Tell;
  /** Resolves as soon as the options have the tenant's settings, or when these cannot be had. */
  readonly configured: () => Promise<unknown>;
  /** Whether nothing else has been asked for in this container meanwhile. */
  readonly isLatest: () => boolean;
  /** Has something done whenever the page's words change, as long as the element is in the page. */
  readonly onWords: (element: Element, apply: () => void) => void;
}

type Tag = Extract<keyof HTMLElementTagNameMap, `mfa-${string}`>;

/** One of our elements, with the options and words of the page. It is not in the page yet. */
export async function makeElement<Name extends Tag>(
  stage: Stage,
  tag: Name,
): Promise<HTMLElementTagNameMap[Name]> {
  const { options, classPrefix, onWords } = stage;
  // The code of the larger one brings the small ones along.
  await defineElement(tag.startsWith('mfa-otp-') ? 'mfa-challenge' : tag);
  const element = document.createElement(tag);
  element.className = `${classPrefix}mfa`;
  const shared: Shared = element;
  shared.twoFactorAuthentication = isOn(options);
  shared.disableResendOTPButton = options.disableResendOTPButton;
  shared.disableResendOTPButtonDelay = options.disableResendOTPButtonDelay;
  // The page's own words for a failure come with it.
  shared.showBackendMessages = true;
  dress(stage, element);
  onWords(element, () => dress(stage, element));
  return element;
}

interface Shared {
  texts?: ElementTexts;
  twoFactorAuthentication?: boolean | undefined;
  maskSensitiveInput?: boolean | undefined;
  disableResendOTPButton?: boolean | undefined;
  disableResendOTPButtonDelay?: number | undefined;
  showBackendMessages?: boolean | undefined;
}

/** Takes over what the page calls things now, and whether it wants a code to be hidden. */
function dress({ options, lists, shown }: Stage, target: Element): void {
  const element = target as Shared;
  element.texts = elementTexts(lists, shown.name);
  const isMasked = lists.otpSchema[0]?.type === 'password';
  element.maskSensitiveInput = isMasked || options.maskSensitiveInput;
}

/**
 * Puts elements into the container, in place of what was there, and tells the hooks which forms they show. Does nothing,
 * and says so, where something else has been asked for meanwhile.
 *
 * @param isSecondFactor - Whether they are about the second factor, and not about the account.
 */
export function show(
  stage: Stage,
  isSecondFactor: boolean,
  ...elements: readonly [Element, ...Element[]]
): boolean {
  const { container, isLatest } = stage;
  if (!isLatest()) return false;
  container.replaceChildren(...elements);
  const onForm = (): void => {
    for (const element of elements) dress(stage, element);
  };
  watchForms(elements, { ...stage, isSecondFactor, onForm });
  return true;
}
