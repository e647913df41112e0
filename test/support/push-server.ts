/** A small server whose push messages have a number to match, and its description: for tests and stories. */
import type { RestDescription } from '../../src/backends/rest/index.js';

export const numberedPush: RestDescription = {
  push: {
    send: {
      path: '/pushes',
      body: { device: '{deviceName}' },
      result: {
        id: 'id',
        number: 'number',
        expiresAt: { path: 'expiresIn', as: 'in-s' },
        resendAt: { path: 'resendIn', as: 'in-s' },
        pollAfter: 'every',
      },
    },
    poll: {
      method: 'GET',
      path: '/pushes/{id}',
      query: { remember: '{rememberDevice}' },
      result: { answer: 'state', session: 'token' },
    },
    answers: { open: 'pending', yes: 'approved', no: 'denied', late: 'expired' },
    cancel: { method: 'DELETE', path: '/pushes/{id}' },
    enroll: {
      path: '/devices',
      result: { id: 'id', uri: 'scan', expiresAt: { path: 'expiresIn', as: 'in-s' } },
    },
    pollEnroll: { method: 'GET', path: '/devices/{id}', result: { answer: 'state' } },
  },
  errors: { statuses: { 404: 'challenge-expired' } },
};

export interface PushServer {
  readonly fetch: typeof fetch;
  /** Each request, as `METHOD /path`. */
  readonly seen: readonly string[];
  /** The numbers of those that wait for an answer. */
  readonly numbers: readonly string[];
  /** What the person does with all that waits. */
  answer(state: 'yes' | 'no' | 'late'): void;
  /** The person's app scans what the page shows. */
  scan(): void;
}

export function createPushServer(): PushServer {
  const pushes = new Map<string, { number: string; state: string }>();
  const devices = new Map<string, string>();
  const seen: string[] = [];
  const json = (status: number, body: object): Response => Response.json(body, { status });

  return {
    seen,
    get numbers() {
      return [...pushes.values()].filter(({ state }) => state === 'open').map(({ number }) => number);
    },
    answer(state) {
      for (const push of pushes.values()) if (push.state === 'open') push.state = state;
    },
    scan() {
      for (const id of devices.keys()) devices.set(id, 'yes');
    },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      seen.push(`${request.method} ${pathname}`);
      await Promise.resolve();
      const [, kind, id = ''] = /\/(pushes|devices)(?:\/(.+))?$/.exec(pathname) ?? [];
      if (kind === 'devices' && !id) {
        const made = `d${devices.size + 1}`;
        devices.set(made, 'open');
        return json(201, { id: made, scan: `acmepush://add?key=${made}-JBSWY3DP`, expiresIn: 600 });
      }
      if (kind === 'devices') return json(200, { state: devices.get(id) ?? 'late' });
      if (!id) {
        const made = `p${pushes.size + 1}`;
        const number = String(42 + pushes.size);
        pushes.set(made, { number, state: 'open' });
        return json(201, { id: made, number, expiresIn: 120, resendIn: 30, every: 3 });
      }
      const push = pushes.get(id);
      if (!push) return json(404, {});
      if (request.method === 'DELETE') pushes.delete(id);
      return json(200, { state: push.state, ...(push.state === 'yes' && { token: 'eyJ-session' }) });
    },
  };
}
