/** The browser for end-to-end tests: the system's Chromium, and what a test does in its pages. */
import jsQR from 'jsqr';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { findEngines } from './engines.js';
import { totpCode } from './totp-code.js';
import type { TestSandbox } from './sandbox.js';

/** In Node, what a CommonJS module exports by default is a property of what is imported. */
const { default: read } = jsQR as unknown as { default: typeof jsQR };

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findEngines().chromium;
  if (!executablePath)
    throw new Error('These tests need Chromium. On Debian: apt-get install chromium-headless-shell');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/**
 * A function and what it is called with, as a script for a page. Needed where the function has named functions inside:
 * the loader of these tests wraps them in a helper of its own, which pages lack.
 */
export function asScript<Value>(call: (value: Value) => unknown, value: Value): string {
  return `(() => { const __name = (named) => named; return (${call.toString()})(${JSON.stringify(value)}); })()`;
}

/** A plain page around some markup. */
export function htmlPage(markup: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sign in</title>${head}</head><body>${markup}</body></html>`;
}

/** The tags for everything that the kit does, against one backend. */
export function flowMarkup(endpoint: string): string {
  return `<mfa-config endpoint="${endpoint}">
    <section id="message"><mfa-otp-request for="sent"></mfa-otp-request><mfa-otp-verify id="sent"></mfa-otp-verify></section>
    <section id="pairing"><mfa-totp-enroll issuer="Pretend Bank" account-label="jdoe"></mfa-totp-enroll></section>
    <section id="app"><mfa-otp-verify id="totp" device-type="totp"></mfa-otp-verify></section>
  </mfa-config>`;
}

/** The part of an element that has this name. */
export function part(page: Page, element: string, name: string): Locator {
  return page.locator(`${element} [part~=${name}]`);
}

/** The input of an element's code field. */
export function codeField(page: Page, element: string): Locator {
  return page.locator(`${element} > input`);
}

/** Waits until an element says that it is there. */
export async function inStatus(page: Page, element: string, status: string): Promise<void> {
  await page.locator(`${element}:state(${status})`).waitFor({ state: 'attached' });
}

/** Chooses a channel and asks for a code, which the element `verify` then takes. */
export async function requestCode(
  page: Page,
  channel: 'Text message' | 'E-mail',
  verify = '#sent',
): Promise<void> {
  await page.locator('mfa-otp-request').getByLabel(channel).check();
  await part(page, 'mfa-otp-request', 'submit').click();
  await inStatus(page, verify, 'ready');
}

/** Types a code and has it checked. */
export async function enterCode(page: Page, element: string, code: string): Promise<void> {
  await codeField(page, element).fill(code);
  await part(page, element, 'submit').click();
}

/** What an element says that went wrong, about the code or otherwise. */
export async function errorOf(page: Page, element: string): Promise<string> {
  const shown = page.locator(`${element} [part~=error]:visible`).filter({ hasText: /\S/ }).first();
  return (await shown.innerText()).trim();
}

/** Gives the device its name, and waits for the QR code. */
export async function beginPairing(page: Page, deviceName: string): Promise<void> {
  await part(page, 'mfa-totp-enroll', 'name-input').fill(deviceName);
  await part(page, 'mfa-totp-enroll', 'continue').click();
  await page.locator('mfa-qr-code:state(drawn)').waitFor();
}

/** What the QR code says that is on the screen, read as a camera would. */
export async function qrOnScreen(page: Page): Promise<URL> {
  const image = await page.locator('mfa-qr-code').screenshot();
  return new URL(await decodeQr(page, image));
}

/** The secret in the QR code that is on the screen. */
export async function secretOnScreen(page: Page): Promise<string> {
  const secret = (await qrOnScreen(page)).searchParams.get('secret');
  if (!secret) throw new Error('The QR code holds no secret');
  return secret;
}

/** The code that an authenticator app with this secret shows now, by the server's clock. */
export async function appCode(secret: string, sandbox: TestSandbox): Promise<string> {
  return totpCode(secret, await sandbox.now());
}

/** A code of the same length that is another one: a different one for each `by` from 1 to 9. */
export function otherCode(code: string, by = 5): string {
  return code.slice(0, -1) + String((Number(code.at(-1)) + by) % 10);
}

/** A page of the browser's own turns the screenshot into pixels; the page under test is left alone. */
async function decodeQr(page: Page, png: Buffer): Promise<string> {
  const desk = await page.context().newPage();
  try {
    const { data, width, height } = await desk.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return { data: Array.from(pixels.data), width: bitmap.width, height: bitmap.height };
    }, png.toString('base64'));
    const found = read(new Uint8ClampedArray(data), width, height);
    if (!found) throw new Error('There is no QR code that can be read');
    return found.data;
  } finally {
    await desk.close();
  }
}
