/**
 * Speaks the shapes of Ory Kratos's flows for browsers, as JSON: https://www.ory.com/docs/reference/api,
 * https://www.ory.com/docs/kratos/mfa/totp and …/lookup-secrets. Its session is not modelled but for how fresh it is.
 */
import { isTotpCode, totpCode } from '../../../support/totp-code.js';
import { startJsonServer, type Answer, type Call, type JsonServer } from './json-server.js';

export const SECRET = 'ONSWG4TFOQQGS4ZANBUWI5DFNYQGS3RA';
const CSRF = 'csrf-token';

export interface Kratos extends JsonServer {
  appCode(): Promise<string>;
  /** The session is too old for changes. */
  grow(): void;
}

export async function startKratos(hasApp: boolean): Promise<Kratos> {
  const appCode = (): Promise<string> => totpCode(SECRET, Date.now());
  let isFresh = true;
  let codes: string[] = [];
  const used = new Set<string>();
  const input = (name: string, value?: unknown, messages: object[] = []): object => ({
    type: 'input',
    attributes: { name, type: 'text', node_type: 'input', ...(value !== undefined && { value }) },
    messages,
  });
  const text = (id: string, context: object, words: string): object => ({
    type: 'text',
    attributes: { id, node_type: 'text', text: { id: 1050006, text: words, type: 'info', context } },
    messages: [],
  });
  const flow = (id: string, nodes: object[], messages: object[] = []): object => ({
    id,
    expires_at: new Date(Date.now() + 600_000).toISOString(),
    ui: {
      action: `/self-service?flow=${id}`,
      method: 'POST',
      nodes: [input('csrf_token', CSRF), ...nodes],
      messages,
    },
  });
  const problem = (status: number, id: string): Answer => ({
    status,
    body: { error: { id, code: status, reason: `Words about ${id}` } },
  });
  const login = (message?: number): object =>
    flow(
      'login-1',
      [
        ...(hasApp ? [input('totp_code', undefined, message === 4000008 ? [{ id: message }] : [])] : []),
        ...(codes.length ? [input('lookup_secret')] : []),
      ],
      message && message !== 4000008 ? [{ id: message, text: 'Words', type: 'error' }] : [],
    );
  const settings = (): object =>
    flow('settings-1', [
      ...(hasApp
        ? [input('totp_unlink')]
        : [text('totp_secret_key', { secret: SECRET }, SECRET), input('totp_code')]),
      ...(codes.length ? [input('lookup_secret_disable')] : []),
    ]);
  const submitted =
    (handle: (call: Call) => Answer | Promise<Answer>) =>
    (call: Call): Answer | Promise<Answer> =>
      call.body.csrf_token === CSRF ? handle(call) : problem(403, 'security_csrf_violation');
  const server = await startJsonServer({
    'GET /self-service/login/browser': () => ({ body: login() }),
    'POST /self-service/login': submitted(async ({ body }) => {
      if (body.method === 'totp' && !(await isTotpCode(SECRET, body.totp_code)))
        return { status: 400, body: login(4000008) };
      if (body.method === 'lookup_secret') {
        const secret = String(body.lookup_secret);
        if (used.has(secret)) return { status: 400, body: login(4000012) };
        if (!codes.includes(secret)) return { status: 400, body: login(4000016) };
        used.add(secret);
      }
      isFresh = true;
      return { body: { session: { id: 'session', authenticator_assurance_level: 'aal2' } } };
    }),
    'GET /self-service/settings/browser': () => ({ body: settings() }),
    'POST /self-service/settings': submitted(async ({ body }) => {
      if (!isFresh) return problem(403, 'session_refresh_required');
      if (body.totp_unlink) hasApp = false;
      else if (body.lookup_secret_disable) codes = [];
      else if (body.lookup_secret_regenerate) {
        codes = ['tv1bqeh3', 'hcvmwm4b'];
        const secrets = codes.map((secret) => ({ id: 1050009, text: secret, context: { secret } }));
        return { body: flow('settings-1', [text('lookup_secret_codes', { secrets }, codes.join(', '))]) };
      } else if (body.totp_code !== undefined) {
        if (!(await isTotpCode(SECRET, body.totp_code))) return { status: 400, body: settings() };
        hasApp = true;
      }
      return { body: { ...settings(), state: 'success' } };
    }),
  });
  return Object.assign(server, { appCode, grow: () => (isFresh = false) });
}
