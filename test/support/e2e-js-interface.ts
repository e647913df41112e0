/** Pages of the JavaScript interface: what a person does on them. */
import type { Page } from 'playwright-core';
import type { Site } from './e2e-site.js';
import type { TestSandbox } from './sandbox.js';

/** The address of the API, as such a page names it. */
export function apiOf(site: Site, sandbox: TestSandbox): string {
  return site.url + new URL(sandbox.base, site.url).pathname;
}

/** Fills in the login form and sends it. */
export async function logIn(
  page: Page,
  name = 'jdoe@example.com',
  password = 'correct horse',
): Promise<void> {
  await page.getByLabel(/^E-mail address or/).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Types a code where one is wanted, and has it checked. */
export async function enterCode(
  page: Page,
  code: string,
  { container = 'body', button = 'Check code' } = {},
): Promise<void> {
  const place = page.locator(container);
  await place.locator('input[autocomplete=one-time-code]:visible').fill(code);
  await place.getByRole('button', { name: button }).click();
}
