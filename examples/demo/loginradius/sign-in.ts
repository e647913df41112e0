import { API_KEY } from './people.js';

const WRONG = 966;
const LOCKED = [991, 1132, 1148, 1198];

/** What the first step gave, for `mfa-challenge`; or what to say to the person. */
export type SignIn = { readonly login: unknown } | { readonly problem: string };

/** The first step: the page's own call (`POST /auth/login/2fa`). */
export async function signIn(reach: typeof fetch, email: string, password: string): Promise<SignIn> {
  try {
    const answer = await reach(`/identity/v2/auth/login/2fa?apikey=${API_KEY}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const login = (await answer.json()) as { ErrorCode?: number } | null;
    if (answer.ok && login) return { login };
    const code = login?.ErrorCode ?? 0;
    if (code === WRONG) return { problem: 'That e-mail address or password is not right.' };
    if (LOCKED.includes(code)) return { problem: 'This account is locked at the moment. Try again later.' };
  } catch {
    // No connection, or an answer that is none.
  }
  return { problem: 'The bank does not answer. Try again.' };
}
