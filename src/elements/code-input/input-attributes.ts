import type { CodeRules } from '../../core/code.js';
import type { Attributes } from '../light-input/light-field.js';
import type { SetAttributes } from '../marks.js';

const DIGITS: Attributes = attributes({ inputmode: 'numeric', autocapitalize: 'off' });
const CHARACTERS: Attributes = attributes({ inputmode: 'text', autocapitalize: 'none' });
/** As long as a message that may be pasted whole. */
const ROOM = '1000';

/** What an input for a code has, and what a page's own is given where it lacks it. */
export function attributesFor({ alphabet }: CodeRules): Attributes {
  return alphabet === 'alphanumeric' ? CHARACTERS : DIGITS;
}

/** Limits of the page's own that a code runs against: as it is pasted, with its spaces, or as it is kept. */
export function makeRoom(set: SetAttributes, { length, alphabet }: CodeRules): void {
  if (set.own('maxlength') !== null) set.give('maxlength', ROOM, true);
  if (Number(set.own('minlength')) > length) set.give('minlength', String(length), true);
  const pattern = set.own('pattern');
  if (pattern !== null && !admits(pattern, length, alphabet === 'alphanumeric'))
    set.give('pattern', '.*', true);
}

/** Whether a page's pattern can be met by a code; what cannot be read as a pattern counts for nothing anyway. */
function admits(pattern: string, length: number, letters: boolean): boolean {
  const samples = [
    '1234567890',
    '9999999999',
    ...(letters ? ['aaaaaaaaaa', 'AAAAAAAAAA', 'A1b2C3d4E5'] : []),
  ];
  try {
    const whole = new RegExp(`^(?:${pattern})$`, 'v');
    return samples.some((sample) => whole.test(sample.repeat(2).slice(0, length)));
  } catch {
    return true;
  }
}

function attributes(differing: Readonly<Record<string, string>>): Attributes {
  return Object.entries({
    autocomplete: 'one-time-code',
    translate: 'no',
    spellcheck: 'false',
    autocorrect: 'off',
    enterkeyhint: 'done',
    ...differing,
  });
}
