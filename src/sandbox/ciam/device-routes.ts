import { json, readFields, textOf } from '../messages.js';
import type { Route } from '../router.js';
import type { Passkey } from '../passkeys.js';
import type { TotpDevice } from '../totp-service.js';
import { readCode } from './challenge-routes.js';
import { ciamRoute, extensions, identityOfPath, managerOfPath, type CiamContext } from './ciam-context.js';
import { CiamError } from './ciam-errors.js';
import { activatePasskey, createPasskey, isPasskeyRegistered, meansPasskey } from './passkey-routes.js';

/** What the vendor's example has where a person expects a name: the service that the application is registered as. */
const SERVICE_ID = 'APM0000003';

/** Create, activate, list and unpair authenticators and passkeys (contract A.4). v1 cannot unpair, and knows no passkeys. */
export function deviceRoutes(context: CiamContext): Route[] {
  const { totp, passkeys, version } = context;
  const routes = [
    ciamRoute(context, 'POST', '/users/:user/mfadevices', async (call) => {
      const fields = (await readFields(call.request)) ?? {};
      if (meansPasskey(fields) && version === 2) return createPasskey(context, call, fields);
      const { userName } = await managerOfPath(context, call);
      const deviceName = textOf(fields.deviceName);
      if (textOf(fields.deviceType)?.toUpperCase() !== 'TOTP' || !deviceName)
        throw new CiamError('validation');
      const device = totp.begin(userName, deviceName);
      return json(201, {
        authId: device.id,
        deviceType: 'TOTP',
        status: 'ACTIVATION_REQUIRED',
        message: 'Device registration has been initiated, please activate the device to use',
        deviceName,
        secret: device.secret,
        // As ugly as the vendor's: no issuer, an internal id, and a $ that is not escaped.
        registrationUri: `otpauth://totp/${SERVICE_ID}$${encodeURIComponent(userName)}?secret=${device.secret}`,
        ...extensions(context, { expiresAt: device.expiresAt }),
      });
    }),
    ciamRoute(context, 'POST', '/users/:user/mfadevices/:authId', async (call) => {
      const fields = (await readFields(call.request)) ?? {};
      if (meansPasskey(fields) && version === 2) return activatePasskey(context, call, fields);
      const { userName } = await managerOfPath(context, call);
      const device = totp.activate(userName, call.params.authId ?? '', readCode(context, fields.otp));
      return json(200, { status: 'ACTIVE', message: device.name });
    }),
    ciamRoute(context, 'GET', '/users/:user/mfadevices', async (call) => {
      const { userName } = await identityOfPath(context, call);
      const type = call.url.searchParams.get('type')?.toUpperCase() ?? '';
      const isAsked = (...types: string[]): boolean => !type || types.includes(type);
      const apps = isAsked('TOTP') ? totp.list(userName).map(listed) : [];
      const keys =
        version === 2 && isAsked('FIDO', 'FIDO2') ? passkeys.list(userName).map(listedPasskey) : [];
      return json(200, [...apps, ...keys]);
    }),
  ];
  if (version === 1) return routes;
  return [
    ...routes,
    ciamRoute(context, 'GET', '/users/:user/isFidoRegistered/:rpId', (call) =>
      isPasskeyRegistered(context, call),
    ),
    ciamRoute(context, 'DELETE', '/users/:user/mfadevices/:type/:name', async (call) => {
      const { userName } = await managerOfPath(context, call);
      const { type = '', name = '' } = call.params;
      const shelf = { TOTP: totp, FIDO2: passkeys }[type.toUpperCase()];
      if (!shelf?.remove(userName, name)) throw new CiamError('device-not-found');
      return new Response(null, { status: 204 });
    }),
  ];
}

function listed(device: TotpDevice): object {
  return {
    deviceType: 'TOTP',
    status: device.active ? 'ACTIVE' : 'ACTIVATION_REQUIRED',
    deviceName: device.name,
    createdAt: new Date(device.createdAt).toISOString(),
  };
}

function listedPasskey({ name, spelling, createdAt, made }: Passkey): object {
  return {
    deviceType: spelling,
    status: 'ACTIVE',
    ...(name !== undefined && { deviceName: name }),
    ...(made && { rp: { id: made.rpId, name: made.rpName } }),
    createdAt: new Date(createdAt).toISOString(),
  };
}
