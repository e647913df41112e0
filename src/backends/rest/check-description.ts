import { CHANNELS, FACTOR_KINDS, PROOF_KINDS } from '../../core/kinds.js';
import { MfaError, MFA_ERROR_CODES } from '../../core/mfa-error.js';
import { asFields } from '../values.js';
import type { RestDescription } from './description.js';
import { placeholders } from './template.js';

type Check = (value: unknown, where: string) => void;
type Checks = Readonly<Record<string, Check>>;

const PAGE_VALUES = 'userName phoneNumber email apiKey accessToken smsTemplate emailTemplate'.split(' ');
/** What must not get into a server's log of addresses. */
const SECRETS = ['password', 'accessToken'];

/**
 * Takes a description as an object or as JSON.
 *
 * @param more - The names that the page adds to the placeholders.
 * @throws MfaError `misconfigured`, with every mistake and its place. The console says the same: elements show people
 * only that something is not right.
 */
export function checkDescription(given: unknown, more: readonly string[]): RestDescription {
  const problems: string[] = [];
  const say = (where: string, what: string): void => void problems.push(`${where} ${what}`);
  const kind =
    (type: string): Check =>
    (value, where) => {
      if (typeof value !== type) say(where, `must be a ${type}`);
    };
  const text = kind('string');
  const number = kind('number');
  const anything: Check = () => {};
  const oneOf =
    (allowed: readonly string[]): Check =>
    (value, where) => {
      if (!allowed.includes(value as string)) say(where, `must be one of ${allowed.join(', ')}`);
    };
  const list =
    (check: Check): Check =>
    (value, where) => {
      if (!Array.isArray(value) || !value.length) say(where, 'must be a list that is not empty');
      else value.forEach((one, index) => check(one, `${where}[${index}]`));
    };
  const record =
    (check: Check): Check =>
    (value, where) => {
      const entries = Object.entries(asFields(value) ?? {});
      if (!asFields(value)) say(where, 'must be an object');
      for (const [name, one] of entries) check(one, `${where}.${name}`);
    };
  const shape =
    (checks: Checks, required: readonly string[] = []): Check =>
    (value, where) => {
      record((one, at) => {
        const check = checks[at.slice(where.length + 1)];
        if (!check) say(at, `is not known; there is ${Object.keys(checks).join(', ')}`);
        else if (one !== undefined) check(one, at);
      })(value, where);
      for (const name of required)
        if (asFields(value) && asFields(value)?.[name] === undefined) say(`${where}.${name}`, 'is missing');
    };
  const either =
    (check: Check, other: Check): Check =>
    (value, where) =>
      (typeof value === 'object' && !Array.isArray(value) ? other : check)(value, where);
  const oneOrMore =
    (check: Check): Check =>
    (value, where) =>
      (Array.isArray(value) ? list(check) : check)(value, where);

  const path = either(
    text,
    shape({ path: text, as: oneOf(['epoch-s', 'in-s', 'in-ms']), minus: text, equals: list(anything) }, [
      'path',
    ]),
  );
  const code = oneOf(MFA_ERROR_CODES);
  const errors = shape({
    code: text,
    codes: record(code),
    statuses: record(code),
    message: text,
    retryAfter: path,
    attemptsLeft: path,
    proof: oneOf(PROOF_KINDS),
  });
  const step = shape(
    {
      method: oneOf(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      path: (value, where) => {
        text(value, where);
        if (/[?#]/.test(String(value))) say(where, 'must have no query; there is a place of its own for it');
      },
      query: record(text),
      headers: record(text),
      body: anything,
      success: shape({ status: list(number), path: text, equals: list(anything) }),
      result: record(path),
      errors,
    },
    ['path'],
  );

  /** A call, in which these placeholders have a value. */
  const call =
    (names: readonly string[], needs: readonly string[] = []): Check =>
    (value, where) => {
      const known = [...PAGE_VALUES, ...more, ...names];
      oneOrMore((one, at) => {
        step(one, at);
        const { path, query, headers, body, result } = asFields(one) ?? {};
        for (const name of placeholders([path, query, headers, body]))
          if (!known.includes(name)) say(at, `has no value for {${name}}; there is ${known.join(', ')}`);
        for (const name of placeholders([path, query]))
          if (SECRETS.includes(name) || (name === 'code' && placeholders(path).includes(name)))
            say(at, `must not have {${name}} in an address`);
        known.push(...Object.keys(asFields(result) ?? {}));
      })(value, where);
      for (const name of needs) if (!known.includes(name)) say(where, `must have ${name} in its result`);
    };
  const resultsOf = (...calls: unknown[]): string[] =>
    calls.flat().flatMap((one) => Object.keys(asFields(asFields(one)?.result) ?? {}));

  const otp: Check = (value, where) => {
    const { request, resend } = asFields(value) ?? {};
    const asked = ['channel', 'destination', 'deviceName'];
    const kept = [...asked, 'id', ...resultsOf(request, resend)];
    shape(
      {
        channels: list(oneOf(CHANNELS)),
        names: record(text),
        codeLength: number,
        expiresIn: number,
        resumable: kind('boolean'),
        request: call(asked),
        resend: call(kept),
        verify: call([...kept, 'code', 'rememberDevice']),
      },
      ['channels', 'verify'],
    )(value, where);
  };
  const totp: Check = (value, where) => {
    const kept = ['id', 'deviceName', ...resultsOf(asFields(value)?.enroll)];
    shape(
      {
        enroll: call(['deviceName', 'password']),
        activate: call([...kept, 'code']),
        cancel: call(kept),
      },
      ['enroll', 'activate'],
    )(value, where);
  };
  let description = given;
  try {
    if (typeof given === 'string') description = JSON.parse(given);
  } catch {
    say('description', 'is not JSON');
  }
  shape({
    otp: list(otp),
    totp,
    factors: shape(
      {
        list: call([], ['items']),
        kinds: record(oneOf(FACTOR_KINDS)),
        remove: call(['id', 'kind', 'deviceName', 'password']),
      },
      ['list'],
    ),
    recovery: shape({
      verify: call(['code', 'rememberDevice']),
      regenerate: call(['password'], ['codes']),
    }),
    errors,
  })(description, 'description');
  if (problems.length) {
    const message = `The description of the REST backend is not right:\n${problems.join('\n')}`;
    console.warn(`mfa-elements: ${message}`);
    throw new MfaError('misconfigured', { message });
  }
  return description as RestDescription;
}
