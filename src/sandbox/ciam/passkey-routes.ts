import { json, textOf, type Fields } from '../messages.js';
import { creationOptions, requestOptions, type PasskeyWriter } from '../passkey-options.js';
import { hostOf, type PasskeyAttempt } from '../passkeys.js';
import type { PasskeySite } from '../passkey-library.js';
import type { RouteContext } from '../router.js';
import { extensions, identityOf, identityOfPath, managerOfPath, type CiamContext } from './ciam-context.js';
import { CiamError } from './ciam-errors.js';

/** As the vendor's examples have them: bytes as Java does, and algorithms as text. */
const VENDORS: PasskeyWriter = { bytes: (bytes) => [...new Int8Array(bytes)], algorithm: String };

const ASKED =
  "Please generate the assertion with 'publicKeyCredentialRequestOptions' using Web Authentication API and authenticate FIDO device with assertion";

export function meansPasskey(fields: Fields): boolean {
  return /^fido2?$/i.test(textOf(fields.deviceType) ?? '');
}

/** A.2, the column of FIDO2. */
export async function startPasskey(
  context: CiamContext,
  request: Request,
  fields: Fields,
): Promise<Response> {
  const { userName } = await identityOf(context, request, fields.userName);
  const { rpId, rpName } = siteOf(context, request, fields.rpID ?? fields.rpId);
  context.otp.limiter.assertOpen(userName);
  if (!context.passkeys.isRegistered(userName, rpId)) {
    throw new CiamError(context.passkeys.list(userName).length ? 'no-passkey-here' : 'no-passkey');
  }
  const begun = context.passkeys.beginGet(userName, { rpId, rpName });
  return json(201, {
    authId: begun.id,
    status: 'SUCCESS',
    message: ASKED,
    publicKeyCredentialRequestOptions: JSON.stringify(requestOptions(begun, rpId, VENDORS)),
    ...extensions(context, { expiresAt: begun.expiresAt }),
  });
}

/** A.3, the row of FIDO2. The specification calls an assertion `attestation`. */
export async function checkPasskey(
  context: CiamContext,
  { request, params }: RouteContext,
  fields: Fields,
): Promise<Response> {
  const owner = context.identify ? (await identityOf(context, request, undefined)).userName : undefined;
  const attempt = attemptOf(context, request, fields, fields.assertion ?? fields.attestation);
  const userName = await context.passkeys.finishGet({ ...attempt, id: params.authId ?? '', owner });
  context.otp.limiter.succeed(userName);
  return json(200, { status: 'SUCCESS', message: 'Authentication completed succesfully' });
}

/** A.4, the row of FIDO2. */
export async function createPasskey(
  context: CiamContext,
  call: RouteContext,
  fields: Fields,
): Promise<Response> {
  const { userName } = await managerOfPath(context, call);
  const rp = typeof fields.rp === 'object' && fields.rp !== null ? (fields.rp as Fields) : {};
  const { rpId, rpName } = siteOf(context, call.request, rp.id, rp.name);
  if (!context.identify && !textOf(fields.email)) throw new CiamError('validation');
  const begun = context.passkeys.beginCreate(userName, { rpId, rpName });
  return json(201, {
    authId: begun.id,
    deviceType: 'FIDO2',
    status: 'ACTIVATION_REQUIRED',
    rp: { id: rpId, name: rpName },
    publicKeyCredentialCreationOptions: JSON.stringify(
      creationOptions(begun, { rpId, rpName }, userName, VENDORS),
    ),
    ...extensions(context, { expiresAt: begun.expiresAt }),
  });
}

export async function activatePasskey(
  context: CiamContext,
  call: RouteContext,
  fields: Fields,
): Promise<Response> {
  const { userName } = await managerOfPath(context, call);
  const attempt = attemptOf(context, call.request, fields, fields.attestation);
  await context.passkeys.finishCreate({ ...attempt, id: call.params.authId ?? '', owner: userName });
  return json(200, { status: 'ACTIVE' });
}

/** A.4: absence is a success of HTTP. */
export async function isPasskeyRegistered(context: CiamContext, call: RouteContext): Promise<Response> {
  const { userName } = await identityOfPath(context, call);
  const { rpId } = siteOf(context, call.request, call.params.rpId);
  const found = context.passkeys.isRegistered(userName, rpId);
  return found
    ? json(200, { status: 'SUCCESS', message: 'Registered FIDO2 Device Found' })
    : json(200, { status: 'FAILURE', message: 'No registered FIDO2 Device Found' });
}

/** A gateway says itself for which site passkeys are; a trusted caller names it, as a domain or as an address. */
function siteOf(context: CiamContext, request: Request, id: unknown, name?: unknown): PasskeySite {
  if (!context.passkeys.isChecked) throw new CiamError('no-passkey');
  if (context.identify) return context.site(request);
  const rpId = hostOf(textOf(id) ?? '');
  if (!rpId) throw new CiamError('validation');
  return { rpId, rpName: textOf(name) ?? rpId, origins: [] };
}

function attemptOf(
  context: CiamContext,
  request: Request,
  fields: Fields,
  answer: unknown,
): Omit<PasskeyAttempt, 'id'> {
  const origins = context.identify ? context.site(request).origins : [textOf(fields.origin) ?? ''];
  const response = answerOf(answer);
  if (!response) throw new CiamError('validation');
  return { origins, response };
}

/** Text with JSON in it; its base64 becomes the standard's base64url. */
function answerOf(answer: unknown): Fields | undefined {
  try {
    return JSON.parse(textOf(answer) ?? '', (_name, value: unknown) =>
      typeof value === 'string' ? value.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') : value,
    ) as Fields;
  } catch {
    return undefined;
  }
}
