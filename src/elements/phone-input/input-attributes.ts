import type { Attributes } from '../light-input/light-field.js';
import type { SetAttributes } from '../marks.js';

/** More characters than a number has, with all that people write between them. */
const ROOM = '60';

/** What an input for a phone number has, and what a page's own is given where it lacks it. */
export function inputAttributes(autocomplete: string): Attributes {
  return Object.entries({
    autocomplete,
    inputmode: 'tel',
    translate: 'no',
    spellcheck: 'false',
    autocorrect: 'off',
    autocapitalize: 'off',
  });
}

/** Limits of the page's own are for a number without the spaces in it. */
export function makeRoom(set: SetAttributes): void {
  if (set.own('maxlength') !== null) set.give('maxlength', ROOM, true);
  if (set.own('minlength') !== null) set.give('minlength', '0', true);
  if (set.own('pattern') !== null) set.give('pattern', '.*', true);
}
