/** Finds what each part of a description allows, and the whole cannot do. Pure. */
import type { CallDescription, ErrorsDescription, RestDescription } from './description.js';
import { stepsOf } from './runner.js';
import { placeholders } from './template.js';

type Say = (where: string, what: string) => void;
/** By its place. */
type Calls = ReadonlyMap<string, CallDescription>;

/** Media types that hold neither JSON nor a form. */
const UNSPEAKABLE = /^(?:multipart\/|application\/xml|text\/(?:xml|html))/i;

export function checkSense(description: RestDescription, say: Say): void {
  const calls = callsOf(description);
  checkPurposes(calls, say);
  checkProofs(description, calls, say);
  checkBodies(calls, say);
  checkAnswers(description, say);
  checkFactors(description, calls, say);
}

/** A proof that is wanted has to be one that somebody can give, and that some call takes. */
function checkProofs({ stepUp, errors }: RestDescription, calls: Calls, say: Say): void {
  const isTaken = (name: string): boolean =>
    [...calls.values()].some((call) => placeholders(call).includes(name));
  const check = (where: string, map: ErrorsDescription | undefined): void => {
    const { proof = errors?.proof ?? 'password', codes, statuses } = map ?? {};
    const isWanted = Object.values({ ...codes, ...statuses }).includes('proof-required');
    if (proof === 'step-up') {
      if ((isWanted || map?.proof) && !stepUp)
        say(`${where}.errors`, 'wants a step-up, and nothing says how: describe it in description.stepUp');
    } else if (isWanted && !isTaken(proof))
      say(
        `${where}.errors`,
        `wants the proof ${proof}, and no call takes it: put {${proof}} into those that do`,
      );
  };
  check('description', errors);
  for (const [where, call] of calls) {
    for (const step of stepsOf(call)) check(where, step.errors);
    if (placeholders(call).includes('stepUp') && !stepUp)
      say(where, 'wants {stepUp}, and nothing says how to get it: describe it in description.stepUp');
  }
  const ways = [...(stepUp?.otp ?? []), ...(stepUp?.recovery ? [stepUp.recovery] : [])];
  if (stepUp && !ways.length)
    say('description.stepUp', 'has no way to prove anything: describe otp or recovery in it');
  for (const { verify } of ways)
    if (isTaken('stepUp') && !stepsOf(verify ?? []).some(({ result = {} }) => 'stepUp' in result))
      say('description.stepUp', 'has a verify without stepUp in its result, which a call takes as {stepUp}');
}

/** What a call is there for. */
function checkPurposes(calls: Calls, say: Say): void {
  for (const [where, call] of calls) {
    const name = where.slice(where.lastIndexOf('.') + 1);
    const sends = (value: string): boolean => placeholders(call).includes(value);
    const gives = (value: string): boolean => stepsOf(call).some(({ result = {} }) => value in result);
    const checked = where.startsWith('description.passkeys.') ? ['answer', 'answerJson'] : ['code'];
    if (['verify', 'activate', 'confirm'].includes(name) && !checked.some(sends))
      say(where, `sends no {${checked.join('} or {')}}, so that nothing would be checked`);
    if (/destinations\[\d+\]\.enroll$/.test(where) && !sends('destination'))
      say(where, 'sends no {destination}, so that nothing would be set up');
    if (where === 'description.totp.enroll' && !gives('secret') && !gives('uri'))
      say(where, 'must have secret or uri in its result');
  }
}

/** Who asks for an answer has to know the one that goes on, and who adds a device has to ask for it. */
function checkAnswers({ push }: RestDescription, say: Say): void {
  if (!push) return;
  const meanings = Object.values(push.answers);
  for (const needed of ['pending', 'approved'] as const)
    if (!meanings.includes(needed))
      say('description.push.answers', `has no word that means ${needed}: add the backend's`);
  if (!push.enroll !== !push.pollEnroll)
    say('description.push', 'has only one of enroll and pollEnroll: describe both, or neither');
}

/** A body that cannot be sent as it is described. */
function checkBodies(calls: Calls, say: Say): void {
  for (const [where, call] of calls) {
    for (const { method, headers = {}, body } of stepsOf(call)) {
      if (body === undefined) continue;
      if (method === 'GET') say(where, 'has a body, which GET cannot send: put it into query');
      const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
      if (UNSPEAKABLE.test(type))
        say(
          where,
          `has the content type ${type}: bodies are JSON, of any media type, or application/x-www-form-urlencoded`,
        );
      const isForm = /^application\/x-www-form-urlencoded/i.test(type);
      const isFlat =
        typeof body === 'object' &&
        body !== null &&
        !Array.isArray(body) &&
        Object.values(body).every((value) => [value].flat().every((one) => typeof one !== 'object'));
      if (isForm && !isFlat)
        say(where, 'has a body that a form cannot hold: an object of texts, numbers and flags can');
    }
  }
}

/** A factor that a call names has to be known from somewhere. */
function checkFactors({ factors, login }: RestDescription, calls: Calls, say: Say): void {
  const isListed = factors !== undefined || (login?.result !== undefined && 'items' in login.result);
  for (const [where, call] of calls) {
    if (!isListed && placeholders(call).includes('factor'))
      say(
        where,
        'wants {factor}, and nothing lists them: describe description.factors, or items in the result of login',
      );
  }
  if (login && !isListed && !('items' in (login.result ?? {})))
    say('description.login', 'lists no factors: describe items in its result, or description.factors');
}

function callsOf(description: RestDescription): Calls {
  const { otp, destinations, totp, passkeys, push, factors, recovery, trustedDevices, login, stepUp } =
    description;
  const groups = (where: string, list: readonly object[] = []): [string, object][] =>
    list.map((group, index) => [`${where}[${index}]`, group]);
  const owners: [where: string, owner: object | undefined][] = [
    ...groups('description.otp', otp),
    ...groups('description.destinations', destinations),
    ['description.totp', totp],
    ['description.passkeys.use', passkeys?.use],
    ['description.passkeys.create', passkeys?.create],
    ['description.push', push],
    ['description.factors', factors],
    ['description.recovery', recovery],
    ['description.trustedDevices', trustedDevices],
    ['description.login', login],
    ...groups('description.stepUp.otp', stepUp?.otp),
    ['description.stepUp.recovery', stepUp?.recovery],
  ];
  const names =
    'request send resend begin poll verify enroll pollEnroll confirm activate cancel list remove rename removeAll regenerate'.split(
      ' ',
    );
  return new Map(
    owners.flatMap(([where, owner = {}]) =>
      Object.entries(owner)
        .filter(([name, call]) => names.includes(name) && call !== false)
        .map(([name, call]): [string, CallDescription] => [`${where}.${name}`, call as CallDescription]),
    ),
  );
}
