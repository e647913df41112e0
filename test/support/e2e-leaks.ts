/**
 * Looks for secrets in every place of a page where they must not be. What a place holds is brought here as text, and
 * compared here: the page under test never learns what is looked for.
 */
import type { Page } from 'playwright-core';
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

/** The requests in whose bodies a code belongs. */
const CODE_CHECKS = /\/(deviceAuthentications|mfadevices)\/[\w-]+$/;

export class LeakWatch {
  readonly #page: Page;
  readonly #sites: readonly Site[];
  readonly #secrets = new Map<string, (text: string) => boolean>();
  readonly #console: Finding[] = [];
  readonly #origins = new Set<string>();

  private constructor(page: Page, sites: readonly Site[]) {
    this.#page = page;
    this.#sites = sites;
  }

  /** Begins to watch a page, which has to be a fresh one. */
  static async begin(page: Page, sites: readonly Site[]): Promise<LeakWatch> {
    const watch = new LeakWatch(page, sites);
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

  /**
   * Everything that was found where it must not be.
   *
   * @param keyShown - The key is on the screen, for the person to read: that text is allowed, and the QR code's path.
   */
  async leaks({ keyShown = false } = {}): Promise<string[]> {
    const findings = [
      ...(await this.#page.evaluate<Finding[]>(asScript(walk, keyShown))),
      ...(await this.#spoken(keyShown)),
      ...this.#console,
      ...this.#sites.flatMap((site) => requestsTo(site)),
      ...[...this.#origins]
        .filter((origin) => !this.#sites.some((site) => site.url === origin))
        .map((origin): Finding => ['request to another origin', origin]),
    ];
    const found = findings.flatMap(([where, text]) =>
      [...this.#secrets]
        .filter(([, isIn]) => where === 'request to another origin' || isIn(text))
        .map(([secret]) => `${secret} in ${where}`),
    );
    return [...new Set(found)].sort();
  }

  /** What assistive technology is told. A field's value is the person's own; the key's text is read out once. */
  async #spoken(keyShown: boolean): Promise<Finding[]> {
    const session = await this.#page.context().newCDPSession(this.#page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    await session.detach();
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const findings: Finding[] = [];
    for (const node of nodes) {
      const role = String(node.role?.value);
      let isValue = false;
      for (let up = byId.get(node.parentId ?? ''); up; up = byId.get(up.parentId ?? '')) {
        isValue ||= up.role?.value === 'textbox';
      }
      const isText = role === 'StaticText' || role === 'InlineTextBox';
      if (isValue || (keyShown && isText)) continue;
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
  return site.visits.flatMap(({ path, headers, body }): Finding[] => [
    ['request address', decodeURIComponent(path)],
    ['request headers', JSON.stringify(headers)],
    ...(CODE_CHECKS.test(path) ? [] : [['request body', body] as const]),
  ]);
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
async function walk(keyShown: boolean): Promise<Finding[]> {
  const findings: Finding[] = [...window.leakRecorder.heard];
  let text = '';
  const visit = (node: Node): void => {
    if (node instanceof Text || node instanceof Comment) text += ` ${node.data}`;
    if (node instanceof Element) {
      for (const { name, value } of node.attributes) {
        if (keyShown && name === 'd' && node.localName === 'path') continue;
        findings.push([`attribute ${name} of <${node.localName}>`, value]);
      }
      const isCodeField = node instanceof HTMLInputElement && node.autocomplete === 'one-time-code';
      if (node instanceof HTMLInputElement && !isCodeField)
        findings.push([`value of <input id="${node.id}">`, node.value]);
      // The boxes draw what is in the field above them; the key is there to be read.
      if (node.matches('[part=boxes]')) return;
      if (keyShown && node.matches('[part=key] :is([part=secret], .spelled)')) return;
      if (node.shadowRoot) visit(node.shadowRoot);
    }
    for (const child of node.childNodes) visit(child);
  };
  visit(document);
  findings.push(['text of the page', text]);
  const dump = (value: unknown): string => JSON.stringify(value ?? null);
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
    ['performance entries', decodeURIComponent(dump(performance.getEntries()))],
    ['globals', dump(Object.keys(window))],
  );
  return findings;
}
