/**
 * WebKitGTK under a virtual display, driven over WebDriver. Owns the two processes and ends them with this one.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { EnginePaths } from './engines.js';

export interface WebKitProcess {
  readonly port: number;
  /** Starts the driver again where it has crashed. Resolves when it answers. */
  ready(): Promise<void>;
}

export async function startWebKit(paths: NonNullable<EnginePaths['webkit']>): Promise<WebKitProcess> {
  const display = spawn(
    paths.display,
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const displayNumber = await firstLine(display);
  const port = await freePort();
  const env = {
    ...process.env,
    DISPLAY: `:${displayNumber}`,
    GDK_BACKEND: 'x11',
    // Root may not make the sandbox's namespaces, and there is no GPU behind a virtual display.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
  };
  const drive = (): ChildProcess =>
    spawn(paths.driver, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env });
  let driver = drive();
  process.once('exit', () => {
    driver.kill();
    display.kill();
  });
  const ready = async (): Promise<void> => {
    if (driver.exitCode !== null || driver.signalCode !== null) driver = drive();
    await answering(`http://127.0.0.1:${port}/status`);
  };
  await ready();
  return { port, ready };
}

/** Xvfb writes the number of the display it took to this pipe. */
function firstLine(display: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    display.once('error', reject);
    display.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    display.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function answering(url: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
