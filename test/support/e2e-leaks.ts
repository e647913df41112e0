/**
 * Looks for secrets in every place of a page where they must not be. What a place holds is brought here as text, and
 * compared here: the page under test never learns what is looked for.
 */
import type { CDPSession, Page } from 'playwright-core';
import { asScript } from './e2e-browser.js';
import type { Site } from './e2e-site.js';

/** A text and where it was found. */
type Finding = readonly [where: string, text: string];

/** What the script in the page keeps. */
interface Recorder {
  readonly heard: Finding[];
}
declare global {
  interface Window {
    leakRecorder: Recorder;
  }
}

/** The requests in whose bodies a code, an answer or a password belongs. */
const CODE_CHECKS =
  /\/((deviceAuthentications|mfadevices)\/[\w-]+|verification\/(otp|otp\/email|authenticatorcode|backupcode)|securityquestionanswer|reauth\/(2fa\/otp|password))$/;

/** Where the vendor's contract has the ticket (B.2), and no other place. */
const TICKET_IN_QUERY = /(\/auth\/login\/2fa[\w/]*\?[^\s"]*?secondFactorAuthenticationToken=)[\w-]+/g;

/** What is on the screen for the person to read, or in a field because they have typed it. */
export interface ShownSecrets {
  /** The key of an authenticator: its text, and the QR code's path. */
  keyShown?: boolean;
  /** The list of recovery codes. */
  codesShown?: boolean;
  /** Fields for a code, an answer or a recovery code. Default true. */
  typed?: boolean;
}

export class LeakWatch {
  readonly #page: Page;
  readonly #sites: readonly Site[];
  readonly #secrets = new Map<string, (text: string) => boolean>();
  readonly #console: Finding[] = [];
  readonly #origins = new Set<string>();
  /** One, for as long as the page lives: with the end of any, Chromium unplugs a virtual authenticator. */
  readonly #session: CDPSession;

  private constructor(page: Page, sites: readonly Site[], session: CDPSession) {
    this.#page = page;
    this.#sites = sites;
    this.#session = session;
  }

  /** Begins to watch a page, which has to be a fresh one. */
  static async begin(page: Page, sites: readonly Site[]): Promise<LeakWatch> {
    const watch = new LeakWatch(page, sites, await page.context().newCDPSession(page));
    page.on('console', (message) => watch.#console.push([`console.${message.type()}`, message.text()]));
    page.on('pageerror', (error) => watch.#console.push(['uncaught error', error.stack ?? error.message]));
    page.on('request', (request) => watch.#origins.add(new URL(request.url()).origin));
    await page.addInitScript({ content: asScript(record, undefined) });
    return watch;
  }

  /** A one-time code that nobody may find from now on, spaced out or not. */
  hideCode(code: string): void {
    const pattern = new RegExp(`(?<!\\d)${code.replace(/\B/g, '[\\s,.-]?')}(?!\\d)`);
    this.#secrets.set(`the code ${code}`, (text) => pattern.test(text));
  }

  /** A key of an authenticator app that nobody may find from now on, in whatever case and grouping. */
  hideKey(key: string): void {
    this.#secrets.set(`the key ${key}`, (text) =>
      text
        .replace(/[\s,-]/g, '')
        .toUpperCase()
        .includes(key),
    );
  }

  /** A recovery code that nobody may find from now on, spelled out or not. */
  hideRecoveryCode(code: string): void {
    const plain = code.replace('-', '');
    this.#secrets.set(`the recovery code ${code}`, (text) =>
      text
        .replace(/[\s,-]/g, '')
        .toLowerCase()
        .includes(plain),
    );
  }

  /** An answer, a ticket, a token: any other text that nobody may find from now on. */
  hideText(name: string, secret: string): void {
    const wanted = secret.toLowerCase();
    this.#secrets.set(`the ${name}`, (text) => text.toLowerCase().includes(wanted));
  }

  /** Everything that was found where it must not be. */
  async leaks({ keyShown = false, codesShown = false, typed = true }: ShownSecrets = {}): Promise<string[]> {
    const findings = [
      ...(await this.#page.evaluate<Finding[]>(asScript(walk, { keyShown, codesShown, typed }))),
      ...(await this.#spoken(keyShown || codesShown)),
      ...this.#console,
      ...this.#sites.flatMap((site) => requestsTo(site)),
      ...[...this.#origins]
        .filter((origin) => !this.#sites.some((site) => site.url === origin))
        .map((origin): Finding => ['request to another origin', origin]),
    ];
    const found = findings.flatMap(([where, heard]) => {
      const text = where === 'performance entries' ? withoutTicket(heard) : heard;
      return [...this.#secrets]
        .filter(([, isIn]) => where === 'request to another origin' || isIn(text))
        .map(([secret]) => `${secret} in ${where}`);
    });
    return [...new Set(found)].sort();
  }

  /** What assistive technology is told. A field's value is the person's own; what is to be read is read out once. */
  async #spoken(isShown: boolean): Promise<Finding[]> {
    const { nodes } = await this.#session.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const findings: Finding[] = [];
    for (const node of nodes) {
      const role = String(node.role?.value);
      let isValue = false;
      for (let up = byId.get(node.parentId ?? ''); up; up = byId.get(up.parentId ?? '')) {
        isValue ||= up.role?.value === 'textbox';
      }
      const isText = role === 'StaticText' || role === 'InlineTextBox';
      if (isValue || (isShown && isText)) continue;
      const texts = [node.name, node.description, ...(node.properties ?? []).map(({ value }) => value)];
      if (role !== 'textbox') texts.push(node.value);
      for (const text of texts) {
        if (text?.value !== undefined) findings.push([`accessibility tree, ${role}`, String(text.value)]);
      }
    }
    if (findings.length < 5) throw new Error('There is no accessibility tree to look at');
    return findings;
  }
}

/** Addresses, headers (referrers among them), and bodies other than those that hand a code in. */
function requestsTo(site: Site): Finding[] {
  // What the phone does is told by the test itself.
  const visits = site.visits.filter(({ path }) => !path.includes('/sandbox/pushes/'));
  return visits.flatMap(({ path, headers, body }): Finding[] => [
    ['request address', withoutTicket(decodeURIComponent(path))],
    // A token goes into this one header, and nowhere else.
    ['request headers', JSON.stringify({ ...headers, authorization: undefined })],
    ...(CODE_CHECKS.test(path.replace(/\?.*/, '')) ? [] : [['request body', body] as const]),
  ]);
}

function withoutTicket(address: string): string {
  return address.replace(TICKET_IN_QUERY, '$1');
}

/** Runs in the page before anything else: hears every event that a script dispatches, and every console call. */
function record(): void {
  const heard: Finding[] = [];
  const told = (value: unknown, depth = 0, seen = new Set<unknown>()): string => {
    if (typeof value !== 'object' || value === null) return String(value);
    if (depth > 8 || seen.has(value) || value instanceof Node || value instanceof Window) return '';
    seen.add(value);
    if (value instanceof Map || value instanceof Set) return told([...value], depth + 1, seen);
    const names = [...Object.getOwnPropertyNames(value), ...(value instanceof Error ? ['cause'] : [])];
    return names
      .map((name) => `${name}: ${told((value as Record<string, unknown>)[name], depth + 1, seen)}`)
      .join('\n');
  };
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) {
    const { detail, data, message, reason } = event as unknown as Record<string, unknown>;
    heard.push([`event ${event.type}`, told([detail, data, message, reason, Object.values(event)])]);
    return dispatch.call(this, event);
  };
  for (const kind of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const) {
    const speak = console[kind].bind(console) as (...args: unknown[]) => void;
    console[kind] = (...args: unknown[]): void => {
      heard.push([`console.${kind}`, told(args)]);
      speak(...args);
    };
  }
  Object.defineProperty(window, 'leakRecorder', { value: { heard } });
}

/** Runs in the page: every place that it can look at, as text. */
async function walk({ keyShown, codesShown, typed }: Required<ShownSecrets>): Promise<Finding[]> {
  const findings: Finding[] = [...window.leakRecorder.heard];
  let text = '';
  const visit = (node: Node): void => {
    if (node instanceof Text || node instanceof Comment) text += ` ${node.data}`;
    if (node instanceof Element) {
      for (const { name, value } of node.attributes) {
        // Drawings are made of numbers.
        if (name === 'd' || name === 'viewBox') continue;
        findings.push([`attribute ${name} of <${node.localName}>`, value]);
      }
      const isOwn =
        typed && node.matches('[autocomplete=one-time-code], [part~=answer], [part~=recovery-input]');
      if (node instanceof HTMLInputElement && !isOwn)
        findings.push([`value of <input id="${node.id}">`, node.value]);
      // The boxes draw what is in the field above them; the key is there to be read.
      if (node.matches('[part~=boxes]')) return;
      if (codesShown && node.matches('ol[part~=codes]')) return;
      if (keyShown && node.matches('[part~=key] :is([part~=secret], .spelled)')) return;
      if (node.shadowRoot) visit(node.shadowRoot);
    }
    for (const child of node.childNodes) visit(child);
  };
  visit(document);
  findings.push(['text of the page', text]);
  const dump = (value: unknown, replace?: (name: string, value: unknown) => unknown): string =>
    JSON.stringify(value ?? null, replace);
  const withoutNumbers = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? undefined : value;
  findings.push(
    ['title', document.title],
    ['address', decodeURIComponent(location.href)],
    ['history', dump(history.state)],
    ['referrer', document.referrer],
    ['localStorage', dump(Object.entries(localStorage))],
    ['sessionStorage', dump(Object.entries(sessionStorage))],
    ['cookies', document.cookie],
    ['window.name', window.name],
    ['IndexedDB', dump(await indexedDB.databases())],
    ['caches', dump(await caches.keys())],
    // Times may have the digits of a code.
    ['performance entries', decodeURIComponent(dump(performance.getEntries(), withoutNumbers))],
    ['globals', dump(Object.keys(window))],
  );
  return findings;
}
