import type {} from '../define/mfa-challenge.js';
import type {} from '../define/mfa-settings.js';
import { defineElement } from '../define/lazy-tags.js';
import type { Conversation } from './conversation.js';
import type { Tell } from './callbacks.js';
import type { Hooks } from './hooks.js';
import { isOn, type InterfaceOptions } from './options.js';
import type { SessionData } from './session.js';
import { watchForms } from './shown-form.js';
import { elementTexts, type ElementTexts } from './words.js';

/** What one `init` works with. */
export interface Stage {
  readonly container: Element;
  readonly classPrefix: string;
  readonly options: InterfaceOptions;
  readonly hooks: Hooks;
  readonly session: SessionData;
  readonly conversation: Conversation;
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
  { options, hooks, classPrefix, onWords }: Stage,
  tag: Name,
): Promise<HTMLElementTagNameMap[Name]> {
  // The code of the larger one brings the small ones along.
  await defineElement(tag.startsWith('mfa-otp-') ? 'mfa-challenge' : tag);
  const element = document.createElement(tag);
  element.className = `${classPrefix}loginradius-mfa`;
  const shared: Shared = element;
  shared.twoFactorAuthentication = isOn(options);
  shared.maskSensitiveInput = options.maskSensitiveInput;
  shared.disableResendOTPButton = options.disableResendOTPButton;
  shared.disableResendOTPButtonDelay = options.disableResendOTPButtonDelay;
  // The page's own words for a failure come with it.
  shared.showBackendMessages = true;
  const apply = (): void => {
    shared.texts = elementTexts(hooks.words);
  };
  apply();
  onWords(element, apply);
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

/**
 * Puts elements into the container, in place of what was there, and tells the hooks which forms they show. Does nothing,
 * and says so, where something else has been asked for meanwhile.
 */
export function show(
  { container, hooks, isLatest }: Stage,
  ...elements: readonly [Element, ...Element[]]
): boolean {
  if (!isLatest()) return false;
  container.replaceChildren(...elements);
  watchForms(elements, hooks);
  return true;
}
