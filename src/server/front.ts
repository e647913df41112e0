import type { Clock } from '../core/clock.js';
import { isMfaError } from '../core/mfa-error.js';
import { networkOf } from './address.js';
import type { Outcome } from './call.js';
import { doneEvent, problemEvent, safeLogger, type Note } from './journal.js';
import type { GatewayContext, GatewayHandler, GatewayLogger } from './options.js';
import { corsHeaders, preflight } from './origin.js';
import { problemOf, problemResponse } from './problem.js';
import { createProxyWarning } from './proxy-warning.js';
import { Refusal } from './refusal.js';
import { UpstreamFailure } from './upstream.js';

export interface FrontOptions {
  readonly allowedOrigins: readonly string[] | undefined;
  readonly clock: Clock;
  readonly logger: GatewayLogger | undefined;
}

/**
 * What every request goes through, whatever it asks for: a clean answer for each failure, an entry in the journal, and
 * the headers.
 *
 * @param answer - Fills in what is to be noted as soon as it is known.
 */
export function createFront(
  { allowedOrigins, clock, logger }: FrontOptions,
  answer: (request: Request, note: Note) => Promise<Outcome>,
): GatewayHandler {
  const log = safeLogger(logger);
  const warnOfProxy = createProxyWarning(logger && log);

  async function take(request: Request, note: Note): Promise<Response> {
    const { status, body, headers } = await answer(request, note);
    if (note.action) log(doneEvent(note.action, note, status));
    const response = new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      ...(headers && { headers }),
    });
    if (body !== undefined) response.headers.set('content-type', 'application/json');
    return response;
  }

  function refuse(error: unknown, note: Note): Response {
    const cause = error instanceof UpstreamFailure ? error.error : error;
    const problem = problemOf(cause, clock.now());
    log(problemEvent(problem, note, describe(cause)));
    return problemResponse(problem, clock.now());
  }

  return async (request: Request, context: GatewayContext = {}) => {
    warnOfProxy(request.headers, context);
    const note: Note = { address: networkOf(context.address) };
    const response =
      (allowedOrigins && preflight(request)) ??
      (await take(request, note).catch((error: unknown) => refuse(error, note)));
    const all = {
      // By it the page corrects the times to its own clock.
      date: new Date(clock.now()).toUTCString(),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...corsHeaders(request, allowedOrigins),
    };
    for (const [name, value] of Object.entries(all)) response.headers.set(name, value);
    return response;
  };
}

/** An error of the application's own may hold anything: only its kind is noted. */
function describe(error: unknown): string {
  if (isMfaError(error) || error instanceof Refusal) return error.message;
  return error instanceof Error ? `${error.name} in the gateway or the application` : 'Not an error';
}
