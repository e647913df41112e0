import { maskDestination, parsePhone } from '../../core/destination.js';
import { textOf, type Fields } from '../messages.js';
import { Refusal } from '../refusal.js';
import type { TotpDevice } from '../totp-service.js';
import type { LrCall, LrContext } from './lr-context.js';
import type { LrUser } from './lr-directory.js';
import { LrError, type LrErrorName } from './lr-errors.js';
import { lrSettings, type LrFactor } from './lr-settings.js';
import type { LrSlots } from './lr-store.js';

/** The authenticator that is offered until its first code was right. */
const DEVICE = 'Authenticator app';
const SECRET_CHART = 'http://chart.googleapis.com/chart?cht=qr&chs=150x150&chl=';

/** What a person has set up, of what the tenant lets them. */
export function factorsOf({ settings, totp, passkeys, pushes }: LrContext, user: LrUser): LrFactor[] {
  const has: Record<LrFactor, boolean> = {
    totp: totp.list(user.seed.userName).some((device) => device.active),
    sms: user.phone !== undefined,
    email: user.hasEmail,
    'security-questions': user.answers.size > 0,
    passkey: passkeys.list(user.seed.userName).length > 0,
    push: pushes.isRegistered(user.seed.userName),
  };
  return lrSettings(settings).factors.filter((factor) => has[factor]);
}

/** Whether what the ticket opens is about this factor: it is set up, or nothing is yet. @throws LrError 1258 */
export function assertUsable(context: LrContext, user: LrUser, factor: LrFactor): void {
  assertOffered(context, factor);
  const factors = factorsOf(context, user);
  if (factors.length && !factors.includes(factor)) throw new LrError('change-refused');
}

export function assertOffered({ settings, passkeys }: LrContext, factor: LrFactor): void {
  const isKnown = factor !== 'passkey' || passkeys.isChecked;
  if (!isKnown || !lrSettings(settings).factors.includes(factor)) throw new LrError(`${factor}-off`);
}

/** The fields that the ticket and the settings have in common (B.1, B.3). Makes a key where there is none. */
export function describe(context: LrContext, user: LrUser, slots: LrSlots, isMasked: boolean): Fields {
  const tenant = lrSettings(context.settings);
  const factors = factorsOf(context, user);
  const key = tenant.factors.includes('totp') && !factors.includes('totp') ? keyOf(context, user) : undefined;
  const mask = isMasked ? maskDestination : (address: string): string => address;
  const questions = tenant.questions.filter(
    ({ QuestionId }) => !user.answers.size || user.answers.has(QuestionId),
  );
  const uri =
    key &&
    `otpauth://totp/${encodeURIComponent(user.seed.userName)}?secret=${key.secret}&issuer=${encodeURIComponent(context.settings.brand)}`;
  return {
    QRCode: uri ? SECRET_CHART + encodeURIComponent(uri) : null,
    ManualEntryCode: key?.secret ?? null,
    IsGoogleAuthenticatorVerified: factors.includes('totp'),
    IsAuthenticatorVerified: factors.includes('totp'),
    IsEmailOtpAuthenticatorVerified: factors.includes('email'),
    IsOTPAuthenticatorVerified: factors.includes('sms'),
    OTPPhoneNo: user.phone ? maskDestination(user.phone) : null,
    OTPStatus: slots.sms ? receipt(slots.sms.id) : null,
    Email: tenant.factors.includes('email') ? user.seed.emails.map(mask) : [],
    EmailOTPStatus: slots.email ? { Email: mask(slots.email.to) } : null,
    IsSecurityQuestionAuthenticatorVerified: factors.includes('security-questions'),
    ...(tenant.factors.includes('passkey') && {
      IsPasskeyAuthenticatorVerified: factors.includes('passkey'),
    }),
    ...(tenant.factors.includes('push') && pushFields(context, user, slots)),
    SecurityQuestions: tenant.factors.includes('security-questions') ? questions : [],
  };
}

/** What to scan, as long as there is no phone (C.9.8). */
function pushFields({ pushes }: LrContext, user: LrUser, slots: LrSlots): Fields {
  const { userName } = user.seed;
  const isRegistered = pushes.isRegistered(userName);
  if (!isRegistered) slots.isPushNew = true;
  return {
    IsPushDeviceRegistered: isRegistered,
    PushQRCode: isRegistered ? null : pushes.codeFor(userName),
  };
}

function receipt(id: string): Fields {
  return { AccountSid: 'sandbox', Sid: id };
}

/** Sends a code by text message, or by a call where the page asked for that. */
export async function sendToPhone(
  context: LrContext,
  { query }: LrCall,
  user: LrUser,
  slots: LrSlots,
  to: string,
): Promise<Fields> {
  const channel = /^true$/i.test(textOf(query.isvoiceotp) ?? '') ? 'voice' : 'sms';
  slots.sms = { id: await send(context, user, channel, to), to };
  return receipt(slots.sms.id);
}

/** Sends a code to one of the person's addresses, which may be named by its mask. @throws LrError 1117 */
export async function sendToEmail(
  context: LrContext,
  user: LrUser,
  slots: LrSlots,
  named: unknown,
): Promise<Fields> {
  const wanted = textOf(named)?.toLowerCase();
  const to = user.seed.emails.find((address) =>
    [address, maskDestination(address)].some((known) => known.toLowerCase() === wanted),
  );
  if (!to) throw new LrError('destination-unknown');
  slots.email = { id: await send(context, user, 'email', to), to };
  return { IsPosted: true };
}

async function send(
  context: LrContext,
  user: LrUser,
  channel: 'sms' | 'voice' | 'email',
  to: string,
): Promise<string> {
  if (user.sends >= lrSettings(context.settings).resendLimit) throw new LrError('resend-limit');
  user.sends++;
  return (await context.otp.send(user.seed.userName, channel, to)).id;
}

/** Sends the first code to a new number, which counts once that code was right. @throws LrError 1096, 1106 */
export async function setPhone(
  context: LrContext,
  call: LrCall,
  user: LrUser,
  slots: LrSlots,
): Promise<Fields> {
  const phone = parsePhone(textOf(call.body.phoneno2fa) ?? '');
  if (!phone) throw new LrError('phone-invalid');
  if (phone === user.phone) throw new LrError('phone-same');
  const answer = await sendToPhone(context, call, user, slots, phone);
  slots.newPhone = phone;
  return answer;
}

/** Checks a code of a message; what it was sent to counts from then on. */
export async function checkSent(
  context: LrContext,
  user: LrUser,
  slots: LrSlots,
  kind: 'sms' | 'email',
  code: unknown,
): Promise<void> {
  const sent = slots[kind];
  if (!sent) throw new LrError('sms-unusable');
  await inWords(kind, () => context.otp.check(sent.id, textOf(code) ?? '', user.seed.userName));
  user.sends = 0;
  slots[kind] = undefined;
  if (kind === 'email') user.hasEmail = true;
  else if (slots.newPhone === sent.to) user.phone = sent.to;
}

/** Checks a code of the authenticator, or the first one of a new one. @throws LrError 1102, 1105 */
export async function checkTotp(context: LrContext, user: LrUser, body: Fields): Promise<void> {
  const { userName } = user.seed;
  const code = textOf(body.authenticatorcode) ?? textOf(body.googleauthenticatorcode);
  if (!code) throw new LrError('totp-missing');
  await inWords('totp', async () => {
    if (factorsOf(context, user).includes('totp')) {
      await context.otp.check(context.otp.askTotp(userName).id, code, userName);
    } else {
      context.totp.activate(userName, keyOf(context, user)?.id ?? '', code);
    }
  });
}

/** @throws LrError 1128 */
export async function checkBackupCode(context: LrContext, user: LrUser, code: unknown): Promise<void> {
  const isRight = await context.directory.spendBackupCode(user, textOf(code) ?? '');
  await inWords('backup', () => count(context, user, isRight));
}

/** @throws LrError 1192, 1094 */
export async function checkAnswers(context: LrContext, user: LrUser, body: Fields): Promise<void> {
  const answers = answersIn(body);
  if (!user.answers.size || answers.size < user.answers.size) throw new LrError('answers-few');
  const results = await Promise.all(
    [...answers].map(([id, answer]) => context.directory.isRightAnswer(user, id, answer)),
  );
  await inWords('answer', () => count(context, user, results.every(Boolean)));
}

/** @throws LrError 1192 */
export async function setAnswers(context: LrContext, { body, tenant }: LrCall, user: LrUser): Promise<void> {
  const answers = answersIn(body);
  const known = [...answers.keys()].filter((id) =>
    tenant.questions.some(({ QuestionId }) => QuestionId === id),
  );
  if (known.length < tenant.questionsCount) throw new LrError('answers-few');
  await context.directory.setAnswers(user, answers);
}

function answersIn({ securityquestionanswer }: Fields): Map<string, string> {
  const entries = Array.isArray(securityquestionanswer) ? (securityquestionanswer as unknown[]) : [];
  const pairs = entries.map((entry) => {
    const { questionid, answer } = Object.fromEntries(
      Object.entries(entry ?? {}).map(([name, value]) => [name.toLowerCase(), textOf(value)]),
    );
    return [questionid ?? '', answer ?? ''] as const;
  });
  return new Map(pairs.filter(([id, answer]) => id && answer));
}

/** Wrong answers of every kind count towards the same lock. */
function count({ otp }: LrContext, user: LrUser, isRight: boolean): void {
  if (!isRight) throw otp.limiter.fail(user.seed.userName);
  otp.limiter.succeed(user.seed.userName);
  user.sends = 0;
}

/** Puts what the engine says of a wrong code into the contract's words. A lock is the gate's to name. */
async function inWords(
  kind: 'sms' | 'email' | 'totp' | 'backup' | 'answer',
  run: () => unknown,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason === 'locked' || error.reason === 'cooldown') throw error;
    if (error.reason === 'too-many-attempts') throw error;
    const isMessage = kind === 'sms' || kind === 'email';
    const names: Partial<Record<Refusal['reason'], LrErrorName>> = isMessage
      ? { used: `${kind}-used`, expired: `${kind}-expired`, superseded: 'sms-unusable' }
      : {};
    throw new LrError(names[error.reason] ?? `${kind}-wrong`);
  }
}

/** The authenticator that waits for its first code: the same one, however often it is asked for. */
function keyOf({ totp, settings }: LrContext, user: LrUser): TotpDevice | undefined {
  const devices = totp.list(user.seed.userName);
  const waiting = devices.find((device) => device.name === DEVICE && !device.active);
  if (waiting) return waiting;
  return devices.length < settings.maxDevices ? totp.begin(user.seed.userName, DEVICE) : undefined;
}
