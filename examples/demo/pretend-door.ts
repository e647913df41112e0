import { html } from 'lit';
import { ALEX } from './demo-sandbox.js';
import type { Door } from './door.js';

/** A door that is never locked: the demo without a server has no sessions, and its sandbox takes everybody for Alex. */
export const pretendDoor: Door = {
  words: html`This bank is pretend. Alex lives here, and any password will do.`,
  fields: html`<label for="user">E-mail address</label>
    <input id="user" type="email" .value=${ALEX.email} readonly autocomplete="off" />
    <label for="password">Password</label>
    <input id="password" type="password" .value=${'pretend'} required autocomplete="off" />`,
  accountLabel: ALEX.email,
  startAt: (seenAt) => seenAt ?? 'password',
  showsAppsAt: () => true,
  signIn: () => Promise.resolve(true),
  transfer: () => Promise.resolve(true),
  signOut: () => Promise.resolve(),
};
