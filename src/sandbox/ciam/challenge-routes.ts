import { maskDestination } from '../../core/destination.js';
import { json, readFields, textOf } from '../messages.js';
import type { SandboxIdentity } from '../options.js';
import type { IssuedChallenge } from '../otp-service.js';
import type { Route, RouteContext } from '../router.js';
import { ciamRoute, extensions, identityOf, type CiamContext } from './ciam-context.js';
import { CiamError } from './ciam-errors.js';
import { checkPasskey, meansPasskey, startPasskey } from './passkey-routes.js';

/** Start a challenge and check its code (contract A.2, A.3). */
export function challengeRoutes(context: CiamContext): Route[] {
  // One of the vendor's pages has the second prefix (A.2).
  return ['', '/users'].flatMap((prefix) => [
    ciamRoute(context, 'POST', `${prefix}/deviceAuthentications`, ({ request }) => start(context, request)),
    ciamRoute(context, 'POST', `${prefix}/deviceAuthentications/:authId`, (call) => check(context, call)),
  ]);
}

async function start(context: CiamContext, request: Request): Promise<Response> {
  const fields = (await readFields(request)) ?? {};
  if (meansPasskey(fields) && context.version === 2) return startPasskey(context, request, fields);
  const identity = await identityOf(context, request, fields.userName);
  // A gateway ignores what the page says of the person.
  const known = context.identify ? identity : { ...identity, ...contactIn(fields) };
  const { templates } = context.settings;
  const template = textOf(fields.templateName);
  if (template && templates && !templates.includes(template)) throw new CiamError('template-not-found');
  const { issued, to } = await issue(context, known, fields);
  return json(201, {
    authId: issued.id,
    status: 'SUCCESS',
    // With the vendor's space at the end.
    message: to
      ? 'OTP has been sent to the device '
      : 'Please get the OTP from registered device to authenticate',
    ...extensions(context, {
      expiresAt: issued.expiresAt,
      resendAt: issued.resendAt,
      attemptsRemaining: issued.attemptsLeft,
      destination: to && maskDestination(to),
    }),
  });
}

async function issue(
  { otp }: CiamContext,
  { userName, phoneNumber, email }: SandboxIdentity,
  fields: Readonly<Record<string, unknown>>,
): Promise<{ issued: IssuedChallenge; to?: string }> {
  switch (textOf(fields.deviceType)?.toUpperCase()) {
    case 'SMS': {
      // The vendor's example has hyphens: +91-8212345212.
      const number = phoneNumber?.replace(/[\s().-]/g, '') ?? '';
      if (!/^\+?[1-9]\d{7,14}$/.test(number)) throw new CiamError('phone-invalid');
      return { issued: await otp.send(userName, 'sms', number), to: number };
    }
    case 'EMAIL':
      if (!email || !/^[^\s@]+@[^\s@]+$/.test(email)) throw new CiamError('validation');
      return { issued: await otp.send(userName, 'email', email), to: email };
    case 'TOTP':
      return { issued: otp.askTotp(userName, textOf(fields.deviceName)) };
    default:
      throw new CiamError('validation');
  }
}

async function check(context: CiamContext, call: RouteContext): Promise<Response> {
  const { request, params } = call;
  const fields = (await readFields(request)) ?? {};
  if (meansPasskey(fields) && context.version === 2) return checkPasskey(context, call, fields);
  const owner = context.identify ? (await identityOf(context, request, undefined)).userName : undefined;
  await context.otp.check(params.authId ?? '', readCode(context, fields.otp), owner);
  return json(200, { status: 'SUCCESS', message: 'OTP has been validated successfully' });
}

/** @throws CiamError of 10009 */
export function readCode({ settings }: CiamContext, otp: unknown): string {
  const code = textOf(otp) ?? '';
  if (!/^\d+$/.test(code) || (code.length !== settings.codeLength && code.length !== 6)) {
    throw new CiamError('code-format');
  }
  return code;
}

function contactIn(fields: Readonly<Record<string, unknown>>): Partial<SandboxIdentity> {
  const phoneNumber = textOf(fields.phoneNumber);
  const email = textOf(fields.email);
  return { ...(phoneNumber && { phoneNumber }), ...(email && { email }) };
}
