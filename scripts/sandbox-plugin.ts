import * as webAuthn from '@simplewebauthn/server';
import type { Connect, Plugin } from 'vite';
import { DEMO_SANDBOX } from '../examples/demo/demo-sandbox.js';
import { createSandbox } from '../src/sandbox/index.js';
import { sendResponse, toRequest } from '../src/server/node-adapter.js';

const PATHS = ['/mfa/', '/ciam-mfa/', '/identity/', '/ciam/', '/sandbox/'];

/** Puts the sandbox behind the demo: a whole MFA backend in the development server, with its outbox and its faults. */
export function sandboxPlugin(): Plugin {
  const sandbox = createSandbox({ ...DEMO_SANDBOX, passkeys: { library: webAuthn } });
  const handle: Connect.NextHandleFunction = (request, response, next) => {
    if (!PATHS.some((path) => request.url?.startsWith(path))) {
      next();
      return;
    }
    void toRequest(request, response)
      .then((made) => sandbox.fetch(made))
      .then((answer) => sendResponse(answer, response))
      .catch(next);
  };
  return {
    name: 'mfa-sandbox',
    configureServer: (server) => void server.middlewares.use(handle),
    configurePreviewServer: (server) => void server.middlewares.use(handle),
  };
}
