/** A Redis of one's own, on a free port of this machine, which can be killed, frozen and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../support/engines.js';

export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  /** As a machine that loses its power. */
  kill(): Promise<void>;
  /** It takes connections and answers nothing. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

export async function startRedis(): Promise<RedisServer> {
  const program = findProgram('redis-server');
  if (!program) throw new Error('These tests need Redis. On Debian: apt-get install redis-server');
  const dir = await mkdtemp(join(tmpdir(), 'mfa-redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const redis: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      // What it has said yes to is handed to the system first, and outlives the process; nobody waits for the disk.
      const keep = ['--appendonly', 'yes', '--appendfsync', 'no', '--save', ''];
      const started = spawn(program, ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, ...keep], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = started;
      let log = '';
      for await (const chunk of started.stdout) {
        log += String(chunk);
        if (log.includes('Ready to accept connections')) break;
      }
      if (started.exitCode !== null) throw new Error(`Redis did not start: ${log}`);
    },
    async kill() {
      if (child?.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async close() {
      await redis.kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
