import { readPasskeyAnswer } from '../backends/ciam/passkey-wire.js';
import { TYPES } from '../backends/ciam/wire.js';
import type { Channel, PasskeyAnswer } from '../core/client.js';
import { MfaError } from '../core/mfa-error.js';
import { Refusal } from './refusal.js';

/** What a security key says of itself along with a new passkey is the longest that the elements send: some thousand bytes. */
export const MAX_BODY_BYTES = 16_384;
const MAX_NAME_LENGTH = 64;

export type Fields = Readonly<Record<string, unknown>>;

/** @throws Refusal 415, 413, 400 */
export async function readBody(request: Request): Promise<Fields> {
  const type = request.headers.get('content-type') ?? '';
  // A form of another site can send none of this type without asking first.
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal(415, 'The body has to be JSON');
  let fields: unknown;
  try {
    fields = JSON.parse(await readText(request));
  } catch (error) {
    throw error instanceof Refusal ? error : malformed();
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw malformed();
  return fields as Fields;
}

async function readText(request: Request): Promise<string> {
  const reader = request.body?.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > MAX_BODY_BYTES) {
      void reader?.cancel().catch(() => {});
      throw new Refusal(413, 'The body is too long');
    }
    text += decoder.decode(value, { stream: true });
  }
}

const CHANNEL_OF: Readonly<Record<string, Channel>> = { SMS: 'sms', EMAIL: 'email', TOTP: 'totp' };

/** Over which channel a code is wanted, and from which device. Whom the page names beside that does not count. */
export function readStart(fields: Fields): { channel: Channel; deviceName?: string } {
  const type = typeof fields.deviceType === 'string' ? fields.deviceType.toUpperCase() : '';
  const channel = Object.hasOwn(CHANNEL_OF, type) ? CHANNEL_OF[type] : undefined;
  if (!channel) throw malformed();
  if (fields.deviceName === undefined || channel !== 'totp') return { channel };
  return { channel, deviceName: deviceName(fields.deviceName) };
}

/** @throws MfaError `invalid-code` for what cannot be one, so that it costs no attempt */
export function readCode(fields: Fields): string {
  const { otp } = fields;
  if (typeof otp !== 'string') throw malformed();
  if (!/^\d{4,10}$/.test(otp)) throw new MfaError('invalid-code');
  return otp;
}

export function readNewDevice(fields: Fields): string {
  if (typeof fields.deviceType !== 'string' || fields.deviceType.toUpperCase() !== 'TOTP') throw malformed();
  return deviceName(fields.deviceName);
}

/** Whether a request is about a passkey, and not about a code. */
export function meansPasskey({ deviceType }: Fields): boolean {
  return typeof deviceType === 'string' && deviceType.toUpperCase() === TYPES.passkey;
}

/** What the browser gave, as the contract has it: text with JSON in it. */
export function readPasskey(value: unknown): PasskeyAnswer {
  const answer = typeof value === 'string' ? readPasskeyAnswer(value) : undefined;
  if (!answer) throw malformed();
  return answer;
}

/** A name of a device, from a body or a path. */
export function deviceName(value: unknown): string {
  const name = typeof value === 'string' ? value.trim() : '';
  // `.` and `..` cannot be removed again: they would be another path.
  if (!name || name.length > MAX_NAME_LENGTH || /\p{C}/u.test(name) || /^\.{1,2}$/.test(name))
    throw malformed();
  return name;
}

function malformed(): Refusal {
  return new Refusal(400, 'The request does not have the right shape');
}
