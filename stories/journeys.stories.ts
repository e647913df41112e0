import type { Meta } from '@storybook/web-components-vite';
import { expect } from 'storybook/test';
import { part, shows, until } from '../test/support/page.js';
import { otherThan } from './support/backend.js';
import {
  arrives,
  journey,
  press,
  pressNamed,
  readApp,
  readMessage,
  type,
  typeCode,
} from './support/journey.js';
import * as challenge from './mfa-challenge.stories.js';
import * as passkey from './mfa-passkey.stories.js';
import * as recoveryCodes from './mfa-recovery-codes.stories.js';
import * as settings from './mfa-settings.stories.js';
import * as wholeFlow from './whole-flow.stories.js';

/** What a person does from the first button to the end, played in the page and checked on the way. */
const meta: Meta = { title: 'Journeys' };
export default meta;

/** Ask for a code, get it wrong once, and get it right. */
export const CodeByMessage = journey(wholeFlow.SignIn, async (person) => {
  const { stage, element: request } = person;
  const verify = stage.querySelector('mfa-otp-verify')!;
  await press(request, 'submit');
  await arrives(verify, 'ready');
  const code = await readMessage(person);
  await typeCode(verify, otherThan(code));
  await press(verify, 'submit');
  await until(() => shows(verify, 'error'));
  await arrives(verify, 'ready');
  await typeCode(verify, code);
  await press(verify, 'submit');
  await arrives(verify, 'verified');
  await expect(shows(verify, 'done')).toBe(true);
});

/** Name an app, pair it, and confirm the first code that it shows. */
export const PairAnApp = journey(wholeFlow.SetUpAnApp, async (person) => {
  const { element } = person;
  await type(element, 'name-input', 'My phone');
  await press(element, 'continue');
  await arrives(element, 'pairing');
  await typeCode(element, await readApp(person));
  await press(element, 'submit');
  await arrives(element, 'activated');
  await expect(shows(element, 'done')).toBe(true);
});

/** Choose a way, enter the code of the app, and be through. */
export const SecondStep = journey(challenge.Choosing, async ({ element }) => {
  await pressNamed(element, 'way', 'Authenticator');
  await arrives(element, 'answering');
  await typeCode(element, '123456');
  await press(element, 'submit');
  await arrives(element, 'completed');
  await expect(shows(element, 'done')).toBe(true);
});

/** Rename a factor, then remove one after being asked whether to. */
export const ChangeFactors = journey(settings.Ready, async ({ element }) => {
  await press(element, 'rename');
  await arrives(element, 'renaming');
  await type(element, 'name-input', 'Work phone');
  await press(element, 'save');
  await arrives(element, 'ready');
  await press(element, 'remove');
  await arrives(element, 'removing');
  await press(element, 'cancel');
  await arrives(element, 'ready');
  await press(element, 'remove');
  await press(element, 'confirm');
  await arrives(element, 'ready');
  await expect(part(element, 'note')?.textContent.trim()).toBeTruthy();
});

/** See the codes, say that they are kept, and go on. */
export const KeepRecoveryCodes = journey(recoveryCodes.Idle, async ({ element }) => {
  await press(element, 'show');
  await arrives(element, 'shown');
  await press(element, 'continue');
  // Not before the person has said so.
  await expect((element as { status?: string }).status).toBe('shown');
  await press(element, 'saved');
  await press(element, 'continue');
  await arrives(element, 'acknowledged');
  await expect(shows(element, 'codes')).toBe(false);
});

/** Press the button; the browser's dialog answers by itself, since no story can press a finger on anything. */
export const UseAPasskey = journey(passkey.Ready, async ({ element }) => {
  await press(element, 'begin');
  await arrives(element, 'verified');
  await expect(shows(element, 'done')).toBe(true);
});
