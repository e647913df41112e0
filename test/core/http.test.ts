import { expect } from 'chai';
import { createHttpClient, type HttpClientOptions, type HttpResponse } from '../../src/core/http.js';
import { isMfaError } from '../../src/core/mfa-error.js';
import { failureOf } from '../support/failure-of.js';
import { ManualClock } from '../support/manual-clock.js';
import { createTestSandbox, type TestSandbox } from '../support/sandbox.js';

describe('createHttpClient, over the network', () => {
  let sandbox: TestSandbox;
  beforeEach(async () => {
    sandbox = await createTestSandbox();
  });

  it('sends JSON with the headers from the options', async () => {
    const http = createHttpClient({ endpoint: `${sandbox.endpoint}/`, headers: { 'X-CSRF': 'abc' } });
    const { status, body } = await http.request({
      method: 'POST',
      path: ['deviceAuthentications'],
      body: { deviceType: 'SMS' },
    });
    expect(status).to.equal(201);
    expect(body).to.have.property('authId');
    const [sent] = await sandbox.requests();
    expect(sent).to.include({
      method: 'POST',
      path: '/mfa/deviceAuthentications',
      body: '{"deviceType":"SMS"}',
    });
    expect(sent?.headers).to.include({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-csrf': 'abc',
    });
    expect(sent?.headers).to.not.have.property('referer');
  });

  it('gives HTTP errors to the caller', async () => {
    const http = createHttpClient({ endpoint: sandbox.ciam });
    const { status, body } = await http.request({ method: 'GET', path: ['users', 'jdoe', 'mfadevices'] });
    expect(status).to.equal(401);
    expect(body).to.include({ code: '10002' });
  });

  it('follows no redirect', async () => {
    const http = createHttpClient({ endpoint: sandbox.base });
    const error = await failureOf(http.request({ method: 'GET', path: ['redirect'] }));
    expect(error.code).to.equal('bad-response');
  });

  it('takes a redirect in place of what became of a challenge for the end of the session', async () => {
    const http = createHttpClient({ endpoint: sandbox.base });
    const check = {
      method: 'POST',
      path: ['redirect'],
      body: { otp: '135790' },
      carriesChallenge: true,
    } as const;
    expect((await failureOf(http.request(check))).code).to.equal('unauthenticated');
  });

  it('takes a redirect after a good answer for the end of the session', async () => {
    const http = createHttpClient({ endpoint: sandbox.base });
    await http.request({ method: 'GET', path: ['requests'] });
    const error = await failureOf(http.request({ method: 'GET', path: ['redirect'] }));
    expect(error.code).to.equal('unauthenticated');
  });

  it('says network of a redirect of another origin that it may not read', async () => {
    const elsewhere = new URL(sandbox.base, location.href);
    elsewhere.hostname = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    const http = createHttpClient({ endpoint: elsewhere.href });
    const check = { method: 'GET', path: ['redirect'], carriesChallenge: true } as const;
    expect((await failureOf(http.request(check))).code).to.equal('network');
  });

  it('stops reading an answer that is too long', async () => {
    await sandbox.faults({ fail: 'huge' });
    const http = createHttpClient({ endpoint: sandbox.endpoint });
    const error = await failureOf(http.request({ method: 'GET', path: ['x'] }));
    expect(error.code).to.equal('bad-response');
    expect(error.message).to.contain('too long');
  });

  it('rejects with the reason of the signal, as it is', async () => {
    await sandbox.faults({ fail: 'never' });
    const http = createHttpClient({ endpoint: sandbox.endpoint });
    const controller = new AbortController();
    const reason = { left: 'the page' };
    const call = http.request({ method: 'GET', path: ['x'] }, { signal: controller.signal });
    controller.abort(reason);
    expect(await call.catch((error: unknown) => error)).to.equal(reason);
  });

  it('gives up after the timeout', async () => {
    await sandbox.faults({ fail: 'never' });
    const clock = new ManualClock();
    const http = createHttpClient({ endpoint: sandbox.endpoint, clock, timeoutMs: 5000 });
    const call = failureOf(http.request({ method: 'GET', path: ['x'] }));
    clock.advance(4999);
    expect(clock.pending).to.equal(1);
    clock.advance(1);
    expect((await call).code).to.equal('timeout');
    expect(clock.pending).to.equal(0);
  });

  it('says network when there is no server', async () => {
    const http = createHttpClient({ endpoint: 'http://127.0.0.1:1' });
    expect((await failureOf(http.request({ method: 'GET', path: [] }))).code).to.equal('network');
  });

  it('measures how far the clock of the server is ahead', async () => {
    const ahead = await createTestSandbox({ clockOffsetMs: 90_000 });
    const http = createHttpClient({ endpoint: ahead.endpoint });
    const { clockSkewMs } = await http.request({ method: 'GET', path: ['users', 'me', 'mfadevices'] });
    expect(clockSkewMs).to.be.within(85_000, 95_000);
  });
});

describe('createHttpClient, with an injected fetch', () => {
  const NOW = Date.parse('2030-01-01T00:00:00Z');

  function clientOf(answer: () => Response | Promise<Response>, more: Partial<HttpClientOptions> = {}) {
    const seen: [url: string, init: RequestInit][] = [];
    const http = createHttpClient({
      endpoint: '/mfa',
      clock: new ManualClock(NOW),
      fetch: async (url, init) => {
        seen.push([url as string, init ?? {}]);
        return answer();
      },
      ...more,
    });
    return { http, seen, get: () => http.request({ method: 'GET', path: ['a'] }) };
  }
  const withHeaders = (headers: Record<string, string>) =>
    clientOf(() => new Response('{}', { headers })).get();

  it('asks for no cache, no referrer, no redirect, and the default credentials', async () => {
    const { get, seen } = clientOf(() => new Response('{}'));
    await get();
    expect(seen[0]?.[1]).to.include({
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
      credentials: 'same-origin',
    });
  });

  it('asks a function for the headers anew each time', async () => {
    let n = 0;
    const { get, seen } = clientOf(() => new Response('{}'), {
      headers: () => ({ 'X-N': String(++n) }),
      credentials: 'include',
    });
    await get();
    await get();
    expect(seen.map(([, { headers }]) => new Headers(headers).get('x-n'))).to.deep.equal(['1', '2']);
    expect(seen[0]?.[1].credentials).to.equal('include');
  });

  it('looks fetch up at each call where none is injected', async () => {
    const http = createHttpClient({ endpoint: '/mfa' });
    const original = globalThis.fetch;
    const callers: unknown[] = [];
    globalThis.fetch = function (this: unknown) {
      callers.push(this);
      return Promise.resolve(new Response('{"late":true}'));
    };
    try {
      expect((await http.request({ method: 'GET', path: [] })).body).to.deep.equal({ late: true });
    } finally {
      globalThis.fetch = original;
    }
    // As a method of an object the real one throws: "Illegal invocation".
    expect(callers).to.have.length(1);
    expect(callers[0]).to.be.oneOf([undefined, globalThis]);
  });

  const unreadable: [name: string, body: BodyInit | null, init: ResponseInit][] = [
    ['HTML', '<!doctype html><p>secret-in-body', {}],
    ['half of a JSON text', '{"secret-in-body": 12', {}],
    ['nothing', '', {}],
    ['spaces', ' \n', {}],
    ['204', null, { status: 204 }],
  ];
  for (const [name, body, init] of unreadable) {
    it(`calls ${name} a bad response, and does not quote it`, async () => {
      const error = await failureOf(clientOf(() => new Response(body, init)).get());
      expect(error.code).to.equal('bad-response');
      expect(`${error.message} ${String(error.cause)}`).to.not.contain('secret-in-body');
    });
  }

  it('takes an empty answer where the caller says so', async () => {
    const { http } = clientOf(() => new Response(null, { status: 204 }));
    const answer = await http.request({ method: 'DELETE', path: ['a'], allowEmpty: true });
    expect(answer).to.include({ status: 204, body: undefined });
  });

  it('still says what the status was when a proxy answers an error with HTML', async () => {
    const { get } = clientOf(() => new Response('<h1>502</h1>', { status: 502 }));
    expect(await get()).to.include({ status: 502, body: undefined });
  });

  it('sends what it says of the content type, unless the request says another', async () => {
    const { http, seen } = clientOf(() => new Response('{}'), { headers: { 'Content-Type': 'text/plain' } });
    const type = 'application/x-amz-json-1.1';
    for (const headers of [
      undefined,
      { 'content-type': type },
      [['Content-TYPE', type]] as [string, string][],
    ])
      await http.request({ method: 'POST', path: ['a'], body: {}, ...(headers && { headers }) });
    const types = seen.map(([, init]) => new Headers(init.headers).get('content-type'));
    expect(types).to.deep.equal(['application/json', type, type]);
    expect(seen.map(([, { body }]) => body)).to.deep.equal(['{}', '{}', '{}']);
  });

  for (const type of [
    'application/x-www-form-urlencoded',
    'Application/X-WWW-Form-URLencoded; charset=utf-8',
  ]) {
    it(`sends a form as ${type}`, async () => {
      const { http, seen } = clientOf(() => new Response('{}'));
      const body = { code: '12 3&4', trust: true, scope: ['a', 'b'], none: undefined, no: null, n: 7 };
      await http.request({ method: 'POST', path: ['a'], body, headers: { 'content-type': type } });
      expect(seen[0]?.[1].body).to.equal('code=12+3%264&trust=true&scope=a&scope=b&n=7');
      expect(new Headers(seen[0]?.[1].headers).get('content-type')).to.equal(type);
    });
  }

  it('sends no form that holds objects', async () => {
    const { http, seen } = clientOf(() => new Response('{}'));
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const request = http.request({ method: 'POST', path: ['a'], body: { a: { secret: 'x' } }, headers });
    expect((await failureOf(request)).message).to.equal('A form holds no objects');
    expect(seen).to.deep.equal([]);
  });

  it('says nothing of a content type where nothing is sent', async () => {
    const { get, seen } = clientOf(() => new Response('{}'));
    await get();
    expect(new Headers(seen[0]?.[1].headers).has('content-type')).to.equal(false);
  });

  it('lets a request go out through a fetch of its own', async () => {
    const { http, seen } = clientOf(() => new Response('{"by":"options"}'));
    const own = () => Promise.resolve(new Response('{"by":"request"}'));
    const { body } = await http.request({ method: 'GET', path: ['a'], fetch: own });
    expect(body).to.deep.equal({ by: 'request' });
    expect(seen).to.deep.equal([]);
  });

  describe('where a session may be over without a 401', () => {
    const HTML = { headers: { 'content-type': 'text/html; charset=utf-8' } };
    const page = (status: number, init: ResponseInit = HTML) =>
      new Response('<!doctype html><title>Sign in</title>', { ...init, status });
    const opaqueRedirect = (): Response =>
      Object.defineProperties(new Response(''), {
        type: { value: 'opaqueredirect' },
        status: { value: 0 },
      });
    const OVER = 'unauthenticated';
    /** What comes; what it is as a first answer; what it is where an answer is owed. A number: the backend's to say. */
    const rows: [name: string, answer: () => Response, first: string | number, owed: string | number][] = [
      ['an opaque redirect', opaqueRedirect, 'bad-response', OVER],
      ...[301, 302, 303, 307, 308].map((status): (typeof rows)[number] => [
        `a ${status}`,
        () => new Response(null, { status, headers: { location: '/login' } }),
        'bad-response',
        OVER,
      ]),
      ['a 304', () => new Response(null, { status: 304 }), 'bad-response', 'bad-response'],
      ['HTML with 200', () => page(200), 'bad-response', OVER],
      ['HTML with 203', () => page(203), 'bad-response', OVER],
      ['HTML that does not say so', () => page(200, {}), 'bad-response', OVER],
      ['HTML without a doctype', () => new Response('\n<html lang="en"><h1>Sign in'), 'bad-response', OVER],
      [
        'XHTML',
        () =>
          new Response('<?xml version="1.0"?><x/>', { headers: { 'content-type': 'application/xhtml+xml' } }),
        'bad-response',
        OVER,
      ],
      [
        'HTML that is too long to be read',
        () => new Response(`<p>${'a'.repeat(262_144)}`, HTML),
        'bad-response',
        OVER,
      ],
      ['JSON that is called HTML', () => new Response('{"a":1}', HTML), 200, 200],
      ['nothing that is called HTML', () => new Response('', HTML), 'bad-response', 'bad-response'],
      ['text that is no HTML', () => new Response('<-- down -->'), 'bad-response', 'bad-response'],
      ['HTML with 401', () => page(401), 401, OVER],
      ['JSON with 401', () => Response.json({ code: 'x' }, { status: 401 }), 401, 401],
      ['HTML with 400', () => page(400), 400, 400],
      ['HTML with 403', () => page(403), 403, 403],
      ['HTML with 429', () => page(429), 429, 429],
      ['HTML with 500', () => page(500), 500, 500],
      ['HTML with 503', () => page(503), 503, 503],
    ];
    for (const [name, answer, first, owed] of rows) {
      const outcomeOf = async (request: Promise<HttpResponse>): Promise<string | number> => {
        try {
          return (await request).status;
        } catch (error) {
          if (!isMfaError(error)) throw error;
          expect(error.message).to.not.contain('Sign in');
          return error.code;
        }
      };
      it(`calls ${name} ${first} as a first answer`, async () => {
        expect(await outcomeOf(clientOf(answer).get())).to.equal(first);
      });

      it(`calls ${name} ${owed} of a call that carries a challenge`, async () => {
        const { http } = clientOf(answer);
        const check = { method: 'POST', path: ['a'], carriesChallenge: true } as const;
        expect(await outcomeOf(http.request(check))).to.equal(owed);
      });

      it(`calls ${name} ${owed} after a good answer, and ${first} after a bad one`, async () => {
        for (const [before, expected] of [
          [() => Response.json({}), owed],
          [() => Response.json({ code: 'x' }, { status: 400 }), first],
          [() => page(500), first],
        ] as const) {
          const answers = [before, answer];
          const { get } = clientOf(() => answers.shift()!());
          await get();
          expect(await outcomeOf(get())).to.equal(expected);
        }
      });
    }

    it('counts an empty answer as good where the caller does', async () => {
      const answers = [new Response(null, { status: 204 }), page(200)];
      const { http } = clientOf(() => answers.shift()!);
      const remove = { method: 'DELETE', path: ['a'], allowEmpty: true } as const;
      await http.request(remove);
      expect((await failureOf(http.request(remove))).code).to.equal('unauthenticated');
    });

    it('keeps what one client has heard from another', async () => {
      await clientOf(() => new Response('{}')).get();
      expect((await failureOf(clientOf(() => page(200)).get())).code).to.equal('bad-response');
    });

    it('tells the backend that an error came as a page', async () => {
      expect(await clientOf(() => page(403)).get()).to.include({
        status: 403,
        body: undefined,
        isPage: true,
      });
      const others = [Response.json({}, { status: 403 }), new Response('', { status: 403 })];
      for (const other of others) expect(await clientOf(() => other).get()).to.not.have.property('isPage');
    });
  });

  it('reads problem+json as JSON', async () => {
    const { get } = clientOf(
      () =>
        new Response('{"title":"x"}', {
          status: 429,
          headers: { 'content-type': 'application/problem+json' },
        }),
    );
    expect((await get()).body).to.deep.equal({ title: 'x' });
  });

  it('believes a content-length that is too long without reading on', async () => {
    let pulled = 0;
    const body = new ReadableStream(
      {
        pull: () => {
          pulled++;
        },
      },
      { highWaterMark: 0 },
    );
    const response = new Response(body, { headers: { 'content-length': '262145' } });
    expect((await failureOf(clientOf(() => response).get())).code).to.equal('bad-response');
    expect(pulled).to.equal(0);
  });

  it('cuts off at the cap of the options', async () => {
    const at = (maxBytes: number) => clientOf(() => new Response('{"a":1}'), { maxBytes }).get();
    expect((await at(7)).body).to.deep.equal({ a: 1 });
    expect((await failureOf(at(6))).code).to.equal('bad-response');
  });

  it('says network when the connection breaks in the middle', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('gone')) });
    expect((await failureOf(clientOf(() => new Response(body)).get())).code).to.equal('network');
  });

  it('sends nothing once the signal is aborted', async () => {
    const { http, seen } = clientOf(() => new Response('{}'));
    const reason = new Error('no longer');
    const call = http.request({ method: 'GET', path: [] }, { signal: AbortSignal.abort(reason) });
    expect(await call.catch((error: unknown) => error)).to.equal(reason);
    expect(seen).to.have.length(0);
  });

  it('gives up on a fetch that ignores its signal', async () => {
    const clock = new ManualClock();
    const { get } = clientOf(() => new Promise(() => {}), { clock });
    const call = failureOf(get());
    clock.advance(15_000);
    expect((await call).code).to.equal('timeout');
  });

  it('leaves no timer behind, and does not retry', async () => {
    const clock = new ManualClock();
    const { get, seen } = clientOf(() => Promise.reject(new TypeError('Failed to fetch')), { clock });
    const error = await failureOf(get());
    expect(error.code).to.equal('network');
    expect(error.cause).to.be.instanceOf(TypeError);
    expect(clock.pending).to.equal(0);
    expect(seen).to.have.length(1);
  });

  it('names a header that is not valid a mistake of the page, without its value', async () => {
    const { get } = clientOf(() => new Response('{}'), { headers: { authorization: 'Bearer se\ncret' } });
    const error = await failureOf(get());
    expect(error.code).to.equal('misconfigured');
    expect(`${error.message} ${String(error.cause)}`).to.not.contain('cret');
  });

  const retryAfter: [headers: Record<string, string>, retryAt: number | undefined][] = [
    [{ 'retry-after': '30' }, NOW + 30_000],
    [{ 'retry-after': ' 0 ' }, NOW],
    [{ 'x-retry-after': '7' }, NOW + 7000],
    [{ 'retry-after': 'Tue, 01 Jan 2030 00:01:00 GMT' }, NOW + 60_000],
    // By the clock of the server, which is ten minutes ahead.
    [{ 'retry-after': 'Tue, 01 Jan 2030 00:11:00 GMT', date: 'Tue, 01 Jan 2030 00:10:00 GMT' }, NOW + 59_500],
    [{ 'retry-after': 'soon' }, undefined],
    // A day is believed, and nothing beyond it.
    [{ 'retry-after': '86400' }, NOW + 86_400_000],
    [{ 'retry-after': '86401' }, undefined],
    [{ 'retry-after': '99999999999' }, undefined],
    [{ 'retry-after': '9'.repeat(400) }, undefined],
    [{ 'x-retry-after': '86401' }, undefined],
    [{ 'retry-after': 'Wed, 02 Jan 2030 00:00:00 GMT' }, NOW + 86_400_000],
    [{ 'retry-after': 'Wed, 02 Jan 2030 00:00:01 GMT' }, undefined],
    [{ 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, undefined],
    // By the clock of the server, which is a week ahead, this is in a minute.
    [{ 'retry-after': 'Tue, 08 Jan 2030 00:01:00 GMT', date: 'Tue, 08 Jan 2030 00:00:00 GMT' }, NOW + 59_500],
    [{ 'retry-after': '-5s' }, undefined],
    [{}, undefined],
  ];
  for (const [headers, retryAt] of retryAfter) {
    it(`reads ${JSON.stringify(headers)} as ${retryAt === undefined ? 'nothing' : `+${retryAt - NOW} ms`}`, async () => {
      expect((await withHeaders(headers)).retryAt).to.equal(retryAt);
    });
  }

  const dates: [date: string, skew: number | undefined][] = [
    ['Tue, 01 Jan 2030 00:00:00 GMT', 0],
    ['Mon, 31 Dec 2029 23:59:59 GMT', 0],
    ['Tue, 01 Jan 2030 00:01:00 GMT', 60_500],
    ['Mon, 31 Dec 2029 23:00:00 GMT', -3_599_500],
    ['yesterday', undefined],
  ];
  for (const [date, skew] of dates) {
    it(`reads the date '${date}' as a skew of ${skew ?? 'nothing'}`, async () => {
      expect((await withHeaders({ date })).clockSkewMs).to.equal(skew);
    });
  }

  it('allows for the time that the request was under way', async () => {
    const clock = new ManualClock(NOW);
    const { get } = clientOf(
      () => {
        clock.advance(4000);
        return new Response('{}', { headers: { date: 'Tue, 01 Jan 2030 00:00:05 GMT' } });
      },
      { clock },
    );
    // 3.5 s from the middle is within the 4 s of the round trip and the 1 s of the header.
    expect(await get()).to.include({ clockSkewMs: 0, receivedAt: NOW + 4000 });
  });
});
