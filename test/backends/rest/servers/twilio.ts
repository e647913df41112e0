/** A site's own server in front of something that answers as Twilio Verify does (contract D.11). */
import { startJsonServer, type Answer, type JsonServer } from './json-server.js';

const MAX = 5;

export interface Twilio extends JsonServer {
  readonly outbox: { channel: unknown; code: string }[];
  /** The verification is over: too old, or used. */
  expire(): void;
}

export async function startTwilio(): Promise<Twilio> {
  const outbox: { channel: unknown; code: string }[] = [];
  let checks = 0;
  let open = true;
  const refuse = (status: number, code: number): Answer => ({
    status,
    body: { code, message: `Words about ${code}`, more_info: 'https://www.twilio.com/docs/errors', status },
  });
  const server = await startJsonServer({
    'POST /verifications': ({ body }) => {
      if (outbox.length >= MAX) return refuse(429, 60203);
      // The same code again, as long as it is good.
      outbox.push({ channel: body.channel, code: '300001' });
      open = true;
      return { status: 201, body: { sid: 'VE0001', status: 'pending', channel: body.channel, valid: false } };
    },
    'POST /verification-checks': ({ body }) => {
      if (!open || body.sid !== 'VE0001') return refuse(404, 20404);
      if (++checks > MAX) return refuse(429, 60202);
      const isRight = body.code === '300001';
      if (isRight) open = false;
      return { body: { sid: 'VE0001', status: isRight ? 'approved' : 'pending', valid: isRight } };
    },
  });
  return Object.assign(server, { outbox, expire: () => void (open = false) });
}
