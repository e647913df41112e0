/** A page of the JavaScript interface against a LoginRadius sandbox of its own. */
import {
  MfaInterface,
  type CommonOptions,
  type ErrorItem,
  type FormOptions,
  type FormValues,
} from '../../src/compat/index.js';
import type { Clock } from '../../src/core/clock.js';
import { MfaConfig } from '../../src/elements/config/config.js';
import type { LoginRadiusSettings, LrSeed } from '../../src/sandbox/index.js';
import {
  EMAIL,
  loginRadiusRoom,
  PASSWORD,
  signedInRoom,
  type LoginRadiusRoom,
} from '../support/loginradius-room.js';
import type { OffsetClock } from '../support/offset-clock.js';
import { until } from '../support/page.js';

/** How much of a clock's time a frame of the screen takes. */
const STEP_MS = 100;

export type Fields = Record<string, unknown>;

/** What a page has been called back with. */
export interface Heard {
  readonly successes: Fields[];
  readonly formData: unknown[];
  readonly failures: (readonly ErrorItem[])[];
  readonly onSuccess: (response: object, formData?: FormValues) => void;
  readonly onError: (errors: readonly ErrorItem[]) => void;
}

export function hear(): Heard {
  const successes: Fields[] = [];
  const formData: unknown[] = [];
  const failures: (readonly ErrorItem[])[] = [];
  return {
    successes,
    formData,
    failures,
    onSuccess(response, data) {
      successes.push(response as Fields);
      formData.push(data);
    },
    onError: (errors) => failures.push(errors),
  };
}

export interface CompatRoom extends LoginRadiusRoom {
  lr: MfaInterface;
  heard: Heard;
  container: HTMLElement;
  /** Shows the form of an action in the container `mfa`. */
  init: (action: string, form?: Partial<FormOptions>) => void;
}

export interface CompatSetup {
  seed?: Partial<LrSeed>;
  tenant?: Partial<LoginRadiusSettings>;
  options?: CommonOptions;
  /** What the elements go by, instead of the time of the machine. */
  clock?: Clock;
}

function dress(room: LoginRadiusRoom, { options = {}, clock }: CompatSetup): CompatRoom {
  const container = document.createElement('div');
  container.id = 'mfa';
  document.body.append(clock ? goingBy(clock, container) : container);
  const lr = new MfaInterface({
    apiKey: 'sandbox-api-key',
    twoFactorAuthentication: true,
    endpoint: room.sandbox.base,
    ...options,
  });
  const heard = hear();
  const { onSuccess, onError } = heard;
  return {
    ...room,
    lr,
    heard,
    container,
    init: (action, form = {}) => lr.init(action, { container: 'mfa', onSuccess, onError, ...form }),
  };
}

function goingBy(clock: Clock, content: Element): Element {
  MfaConfig.define();
  const config = Object.assign(new MfaConfig(), { clock });
  config.append(content);
  return config;
}

/** Nobody is signed in yet. */
export async function compatRoom(setup: CompatSetup = {}): Promise<CompatRoom> {
  return dress(await loginRadiusRoom(setup.seed, setup.tenant), setup);
}

/** Somebody is signed in, who has a phone for codes. */
export async function accountRoom(setup: CompatSetup = {}): Promise<CompatRoom> {
  const room = await signedInRoom(setup.seed, setup.tenant);
  return dress(room, { ...setup, options: { accessToken: room.token, ...setup.options } });
}

/** The field of the login form. */
export function loginField({ container }: CompatRoom, name: 'emailid' | 'password'): HTMLInputElement {
  return container.querySelector<HTMLInputElement>(`#loginradius-login-${name}`)!;
}

/** Fills in the login form and sends it. */
export function logIn(room: CompatRoom, name = EMAIL, password = PASSWORD): void {
  loginField(room, 'emailid').value = name;
  loginField(room, 'password').value = password;
  room.container.querySelector<HTMLElement>('#loginradius-submit-login')!.click();
}

/** The first of these elements, at any depth, that a person sees. */
export async function visible<T extends Element = HTMLElement>(root: Element, selector: string): Promise<T> {
  return until(() => [...deep<T>(root, selector)].find((element) => element.checkVisibility()));
}

function* deep<T extends Element>(root: Element | ShadowRoot, selector: string): Generator<T> {
  for (const element of root.querySelectorAll('*')) {
    if (element.matches(selector)) yield element as T;
    if (element.shadowRoot) yield* deep<T>(element.shadowRoot, selector);
  }
  if (root instanceof Element && root.shadowRoot) yield* deep<T>(root.shadowRoot, selector);
}

/** Types a code where one is wanted, and has it checked. */
export async function enterCode(root: Element, code: string): Promise<void> {
  const place = await visible(root, 'mfa-otp-verify:state(ready), mfa-totp-enroll');
  const input = await visible<HTMLInputElement>(root, 'input[autocomplete=one-time-code]:enabled');
  input.value = code;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  (await visible(place, '[part~=submit]')).click();
}

/** The key of the authenticator that is being set up, as it stands on the screen. */
export async function secretOnScreen(root: Element): Promise<string> {
  (await visible(root, '[part~=other-way] summary')).click();
  return (await visible(root, '[part~=secret]')).textContent.replace(/\s/g, '');
}

/** The code in the newest message, as soon as there is one. */
export function codeSent({ sandbox }: CompatRoom): Promise<string> {
  return until(() => sandbox.lastCode().catch(() => undefined));
}

/** Presses the first of these that a person sees. */
export async function press(root: Element, selector: string): Promise<void> {
  (await visible(root, selector)).click();
}

/** Chooses a way of the second step, by how it begins. */
export async function choose({ container }: CompatRoom, start: string): Promise<void> {
  await visible(container, '[part~=way]');
  const ways = [...deep<HTMLElement>(container, '[part~=way]')];
  ways.find((way) => way.textContent.trim().startsWith(start))!.click();
}

/** Types a phone number where one is wanted, and has a code sent to it. */
export async function enterPhone(root: Element, phone: string): Promise<void> {
  const input = await visible<HTMLInputElement>(root, 'input[type=tel]');
  input.value = phone;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await press(await visible(root, 'mfa-otp-request'), '[part~=submit]');
}

/** The button of the account page that sets something up. */
export async function addButton({ container }: CompatRoom, name: string): Promise<HTMLElement> {
  return until(() =>
    [...deep<HTMLElement>(container, '[part~=add]')].find(({ textContent }) => textContent.trim() === name),
  );
}

/** Fills in the security questions on the screen; chooses them where there is a choice. */
export async function enterAnswers(root: Element, ...answers: readonly string[]): Promise<void> {
  const element = await visible(root, 'mfa-security-questions:state(ready)');
  for (const [row, answer] of answers.entries()) {
    const shown = element.shadowRoot!;
    const select = shown.querySelector<HTMLSelectElement>(`#question-${row}`);
    if (select) {
      select.value = `q${row + 1}`;
      select.dispatchEvent(new Event('change'));
    }
    const input = shown.querySelector<HTMLInputElement>(`#answer-${row}`)!;
    input.value = answer;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  await press(element, '[part~=submit]');
}

/** Waits until so many messages are on their way. */
export async function outboxOf({ sandbox }: CompatRoom, count: number): Promise<void> {
  await until(async () => (await sandbox.outbox()).length >= count);
}

/** Does something to the sandbox, or to a phone of its people. */
export async function control({ sandbox }: CompatRoom, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${sandbox.base}/sandbox/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { body: JSON.stringify(body) }),
  });
  return response.json();
}

/** The notifications that are to be answered, as soon as there is one. */
export function untilPushes(room: CompatRoom): Promise<{ id: string }[]> {
  return until(async () => {
    const pushes = (await control(room, 'pushes')) as { id: string }[];
    return pushes.length > 0 && pushes;
  });
}

/** Lets this clock run on until it is so. */
export function untilLater(clock: OffsetClock, isSo: () => boolean): Promise<true> {
  return until(() => {
    clock.advance(STEP_MS);
    return isSo();
  });
}
