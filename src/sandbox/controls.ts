import { FAULT_KINDS, type Faults } from './faults.js';
import { json, problem, readFields, textOf } from './messages.js';
import type { SandboxSettings } from './options.js';
import type { OutboxMessage } from './outbox.js';
import type { PasskeySpelling } from './passkeys.js';
import type { PendingPush } from './pushes.js';
import { Refusal } from './refusal.js';
import type { Route } from './router.js';

/** An authenticator as the person's phone has it. */
export interface SeededDevice {
  readonly deviceName: string;
  readonly secret: string;
}

/** What can be done to a sandbox from outside its contracts. */
export interface SandboxControls {
  /** What has been sent, oldest first. */
  readonly outbox: readonly OutboxMessage[];
  /** May be changed at any time. */
  readonly settings: SandboxSettings;
  clearOutbox(): void;
  /** Makes answers slow or bad. `{}` ends that. */
  setFaults(faults: Faults): void;
  /** Ends the life of all challenges that are open. */
  expireCodes(): void;
  /** Locks an account; 0 seconds unlocks it. */
  lock(userName: string, seconds: number): void;
  /** Pairs an authenticator without the ceremony. @throws Error where the name is taken or there are too many */
  addAuthenticator(userName: string, deviceName: string): SeededDevice;
  /** Gives a passkey to a user, with a name or without, by either spelling of the contract. Default `FIDO2`. */
  addPasskey(userName: string, deviceName?: string, spelling?: PasskeySpelling): void;
  /** Push messages that wait for an answer, oldest first. */
  readonly pushes: readonly PendingPush[];
  /** Gives a phone that shows push messages to a user, without the ceremony. */
  addPushPhone(userName: string): void;
  /** A phone scans what the page shows. Tells whether that was one of the codes. */
  scanPushCode(code: string): boolean;
  /** The person says on their phone that it is them. Tells whether there was something to answer. */
  approvePush(id: string): boolean;
  /** The person says on their phone that it was not them. */
  denyPush(id: string): boolean;
  /** Whether this user is asked for no second factor on the device that a request comes from: a site asks after the password. */
  isTrustedDevice(request: Request, userName: string): boolean;
  /** What an authenticator of this user shows now. Nothing where there is none of that name. */
  authenticatorCode(userName: string, deviceName: string): string | undefined;
  /** Forgets everything but the settings. */
  reset(): void;
}

/** The controls over HTTP, for tests and demos whose sandbox runs in another process. */
export function controlRoutes(sandbox: SandboxControls): Route[] {
  const done = (): Response => json(200, { status: 'SUCCESS' });
  const invalid = (): Response => problem(400, 'invalid', 'The body does not say what to do');
  const post = (path: string, handle: (fields: Readonly<Record<string, unknown>>) => Response): Route => ({
    method: 'POST',
    pattern: `/sandbox/${path}`,
    handle: async ({ request }) => handle((await readFields(request)) ?? {}),
  });
  return [
    { method: 'GET', pattern: '/sandbox/outbox', handle: () => json(200, sandbox.outbox) },
    {
      method: 'DELETE',
      pattern: '/sandbox/outbox',
      handle: () => {
        sandbox.clearOutbox();
        return done();
      },
    },
    post('faults', (fields) => {
      const fail = fields.fail ?? null;
      if (fail !== null && !FAULT_KINDS.includes(fail as never)) return invalid();
      sandbox.setFaults(fields);
      return done();
    }),
    post('expire', () => {
      sandbox.expireCodes();
      return done();
    }),
    post('lock', ({ userName, seconds }) => {
      if (!textOf(userName) || typeof seconds !== 'number') return invalid();
      sandbox.lock(userName as string, seconds);
      return done();
    }),
    post('authenticators', ({ userName, deviceName }) => {
      if (!textOf(userName) || !textOf(deviceName)) return invalid();
      try {
        return json(201, sandbox.addAuthenticator(userName as string, deviceName as string));
      } catch (error) {
        if (error instanceof Refusal) return problem(409, error.reason, 'Not possible');
        throw error;
      }
    }),
    post('passkeys', ({ userName, deviceName, spelling = 'FIDO2' }) => {
      if (!textOf(userName) || (spelling !== 'FIDO' && spelling !== 'FIDO2')) return invalid();
      sandbox.addPasskey(userName as string, textOf(deviceName), spelling);
      return json(201, { status: 'SUCCESS' });
    }),
    { method: 'GET', pattern: '/sandbox/pushes', handle: () => json(200, sandbox.pushes) },
    post('pushes/phones', ({ userName }) => {
      if (!textOf(userName)) return invalid();
      sandbox.addPushPhone(userName as string);
      return json(201, { status: 'SUCCESS' });
    }),
    post('pushes/scan', ({ code }) => (sandbox.scanPushCode(textOf(code) ?? '') ? done() : invalid())),
    post('pushes/approve', ({ id }) => (sandbox.approvePush(textOf(id) ?? '') ? done() : invalid())),
    post('pushes/deny', ({ id }) => (sandbox.denyPush(textOf(id) ?? '') ? done() : invalid())),
    {
      method: 'GET',
      pattern: '/sandbox/trusted-device/:user',
      handle: ({ request, params }) =>
        json(200, { isTrusted: sandbox.isTrustedDevice(request, params.user ?? '') }),
    },
    post('settings', (fields) => {
      Object.assign(sandbox.settings, fields);
      return done();
    }),
    post('reset', () => {
      sandbox.reset();
      return done();
    }),
  ];
}
