import { CHANNELS, FACTOR_KINDS, MESSAGE_CHANNELS } from '../../core/kinds.js';
import { MfaError, MFA_ERROR_CODES } from '../../core/mfa-error.js';
import { asFields } from '../values.js';
import { checkSense } from './check-sense.js';
import { checksInto, type Check } from './checks.js';
import type { RestDescription } from './description.js';
import { isPath } from './read.js';
import { keptNames } from './roles/login-role.js';
import { conditionParts, neededPlaceholders, placeholders } from './template.js';

const PAGE_VALUES = 'userName phoneNumber email apiKey accessToken smsTemplate emailTemplate'.split(' ');
const PROOFS = ['password', 'captcha', 'stepUp'];
/** What must not get into a server's log of addresses. */
const SECRETS = ['password', 'accessToken', 'stepUp'];
/** What the browser gave for a passkey: an object, and the same as a text. */
const ANSWERS = ['answer', 'answerJson'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Takes a description as an object or as JSON.
 *
 * @param more - The names that the page adds to the placeholders.
 * @throws MfaError `misconfigured`, with every mistake and its place, and what to do where that is not plain. The console
 * says the same: elements show people only that something is not right.
 */
export function checkDescription(given: unknown, more: readonly string[]): RestDescription {
  const problems: string[] = [];
  const checks = checksInto(problems);
  let description = given;
  try {
    if (typeof given === 'string') description = JSON.parse(given);
  } catch {
    checks.say('description', 'is not JSON');
  }
  whole(checks, description, more)(description, 'description');
  // What hangs together is looked at once each part is right by itself.
  if (!problems.length) checkSense(description as RestDescription, checks.say);
  if (problems.length) {
    const message = `The description of the REST backend is not right:\n${problems.join('\n')}`;
    console.warn(`mfa-elements: ${message}`);
    throw new MfaError('misconfigured', { message });
  }
  return description as RestDescription;
}

/** The check of a whole description. */
function whole(checks: ReturnType<typeof checksInto>, description: unknown, more: readonly string[]): Check {
  const { say, text, number, flag, anything, oneOf, list, record, shape, either, both, oneOrMore } = checks;

  const path = both(text, (value, where) => {
    if (typeof value === 'string' && !isPath(value))
      say(
        where,
        `is no path that leads anywhere: ${value}; a filter is [name=value] and holds no other filter`,
      );
  });
  const described = either(path, (value, where) => {
    const isKey = asFields(value)?.has !== undefined;
    const units = oneOf(['epoch-s', 'in-s', 'in-ms', 'json']);
    const check = isKey
      ? shape({ has: record(anything, path), default: anything })
      : shape({ path, as: units, minus: path, equals: list(anything), default: anything }, ['path']);
    check(value, where);
  });
  const condition = (more: Readonly<Record<string, Check>>, required: readonly string[] = []): Check =>
    both(shape({ ...more, path, equals: list(anything) }, required), (value, where) => {
      const { path: at, equals } = asFields(value) ?? {};
      if (equals !== undefined && at === undefined) say(where, 'has equals, and no path to what is compared');
    });
  const code = oneOf(MFA_ERROR_CODES);
  const errors = shape({
    code: path,
    codes: record(code),
    statuses: record(code),
    message: path,
    retryAfter: described,
    attemptsLeft: described,
    proof: oneOf(['password', 'captcha', 'step-up']),
  });
  const step = shape(
    {
      method: oneOf(METHODS),
      path: (value, where) => {
        text(value, where);
        if (/[?#]/.test(String(value))) say(where, 'must have no query; there is a place of its own for it');
      },
      query: record(text),
      headers: record(text),
      body: anything,
      if: (value, where) => {
        if (typeof value !== 'string' || !conditionParts(value).length)
          say(where, 'must be name or name=value');
      },
      success: condition({ status: list(number) }),
      result: record(described),
      errors,
    },
    ['path'],
  );

  const kept = keptNames(asFields(description) ?? {});
  /** A call, in which these placeholders have a value, and those of proofs. */
  const call =
    (names: readonly string[], needs: readonly string[] = []): Check =>
    (value, where) => {
      const known = [...PAGE_VALUES, ...more, ...kept, ...names];
      oneOrMore((one, at) => {
        step(one, at);
        const { path: address, query, headers, body, result, if: condition } = asFields(one) ?? {};
        const asked = neededPlaceholders([address, query, headers, body]);
        const names = typeof condition === 'string' ? conditionParts(condition).slice(0, 1) : [];
        for (const name of [...asked, ...names])
          if (!known.includes(name)) say(at, `has no value for {${name}}; there is ${known.join(', ')}`);
        for (const name of placeholders([address, query]))
          if (
            SECRETS.includes(name) ||
            ANSWERS.includes(name) ||
            (name === 'code' && placeholders(address).includes(name))
          )
            say(at, `must not have {${name}} in an address`);
        known.push(...Object.keys(asFields(result) ?? {}));
      })(value, where);
      for (const name of needs) if (!known.includes(name)) say(where, `must have ${name} in its result`);
    };
  const resultsOf = (...calls: unknown[]): string[] =>
    calls.flat().flatMap((one) => Object.keys(asFields(asFields(one)?.result) ?? {}));

  const sending = { names: record(text), codeLength: number, expiresIn: number };
  const otp: Check = (value, where) => {
    const { request, resend } = asFields(value) ?? {};
    const asked = ['channel', 'factor', 'destination', 'deviceName'];
    const later = [...asked, 'id', ...resultsOf(request, resend)];
    shape(
      {
        channels: list(oneOf(CHANNELS)),
        ...sending,
        resumable: flag,
        request: call([...asked, ...PROOFS]),
        resend: (value, where) => {
          if (value !== false) call(later)(value, where);
        },
        verify: call([...later, ...PROOFS, 'code', 'rememberDevice']),
      },
      ['channels', 'verify'],
    )(value, where);
  };
  const destination: Check = (value, where) => {
    const asked = ['channel', 'destination', ...PROOFS];
    const later = [...asked, 'id', ...resultsOf(asFields(value)?.enroll), 'code'];
    shape(
      { channels: list(oneOf(MESSAGE_CHANNELS)), ...sending, enroll: call(asked), confirm: call(later) },
      ['channels', 'enroll', 'confirm'],
    )(value, where);
  };
  const totp: Check = (value, where) => {
    const later = ['id', 'deviceName', ...resultsOf(asFields(value)?.enroll)];
    shape(
      {
        enroll: call(['deviceName', ...PROOFS]),
        activate: call([...later, ...PROOFS, 'code']),
        cancel: call(later),
      },
      ['enroll', 'activate'],
    )(value, where);
  };
  const passkeyUse: Check = (value, where) => {
    const later = ['id', ...resultsOf(asFields(value)?.begin), ...ANSWERS, ...PROOFS];
    shape({ begin: call([], ['options']), verify: call([...later, 'rememberDevice']) }, ['begin', 'verify'])(
      value,
      where,
    );
  };
  const passkeyCreate: Check = (value, where) => {
    const later = ['id', ...resultsOf(asFields(value)?.begin)];
    shape(
      {
        begin: call(['deviceName', ...PROOFS], ['options']),
        activate: call([...later, ...ANSWERS, 'deviceName', ...PROOFS]),
        cancel: call(later),
      },
      ['begin', 'activate'],
    )(value, where);
  };
  const item = shape({
    id: described,
    kind: described,
    name: described,
    destination: described,
    createdAt: described,
    active: described,
    removable: described,
  });
  const kinds = record(oneOf(FACTOR_KINDS));
  const one = ['id', 'kind', 'deviceName', ...PROOFS];
  const recoveryCheck = call(['code', 'rememberDevice']);
  const device = { name: described, place: described, isThis: described };

  return shape({
    $schema: text,
    otp: list(otp),
    destinations: list(destination),
    totp,
    passkeys: shape({ use: passkeyUse, create: passkeyCreate }),
    factors: shape(
      { list: call([], ['items']), item, kinds, remove: call(one), rename: call([...one, 'newName']) },
      ['list'],
    ),
    recovery: shape({ verify: recoveryCheck, regenerate: call(PROOFS, ['codes']) }),
    trustedDevices: shape(
      {
        list: call([], ['items']),
        item: shape({ id: described, ...device, lastUsedAt: described, expiresAt: described }, ['id']),
        remove: call(['id', ...PROOFS]),
        removeAll: call(PROOFS),
      },
      ['list', 'item'],
    ),
    remembersDevicesFor: number,
    login: shape({
      request: call([]),
      done: condition({}, ['path']),
      result: record(described),
      item,
      kinds,
    }),
    stepUp: shape({ otp: list(otp), recovery: shape({ verify: recoveryCheck }, ['verify']) }),
    errors,
  });
}
