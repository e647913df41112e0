import { MfaError, type MfaErrorCode } from '../../core/mfa-error.js';
import { asFields, text } from '../values.js';
import { errorCodeOf, type Answer } from './wire.js';

/** Contract B.6, row by row. What `fromVendorCode` needs a text or a proof for is not here. */
const CODES: readonly (readonly [code: MfaErrorCode, vendorCodes: readonly number[]])[] = [
  // Of a text message, an e-mail, an authenticator, a recovery code; 1129 has the text of its neighbour in the documentation.
  ['invalid-code', [1067, 1185, 1188, 1102, 1128, 1129]],
  ['invalid-answer', [1091, 1092, 1094]],
  // Of the password, in a step-up.
  ['invalid-proof', [966]],
  // Expired or unusable, and used where the text says so.
  ['code-expired', [1068, 1069, 1070, 1186, 1187]],
  // The ticket, or the token of a step-up: nothing helps but to sign in again.
  ['unauthenticated', [1103, 1104, 1193, 905, 906]],
  ['delivery-failed', [1072]],
  ['rate-limited', [1179]],
  ['invalid-destination', [1096, 1117]],
  ['already-enrolled', [1106]],
  // The person has no such factor, or the tenant does not offer it: another way is what helps.
  [
    'not-enrolled',
    [1097, 1098, 1099, 1100, 1101, 1256, 1257, 1259, 1277, 1279, 1191, 1298, 1299, 1313, 1323, 1327, 1328],
  ],
  ['recovery-codes-shown', [1127]],
  // Suspended, blocked, or to be tried later.
  ['locked', [991, 1164, 1165, 1198, 1264]],
  // SMS or voice not set up; another API to be used; an illegal change; the keys.
  ['misconfigured', [1071, 1281, 1250, 1176, 1121, 1258, 901, 902, 920, 922]],
];

const answers = new WeakMap<MfaError, Answer>();

/** What the service answered, for an error that {@link toMfaError} has made. Not on the error itself, which may be logged. */
export function answerOf(error: unknown): Answer | undefined {
  return answers.get(error as MfaError);
}

/**
 * The one place that says what a failure of LoginRadius means. Reads the vendor's code, then the HTTP status.
 * The vendor's own text becomes `backendMessage`, and never the message of the error.
 *
 * @param about - What the call carried: some codes are used for answers to security questions and for others, and for a
 *   passkey that is wrong the vendor documents none.
 */
export function toMfaError(answer: Answer, about?: 'answers' | 'passkey'): MfaError {
  const vendorCode = errorCodeOf(answer);
  const { Message, Description } = asFields(answer.body) ?? {};
  const backendMessage = text(Message) ?? text(Description);
  const code = fromVendorCode(vendorCode, backendMessage ?? '', about) ?? fromStatus(answer.status);
  const error = new MfaError(code, {
    message: `LoginRadius ${vendorCode === undefined ? '' : `${vendorCode}, `}HTTP ${answer.status}`,
    ...(code === 'proof-required' && { proof: vendorCode === 1132 ? 'captcha' : 'security-questions' }),
    ...(answer.retryAt !== undefined && { retryAt: answer.retryAt }),
    ...(backendMessage !== undefined && { backendMessage }),
  });
  answers.set(error, answer);
  return error;
}

function fromVendorCode(
  code: number | undefined,
  message: string,
  about: 'answers' | 'passkey' | undefined,
): MfaErrorCode | undefined {
  switch (code) {
    case undefined: // not the vendor who speaks
      return undefined;
    case 908: // a parameter is missing or has no right form
      return about === 'passkey' ? 'passkey-unavailable' : 'misconfigured';
    case 1132: // a captcha with the next attempt
    case 1148: // the answer to a security question with the next attempt
      return 'proof-required';
    case 1105: // a code is missing; or too few answers
    case 1192:
    case 1260:
      return about === 'answers' || /answer|question/i.test(message) ? 'invalid-answer' : 'invalid-code';
    default: {
      const found = CODES.find(([, known]) => known.includes(code))?.[0];
      if (!found && about === 'passkey') return 'passkey-unavailable';
      return found === 'code-expired' && /\bused\b/i.test(message) ? 'code-used' : found;
    }
  }
}

/** Almost every failure is a 403 with a code; without one it is not the vendor who speaks. */
function fromStatus(status: number): MfaErrorCode {
  if (status === 401) return 'unauthenticated';
  if (status === 429) return 'rate-limited';
  // A code that is not known, under a status of 200.
  if (status < 400) return 'server';
  return status < 500 ? 'misconfigured' : 'server';
}
