/** What stands where the CIAM MFA API would: the sandbox, for those who come with a token of the OAuth server. */
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { listen, listener } from './listen.js';
import type { TokenServer } from './token-server.js';

export interface Backend {
  readonly url: string;
  readonly sandbox: Sandbox;
  close(): Promise<void>;
}

/** The sandbox knows only its own tokens: one of these is exchanged for one of those at the door. */
export async function startBackend(
  tokens: Pick<TokenServer, 'accepts'>,
  options: SandboxOptions = {},
): Promise<Backend> {
  const sandbox = createSandbox(options);
  const own = await sandboxToken(sandbox);
  const server = await listen();
  server.handle = listener(async (request) => {
    const token = /^bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (!token || !(await tokens.accepts(token))) {
      return Response.json({ code: '10002', message: 'Either access token is invalid' }, { status: 401 });
    }
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${own}`);
    return sandbox.fetch(new Request(request, { headers }));
  });
  return { url: server.url, sandbox, close: () => server.close() };
}

async function sandboxToken(sandbox: Sandbox): Promise<string> {
  const answer = await sandbox.fetch('http://sandbox.invalid/ciam-mfa/v2/get/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'sandbox',
      client_secret: 'sandbox-secret',
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
