/** `npx tsx examples/server/main.ts [port]`: builds the kit, starts everything, and says where to look. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startExampleSite } from './site.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const kit = await mkdtemp(join(tmpdir(), 'mfa-elements-'));
await build({
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'error',
  build: { outDir: kit, emptyOutDir: true },
});
const site = await startExampleSite({
  kit,
  port: Number(process.argv[2] ?? 3000),
  logger: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
});
process.stdout.write(`\n  ${site.url}\n\n`);
process.once('SIGINT', () => {
  void site.close().then(async () => {
    await rm(kit, { recursive: true, force: true });
    process.exit();
  });
});
