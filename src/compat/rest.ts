import { actionNames, findAction } from './actions.js';
import { tellBack } from './callbacks.js';
import { Conversation } from './conversation.js';
import { CallFailure, itemsOf, misuse } from './errors.js';
import { HeadlessApi } from './headless.js';
import type { FormOptions, Parts, Rest } from './parts.js';
import { ABSENT, absentText } from './members.js';
import { readOptions, type CommonOptions } from './options.js';
import { fetchTenant, withTenant } from './tenant.js';
import type { ShownForm } from './wire.js';

/** What the original begins its ids and classes with. */
const PREFIX = 'loginradius-';

export function createRest(parts: Parts): Rest {
  const { given, hooks, lists, session, warn } = parts;
  /** Of each container, what was asked for last. */
  const latest = new WeakMap<Element, object>();
  /** What takes over the page's words when they change. */
  const appliers = new Map<Element, () => void>();
  let tenant: Promise<object | undefined> | undefined;

  parts.onWords = () => {
    for (const [element, apply] of appliers) {
      if (element.isConnected) apply();
      else appliers.delete(element);
    }
  };

  async function askTenant(): Promise<object | undefined> {
    const found = await fetchTenant(given, parts.options);
    if (found) parts.options = withTenant(given, found);
    return found;
  }
  const configuration = (): Promise<object | undefined> => (tenant ??= askTenant());

  const converse = (more?: CommonOptions, token?: string, shown?: ShownForm): Conversation => {
    const merged = { ...given, ...more };
    const own = more && readOptions(merged);
    return new Conversation({
      given: merged,
      // The tenant's settings may come later.
      get options() {
        return own ?? parts.options;
      },
      hooks,
      lists,
      shown,
      token: () => token ?? session.getToken() ?? undefined,
      onSessionOver: () => session.end(),
    });
  };

  async function begin(action: string, form: Partial<FormOptions>): Promise<void> {
    const { container: place, classPrefix: prefix = '', ...callbacks } = form;
    const classPrefix = prefix === '' ? PREFIX : prefix;
    const run = findAction(action);
    if (!run) throw misuse(noAction(action, warn));
    if (parts.options.apiKey === undefined) throw misuse('The option apiKey is missing');
    const container = findContainer(place);
    if (!container || place === undefined) throw misuse('There is no such container in the page');
    const turn = {};
    latest.set(container, turn);
    // Not before this one, in the original.
    if (action !== 'updateSecurityQuestion') hooks.tell('beforeInit', action);
    const told = configuration();
    const shown: ShownForm = { classPrefix };
    await run({
      container,
      place,
      classPrefix,
      shown,
      get options() {
        return parts.options;
      },
      hooks,
      lists,
      session,
      conversation: converse(undefined, undefined, shown),
      tell: tellBack(callbacks),
      configured: () => told,
      isLatest: () => latest.get(container) === turn,
      onWords: (element, apply) => appliers.set(element, apply),
    });
  }

  return {
    configuration,
    api: new HeadlessApi({ session, options: () => parts.options, converse }),
    init(action, form) {
      begin(action, form).catch((error: unknown) =>
        tellBack(form).failure(error instanceof CallFailure ? error.items : itemsOf(error)),
      );
    },
  };
}

function noAction(action: string, warn: (text: string) => void): string {
  const reasons: Readonly<Record<string, string>> = ABSENT.actions;
  const text = Object.hasOwn(reasons, action)
    ? absentText(`The action "${action}"`, reasons[action] ?? '')
    : `There is no action "${action}" here. There is: ${actionNames().join(', ')}`;
  warn(text);
  return text;
}

/** By its id, or else by its class; with or without the sign for it. */
function findContainer(place: unknown): Element | undefined {
  if (place instanceof Element) return place;
  if (typeof place !== 'string') return undefined;
  const name = place.trim().replace(/^[#.]/, '');
  return document.getElementById(name) ?? document.getElementsByClassName(name)[0] ?? undefined;
}
