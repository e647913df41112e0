/**
 * A real Firebase Authentication that nobody here wrote: the emulator of npm `firebase-tools`, in a process of its own,
 * because it takes seconds to load. It knows text messages as a second factor, and no authenticator apps.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';

const PROJECT = 'demo-people';
const PASSWORD = 'correct horse';
const SCRIPT = `
  const { createApp } = require('firebase-tools/lib/emulator/auth/server.js');
  createApp('${PROJECT}').then((app) => {
    const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port));
  });
  process.on('disconnect', () => process.exit());
`;

export interface FirebasePerson {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly email: string;
  readonly password: string;
}

export interface Firebase {
  /** Somebody new, with a password and an address that is theirs. */
  person(): Promise<FirebasePerson>;
  /** The last code that was sent to this number. */
  codeTo(phone: string): Promise<string | undefined>;
  close(): void;
}

export async function startFirebase(): Promise<Firebase> {
  const emulator = spawn(process.execPath, ['-e', SCRIPT], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [port] = (await once(emulator, 'message')) as [number];
  const base = `http://127.0.0.1:${port}`;
  const endpoint = `${base}/identitytoolkit.googleapis.com`;
  const apiKey = 'public-key';

  async function call<Result>(path: string, body?: object): Promise<Result> {
    const answer = await fetch(`${base}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Result;
  }

  return {
    async person() {
      const email = `${randomUUID()}@example.com`;
      const people = `/identitytoolkit.googleapis.com/v1/projects/${PROJECT}/accounts`;
      await call(people, { email, password: PASSWORD, emailVerified: true });
      return { endpoint, apiKey, email, password: PASSWORD };
    },
    async codeTo(phone) {
      interface Sent {
        verificationCodes: { phoneNumber: string; code: string }[];
      }
      const { verificationCodes } = await call<Sent>(`/emulator/v1/projects/${PROJECT}/verificationCodes`);
      return verificationCodes.findLast(({ phoneNumber }) => phoneNumber === phone)?.code;
    },
    close: () => emulator.disconnect(),
  };
}
