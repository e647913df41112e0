/** `npx tsx examples/server/main.ts [port]`: builds the page, starts everything, and says where to look. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFront } from './build-front.js';
import { startExampleSite } from './site.js';

const front = await mkdtemp(join(tmpdir(), 'mfa-elements-'));
await buildFront(front);
const site = await startExampleSite({
  front,
  port: Number(process.argv[2] ?? 3000),
  logger: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
});
process.stdout.write(`\n  ${site.url}\n\n`);
process.once('SIGINT', () => {
  void site.close().then(async () => {
    await rm(front, { recursive: true, force: true });
    process.exit();
  });
});
