/** A page that makes a passkey and uses it, and what of that may be found nowhere afterwards. */
import type { Page } from 'playwright-core';
import { htmlPage } from './e2e-browser.js';
import type { Site } from './e2e-site.js';
import type { TestSandbox } from './sandbox.js';

/** What the browser answers with, for making one and for using it. */
export const SIGNED_FIELDS = { create: 'attestationObject', use: 'signature' } as const;
export type SignedField = (typeof SIGNED_FIELDS)[keyof typeof SIGNED_FIELDS];

/** An address of IP numbers can have no passkeys: this name can. */
export function named(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}

/** Opens a page with two elements: `#create` and `#use`. */
export async function openPasskeys(
  page: Page,
  site: Site,
  sandbox: TestSandbox,
  head: string,
): Promise<void> {
  const { pathname } = new URL(sandbox.endpoint);
  const markup = Object.keys(SIGNED_FIELDS)
    .map((mode) => `<mfa-passkey id="${mode}" mode="${mode}" endpoint="${pathname}"></mfa-passkey>`)
    .join('');
  await page.goto(named(site.page('/passkeys', htmlPage(markup, head))));
}

/** What was signed last, as the server got it. */
export function signedBy(site: Site, field: SignedField): string {
  const found = site.visits.map(({ body }) => signedIn(body, field)).findLast((each) => each !== undefined);
  if (!found) throw new Error(`Nothing was sent with a field ${field}`);
  return found;
}

/**
 * The part of it that is the same in base64 and in base64url. From the end: at the front stands what any page could guess.
 */
export function signedIn(body: string, field: SignedField): string | undefined {
  const value = new RegExp(`${field}\\W+([\\w+/=-]+)`).exec(body)?.[1];
  const runs = value?.slice(value.length / 3).match(/[A-Za-z\d]+/g);
  return runs?.reduce((longest, run) => (run.length > longest.length ? run : longest)).slice(0, 40);
}
