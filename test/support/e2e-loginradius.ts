/** A website on LoginRadius: signs somebody in, has the second step done, and shows the account page. */
import type { Page } from 'playwright-core';
import type { LoginRadiusSettings, LrSeed } from '../../src/sandbox/index.js';
import { asScript, htmlPage, inStatus } from './e2e-browser.js';
import type { Site } from './e2e-site.js';
import type { TestSandbox } from './sandbox.js';

const SECOND_STEP = 'mfa-challenge';
/** Who signs in. */
export const JDOE = {
  userName: 'jdoe',
  password: 'correct horse',
  emails: ['jdoe@example.com'],
  phone2fa: '+12025550406',
};

/** A tenant with one person, who has a phone. */
export function loginRadiusSandbox(
  site: Site,
  seed: Partial<LrSeed> = {},
  tenant: Partial<LoginRadiusSettings> = {},
): Promise<TestSandbox> {
  return site.sandbox({ loginRadius: { mfa: 'required', users: [{ ...JDOE, ...seed }], ...tenant } });
}

/** A tenant with one person, who has nothing but the password. */
export function passwordOnlySandbox(site: Site): Promise<TestSandbox> {
  const { userName, password, emails } = JDOE;
  return loginRadiusSandbox(site, {}, { mfa: 'optional', users: [{ userName, password, emails }] });
}

/** Puts the page there; gives its address. Its script is a file of its own, as a strict policy wants it. */
export function loginRadiusPage(
  site: Site,
  sandbox: TestSandbox,
  head: string,
  headers?: Record<string, string>,
): string {
  site.script(
    '/page.js',
    asScript(signIn, { endpoint: sandbox.base, email: JDOE.emails[0], password: JDOE.password }),
  );
  const markup = `<a id="start" href="#start">Start</a>
    <mfa-config backend="loginradius" endpoint="${sandbox.base}" api-key="sandbox-api-key" disable-resend-otp-button="false">
      <${SECOND_STEP} issuer="Pretend Bank"></${SECOND_STEP}>
    </mfa-config>
    <a id="end" href="#end">End</a>`;
  return site.page(
    '/account',
    htmlPage(markup, `${head}<script type="module" src="/page.js"></script>`),
    headers,
  );
}

/** Runs in the page. The token stays in a variable that nobody else can see. */
function signIn({
  endpoint,
  email,
  password,
}: {
  endpoint: string;
  email: string | undefined;
  password: string;
}): void {
  const config = document.querySelector('mfa-config')!;
  const step = document.querySelector('mfa-challenge')!;
  step.addEventListener('mfa-challenge-completed', () => {
    const { access_token: token } = step.verification!.session as { access_token: string };
    config.accessToken = () => token;
    const account = document.createElement('mfa-settings');
    const hadFocus = step.matches(':focus-within');
    step.after(account);
    // Who used the keyboard goes on from there.
    if (hadFocus) return;
    step.remove();
  });
  void fetch(`${endpoint}/identity/v2/auth/login/2fa?apiKey=sandbox-api-key`, {
    method: 'POST',
    body: JSON.stringify({ email, password }),
  })
    .then((response) => response.json())
    .then((login: unknown) => {
      step.login = login;
    });
}

/** The ticket of the sign-in, which the page has and shows nobody. */
export function ticketOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { login } = document.querySelector('mfa-challenge')!;
    const answer = login as { SecondFactorAuthentication: { SecondFactorAuthenticationToken: string } };
    return answer.SecondFactorAuthentication.SecondFactorAuthenticationToken;
  });
}

/** The token of the session, likewise. */
export function tokenOf(page: Page): Promise<string> {
  return page.evaluate(() => (document.querySelector('mfa-config')!.accessToken as () => string)());
}

/** Puts a button on the account page that wants a confirmation: "Send". */
export async function addConfirm(page: Page): Promise<void> {
  await page.locator('mfa-config').evaluate((config) => {
    const confirm = Object.assign(document.createElement('mfa-confirm'), { reason: 'Send 250 € to Ada' });
    confirm.append(Object.assign(document.createElement('button'), { textContent: 'Send' }));
    config.querySelector('mfa-settings')!.after(confirm);
  });
  // It is loaded when the first one is on the page.
  await inStatus(page, 'mfa-confirm', 'idle');
}
