import type {
  PasskeyAnswer,
  PasskeyChallenge,
  PasskeyEnroller,
  PasskeyVerifier,
  ProofOptions,
} from '../../../core/client.js';
import { asFields, defined, text } from '../../values.js';
import type { CallDescription, PasskeysDescription } from '../description.js';
import { missing, pack, unpack } from '../packing.js';
import { parsed } from '../read.js';
import type { Runner } from '../runner.js';
import type { Values } from '../template.js';
import { mentions, verificationOf } from './code.js';

const CHALLENGE_NAMES = ['options', 'expiresAt'];

/** Asks for passkeys, and adds them. */
export function passkeyRole(
  { use, create }: PasskeysDescription,
  runner: Runner,
): Partial<PasskeyVerifier & PasskeyEnroller> {
  async function begin(call: CallDescription, values: Values, options?: ProofOptions) {
    const outcome = await runner.run(call, values, options);
    const { expiresAt } = outcome.results;
    return {
      id: pack(outcome, CHALLENGE_NAMES) ?? 'passkey',
      options: readOptions(outcome.results.options),
      ...defined({ expiresAt: expiresAt as number | undefined }),
    };
  }

  async function finish(
    call: CallDescription,
    { id }: PasskeyChallenge,
    answer: PasskeyAnswer,
    values: Values,
    options?: ProofOptions,
  ) {
    const asked = { ...unpack(id), ...values, answer, answerJson: JSON.stringify(answer) };
    return verificationOf(runner, await runner.run(call, asked, { ...options, carriesChallenge: true }));
  }

  return {
    ...(use && {
      passkeysRememberDevices: mentions(use.verify, 'rememberDevice'),
      beginPasskey: (options) => begin(use.begin, {}, options),
      verifyPasskey: (challenge, answer, options = {}) =>
        finish(use.verify, challenge, answer, { rememberDevice: options.rememberDevice }, options),
    }),
    ...(create && {
      ...defined({ namesPasskeys: namedIn(create.begin, create.activate) }),
      beginPasskeyEnrollment: ({ name }, options) => begin(create.begin, { deviceName: name }, options),
      activatePasskey: (challenge, answer, { name }, options) =>
        finish(create.activate, challenge, answer, defined({ deviceName: name }), options),
      ...(create.cancel && { cancelPasskeyEnrollment: cancelWith(create.cancel, runner) }),
    }),
  };
}

function cancelWith(
  call: CallDescription,
  runner: Runner,
): NonNullable<PasskeyEnroller['cancelPasskeyEnrollment']> {
  return async ({ id }, options) => {
    await runner.run(call, unpack(id), { ...options, carriesChallenge: true });
  };
}

function namedIn(begin: CallDescription, activate: CallDescription): PasskeyEnroller['namesPasskeys'] {
  if (mentions(begin, 'deviceName')) return 'begin';
  return mentions(activate, 'deviceName') ? 'activate' : undefined;
}

/** As an object, or as JSON in a text. */
function readOptions(value: unknown): PasskeyChallenge['options'] {
  const options = asFields(parsed(value));
  if (!options || !text(options.challenge)) throw missing('options');
  return options;
}
