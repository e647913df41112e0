import type { RestDescription } from '../../src/backends/rest/index.js';

/** The CIAM MFA API v2 behind a gateway that knows who is signed in. */
export const ciam: RestDescription = {
  otp: [
    {
      channels: ['sms', 'email', 'totp'],
      names: { sms: 'SMS', email: 'EMAIL', totp: 'TOTP' },
      resumable: true,
      request: {
        path: '/deviceAuthentications',
        body: { deviceType: '{channel}', deviceName: '{deviceName}' },
        result: { id: 'authId' },
      },
      verify: {
        path: '/deviceAuthentications/{id}',
        body: { otp: '{code}', deviceType: '{channel}' },
        success: { path: 'status', equals: ['SUCCESS'] },
      },
    },
  ],
  totp: {
    enroll: {
      path: '/users/me/mfadevices',
      body: { deviceType: 'TOTP', deviceName: '{deviceName}' },
      result: { id: 'authId', secret: 'secret', uri: 'registrationUri' },
    },
    activate: {
      path: '/users/me/mfadevices/{id}',
      body: { deviceType: 'TOTP', otp: '{code}' },
      success: { path: 'status', equals: ['ACTIVE', 'SUCCESS'] },
    },
    cancel: { method: 'DELETE', path: '/users/me/mfadevices/TOTP/{deviceName}' },
  },
  factors: {
    list: { method: 'GET', path: '/users/me/mfadevices', result: { items: '' } },
    item: {
      kind: 'deviceType',
      name: 'deviceName',
      createdAt: 'createdAt',
      active: { path: 'status', equals: ['ACTIVE'] },
    },
    kinds: { TOTP: 'totp', FIDO2: 'passkey' },
    remove: { method: 'DELETE', path: '/users/me/mfadevices/{kind}/{deviceName}' },
  },
  errors: {
    code: 'code',
    message: 'message',
    codes: {
      '10001': 'unauthenticated',
      '10006': 'not-enrolled',
      '10007': 'code-expired',
      '10008': 'invalid-code',
      '10009': 'invalid-code',
      '10010': 'name-taken',
      '10014': 'limit-reached',
      '10026': 'too-many-attempts',
      '10027': 'locked',
    },
  },
};
