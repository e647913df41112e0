import type { MfaClient } from './client.js';
import type { Clock } from './clock.js';

/** What a backend is made from when it is named by `backend="…"` on a tag. */
export interface BackendOptions {
  /** Base URL of the backend, or of the gateway in front of it. */
  endpoint: string;
  /** Who the person is, for a page that is a trusted caller. Absent towards a gateway, which knows. */
  userName?: string;
  /** Where codes go, for a page that is a trusted caller. E.164. */
  phoneNumber?: string;
  email?: string;
  /** Name of the backend's template for text messages. */
  smsTemplate?: string;
  emailTemplate?: string;
  /** Deliver text codes by a call, for backends that can. */
  isVoiceOtp?: boolean;
  /** The tenant's public key, for backends that have one. */
  apiKey?: string;
  /** The session's token, for backends that take one from the page. A function is asked anew for each request. Secret. */
  accessToken?: string | (() => string | undefined);
  /** What the backend is like, for the one that is made from a description. */
  description?: unknown;
  /** Options of one backend only, by the names that its own documentation gives them. */
  more?: Readonly<Record<string, unknown>>;
  /** Headers for each request, such as a CSRF token. A function is asked anew for each request. */
  headers?: HeadersInit | (() => HeadersInit);
  /** As in `fetch`. Default `same-origin`. */
  credentials?: RequestCredentials;
  /** Milliseconds until a call is given up. Default 15,000. */
  timeoutMs?: number;
  fetch?: typeof fetch;
  clock?: Clock;
}

export type BackendLoader = () => Promise<(options: BackendOptions) => MfaClient>;

interface Backend {
  loader: BackendLoader;
  needs: readonly (keyof BackendOptions)[];
}

const backends = new Map<string, Backend>();

/**
 * Makes `backend="name"` work on every tag of the page. A name that is taken is replaced.
 *
 * @param needs - What the page has to say besides the endpoint. Elements wait for it, in whatever order it comes.
 */
export function registerBackend(
  name: string,
  loader: BackendLoader,
  needs: readonly (keyof BackendOptions)[] = [],
): void {
  backends.set(name, { loader, needs });
}

/** The loader of a backend, or nothing where none has that name. */
export function findBackend(name: string): BackendLoader | undefined {
  return backends.get(name)?.loader;
}

/** What the page has not said yet, and without which no client can be made. */
export function missingOption(
  name: string,
  options: Partial<BackendOptions>,
): keyof BackendOptions | undefined {
  const needs = backends.get(name)?.needs ?? [];
  return (['endpoint', ...needs] as const).find((option) => options[option] === undefined);
}

/** The names that {@link findBackend} knows. */
export function backendNames(): string[] {
  return [...backends.keys()];
}
