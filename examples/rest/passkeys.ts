import type { RestDescription } from '../../src/backends/rest/index.js';

/** A server with passkeys, as `@simplewebauthn/server` and its like make and check them. */
export const passkeys: RestDescription = {
  passkeys: {
    use: {
      begin: { path: '/passkey-checks', result: { id: 'id', options: 'publicKey' } },
      verify: {
        path: '/passkey-checks/{id}',
        body: { credential: '{answerJson}', trust: '{rememberDevice}' },
        result: { session: '' },
      },
    },
    create: {
      begin: {
        path: '/passkeys',
        result: { id: 'challenge.id', options: 'challenge.options', expiresAt: 'challenge.expires' },
      },
      activate: {
        method: 'PUT',
        path: '/passkeys/{id}',
        body: { credential: '{answer}', name: '{deviceName}' },
      },
      cancel: { method: 'DELETE', path: '/challenges/{id}' },
    },
  },
  factors: {
    list: { method: 'GET', path: '/passkeys', result: { items: '' } },
    item: { id: 'id', kind: 'type', name: 'name' },
    remove: { method: 'DELETE', path: '/passkeys/{id}' },
  },
};
