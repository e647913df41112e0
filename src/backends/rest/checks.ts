/** Small checks of plain data, out of which the check of a whole description is made. */
import { asFields } from '../values.js';

/** Looks at a value, and says what is wrong with it. */
export type Check = (value: unknown, where: string) => void;

export interface Checks {
  /** Notes a mistake. */
  say(where: string, what: string): void;
  text: Check;
  number: Check;
  flag: Check;
  anything: Check;
  oneOf(allowed: readonly string[]): Check;
  /** A list that is not empty. */
  list(check: Check): Check;
  /** An object with any names, each of which is looked at as well. */
  record(check: Check, name?: Check): Check;
  /** An object with these names and no others. */
  shape(checks: Readonly<Record<string, Check>>, required?: readonly string[]): Check;
  /** Both have to find nothing. */
  both(check: Check, other: Check): Check;
  /** The second for objects. */
  either(check: Check, other: Check): Check;
  oneOrMore(check: Check): Check;
}

/** @param problems - Where each mistake is noted, with its place. */
export function checksInto(problems: string[]): Checks {
  const say: Checks['say'] = (where, what) => void problems.push(`${where} ${what}`);
  const kind =
    (type: string): Check =>
    (value, where) => {
      if (typeof value !== type) say(where, `must be a ${type}`);
    };
  const list: Checks['list'] = (check) => (value, where) => {
    if (!Array.isArray(value) || !value.length) say(where, 'must be a list that is not empty');
    else value.forEach((one, index) => check(one, `${where}[${index}]`));
  };
  const record: Checks['record'] = (check, nameCheck) => (value, where) => {
    const fields = asFields(value);
    if (!fields) say(where, 'must be an object');
    for (const [name, one] of Object.entries(fields ?? {})) {
      nameCheck?.(name, `${where}.${name}`);
      check(one, `${where}.${name}`);
    }
  };
  return {
    say,
    text: kind('string'),
    number: kind('number'),
    flag: kind('boolean'),
    anything: () => {},
    oneOf: (allowed) => (value, where) => {
      if (!allowed.includes(value as string)) say(where, `must be one of ${allowed.join(', ')}`);
    },
    list,
    record,
    shape:
      (checks, required = []) =>
      (value, where) => {
        record((one, at) => {
          const name = at.slice(where.length + 1);
          const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
          if (!check) say(at, `is not known; there is ${Object.keys(checks).join(', ')}`);
          else if (one !== undefined) check(one, at);
        })(value, where);
        const fields = asFields(value);
        for (const name of required)
          if (fields && fields[name] === undefined) say(`${where}.${name}`, 'is missing');
      },
    both: (check, other) => (value, where) => {
      check(value, where);
      other(value, where);
    },
    either: (check, other) => (value, where) =>
      (typeof value === 'object' && !Array.isArray(value) ? other : check)(value, where),
    oneOrMore: (check) => (value, where) => (Array.isArray(value) ? list(check) : check)(value, where),
  };
}
