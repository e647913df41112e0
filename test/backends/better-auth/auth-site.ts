/** What a Better Auth server has besides: pages with our elements, and the built package. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtModules, builtScript } from '../../support/e2e-build.js';
import { htmlPage } from '../../support/e2e-browser.js';
import type { AuthServerSettings } from './auth-server.js';

export type AuthSite = NonNullable<AuthServerSettings['site']>;

const SCRIPT = '<script type="module" src="/kit/mfa-elements.js"></script>';

/**
 * @param pages - Markup, by the path of its page.
 * @param scripts - Modules of the pages' own, by their paths.
 */
export async function authSite(
  pages: Readonly<Record<string, string>>,
  scripts: Readonly<Record<string, string>> = {},
): Promise<AuthSite> {
  const folders: Record<string, string> = { kit: await builtScript(), modules: await builtModules() };
  return async ({ url: path = '' }, response) => {
    const send = (type: string, body: string | Buffer): boolean => {
      response.writeHead(200, { 'content-type': type }).end(body);
      return true;
    };
    if (pages[path]) return send('text/html', htmlPage(pages[path], SCRIPT));
    if (scripts[path]) return send('text/javascript', scripts[path]);
    const [, folder = '', file = ''] = /^\/(\w+)\/([\w./-]+\.js)$/.exec(path) ?? [];
    if (!folders[folder] || file.includes('..')) return false;
    return send('text/javascript', await readFile(join(folders[folder], file)));
  };
}
