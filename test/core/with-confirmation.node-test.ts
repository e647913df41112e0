import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Verification } from '../../src/core/client.js';
import { CONFIRMATION_WANTED, withConfirmation } from '../../src/core/with-confirmation.js';
import { turn } from '../support/flows.js';

const URL_OF = 'https://bank.example/transfers';

function refusal(type = CONFIRMATION_WANTED, status = 401): Response {
  return new Response(JSON.stringify({ type, status, code: 'proof-required' }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/** What has come to the server. */
interface Seen {
  readonly body: string;
  readonly headers: Headers;
}

void describe('withConfirmation', () => {
  let seen: Seen[];
  /** What the server answers, the next first; then always with a yes. */
  let answers: (Response | Promise<Response>)[];
  let asked: { signal: AbortSignal; answer(verification?: Verification): void }[];

  beforeEach(() => {
    seen = [];
    answers = [];
    asked = [];
  });

  const server: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    seen.push({ body: await request.text(), headers: request.headers });
    return (await answers.shift()) ?? new Response('done');
  };

  function confirm({ signal }: { signal: AbortSignal }): Promise<Verification | undefined> {
    return new Promise((resolve) => asked.push({ signal, answer: resolve }));
  }

  /** Lets everything come as far as it can. */
  async function quiet(): Promise<void> {
    for (let round = 0; round < 8; round++) await turn();
  }

  const bodies = (): string[] => seen.map(({ body }) => body);

  void it('lets through what is not refused, and asks nobody', async () => {
    const wrapped = withConfirmation(server, { confirm });
    assert.equal(await (await wrapped(URL_OF)).text(), 'done');
    answers = [refusal('about:blank'), refusal(CONFIRMATION_WANTED, 403), new Response('', { status: 401 })];
    for (const status of [401, 403, 401]) assert.equal((await wrapped(URL_OF)).status, status);
    answers = [
      new Response('<html>', { status: 401, headers: { 'content-type': 'application/problem+json' } }),
    ];
    assert.equal(await (await wrapped(URL_OF)).text(), '<html>', 'the answer is whole');
    assert.equal(asked.length, 0);
  });

  void it('makes the same call once more after the person has confirmed', async () => {
    answers = [refusal()];
    const call = withConfirmation(server, { confirm })(URL_OF, {
      method: 'POST',
      body: 'to=ada',
      headers: { 'x-csrf': 'c' },
    });
    await quiet();
    assert.equal(seen.length, 1);
    asked[0]!.answer({ proof: { stepUp: 'token' } });
    assert.equal(await (await call).text(), 'done');
    assert.deepEqual(bodies(), ['to=ada', 'to=ada']);
    assert.deepEqual(
      seen.map(({ headers }) => headers.get('x-csrf')),
      ['c', 'c'],
    );
    assert.equal([...seen[1]!.headers.values()].includes('token'), false, 'no proof is sent unasked');
  });

  void it('never makes it a third time', async () => {
    answers = [refusal(), refusal()];
    const call = withConfirmation(server, { confirm })(URL_OF);
    await quiet();
    asked[0]!.answer({});
    assert.equal((await call).status, 401);
    assert.deepEqual([seen.length, asked.length], [2, 1]);
  });

  void it('gives the refusal, whole, where the person does not confirm', async () => {
    answers = [refusal()];
    const call = withConfirmation(server, { confirm })(URL_OF, { method: 'POST', body: 'a' });
    await quiet();
    asked[0]!.answer(undefined);
    const answer = await call;
    assert.equal(((await answer.json()) as { type: string }).type, CONFIRMATION_WANTED);
    assert.equal(seen.length, 1);
  });

  void it('sends what the step-up gave in the header that is named, with the second call only', async () => {
    answers = [refusal()];
    const call = withConfirmation(server, { confirm, proofHeader: 'x-step-up' })(URL_OF);
    await quiet();
    asked[0]!.answer({ proof: { stepUp: 'token' } });
    await call;
    assert.deepEqual(
      seen.map(({ headers }) => headers.get('x-step-up')),
      [null, 'token'],
    );
  });

  void it('repeats a Request with its body, and everything else that can be sent twice', async () => {
    const form = new FormData();
    form.set('to', 'ada');
    const calls: Parameters<typeof fetch>[] = [
      [new Request(URL_OF, { method: 'PUT', body: 'to=ada' })],
      [new Request(URL_OF, { method: 'PUT', body: 'to=eve' }), { body: 'to=ada' }],
      [URL_OF, { method: 'POST', body: new Blob(['to=ada']) }],
      [URL_OF, { method: 'POST', body: new URLSearchParams({ to: 'ada' }) }],
      [new URL(URL_OF), { method: 'POST', body: new TextEncoder().encode('to=ada') }],
    ];
    const wrapped = withConfirmation(server, { confirm });
    for (const given of calls) {
      answers = [refusal()];
      const call = wrapped(...given);
      await quiet();
      asked.at(-1)!.answer({});
      assert.equal((await call).status, 200);
    }
    assert.deepEqual(
      bodies(),
      Array.from({ length: 2 * calls.length }, () => 'to=ada'),
    );
    answers = [refusal()];
    const call = wrapped(URL_OF, { method: 'POST', body: form });
    await quiet();
    asked.at(-1)!.answer({});
    await call;
    assert.ok(seen.slice(-2).every(({ body }) => body.includes('ada')));
  });

  void it('does not repeat a stream, and asks nobody in vain', async () => {
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('to=ada'));
        controller.close();
      },
    });
    answers = [refusal()];
    const init: RequestInit & { duplex: string } = { method: 'POST', body: stream, duplex: 'half' };
    const answer = await withConfirmation(server, { confirm })(URL_OF, init);
    assert.equal(((await answer.json()) as { type: string }).type, CONFIRMATION_WANTED);
    assert.deepEqual([bodies().join(), asked.length], ['to=ada', 0]);
  });

  void it('asks once for calls that are refused at the same time', async () => {
    answers = [refusal(), refusal(), refusal()];
    const wrapped = withConfirmation(server, { confirm });
    const calls = ['1', '2', '3'].map((body) => wrapped(URL_OF, { method: 'POST', body }));
    await quiet();
    assert.equal(asked.length, 1);
    asked[0]!.answer({});
    for (const call of calls) assert.equal((await call).status, 200);
    assert.deepEqual(bodies().sort(), ['1', '1', '2', '2', '3', '3']);
  });

  void it('does not ask again for a refusal that comes after the person has confirmed', async () => {
    let late!: (answer: Response) => void;
    answers = [refusal(), new Promise((resolve) => (late = resolve))];
    const wrapped = withConfirmation(server, { confirm });
    const calls = [wrapped(URL_OF), wrapped(URL_OF)];
    await quiet();
    asked[0]!.answer({});
    await calls[0];
    late(refusal());
    assert.equal((await calls[1]!).status, 200);
    assert.equal(asked.length, 1);
    answers = [refusal()];
    const next = wrapped(URL_OF);
    await quiet();
    assert.equal(asked.length, 2, 'a new call is asked for anew');
    asked[1]!.answer(undefined);
    await next;
  });

  void it('lets a call go that is given up, and closes the dialog when none is left', async () => {
    answers = [refusal(), refusal()];
    const aborts = [new AbortController(), new AbortController()] as const;
    const wrapped = withConfirmation(server, { confirm });
    const calls = aborts.map(({ signal }) => wrapped(URL_OF, { signal }));
    await quiet();
    aborts[0].abort();
    await assert.rejects(calls[0]!, { name: 'AbortError' });
    assert.equal(asked[0]!.signal.aborted, false);
    aborts[1].abort();
    await assert.rejects(calls[1]!, { name: 'AbortError' });
    assert.deepEqual([asked[0]!.signal.aborted, asked.length, seen.length], [true, 1, 2]);
  });

  void it('fails as the asking fails, and asks anew the next time', async () => {
    answers = [refusal(), refusal()];
    let isBroken = true;
    const wrapped = withConfirmation(server, {
      confirm: (ask) => (isBroken ? Promise.reject(new Error('not loaded')) : confirm(ask)),
    });
    await assert.rejects(wrapped(URL_OF), /not loaded/);
    isBroken = false;
    const call = wrapped(URL_OF);
    await quiet();
    asked[0]!.answer({});
    assert.equal((await call).status, 200);
  });
});
