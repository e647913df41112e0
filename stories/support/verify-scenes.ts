import type { Challenge, Channel } from '../../src/core/client.js';
import '../../src/define/mfa-otp-verify.js';
import type { MfaOtpVerify } from '../../src/elements/otp-verify/otp-verify.js';
import { fillCode, settled } from '../../test/support/page.js';
import { ALEX, makeBackend, otherThan, type BackendOptions, type StoryBackend } from './backend.js';
import { make, type StoryStage } from './stage.js';

export interface VerifyOptions extends BackendOptions {
  channel?: Channel;
  /** Changes what the backend said of the code. */
  challenge?: (challenge: Challenge) => Challenge;
  /** Properties of the element. */
  element?: Readonly<Record<string, unknown>>;
  children?: readonly Element[];
}

export interface VerifyScene {
  readonly element: MfaOtpVerify;
  readonly backend: StoryBackend;
}

/** The name of the authenticator that the person has. */
const DEVICE = 'My phone';

/** A code has been sent, and can be entered. */
export async function codeSent(stage: StoryStage, options: VerifyOptions = {}): Promise<VerifyScene> {
  const backend = await makeBackend(options);
  const { channel = 'sms', trusted } = options;
  const destination = channel === 'email' ? ALEX.email : ALEX.phoneNumber;
  const sent = await backend.client.requestOtp!({ channel, ...(trusted && { destination }) });
  const challenge = options.challenge?.(sent) ?? sent;
  return place(stage, backend, { challenge }, options);
}

/** The code comes from an authenticator app. */
export async function appPaired(stage: StoryStage, options: VerifyOptions = {}): Promise<VerifyScene> {
  const backend = await makeBackend(options);
  backend.sandbox.addAuthenticator(ALEX.userName, DEVICE);
  return place(stage, backend, { deviceType: 'totp' }, options);
}

/** What the person's app shows now. */
export function appCode({ sandbox }: StoryBackend): string {
  return sandbox.authenticatorCode(ALEX.userName, DEVICE) ?? '';
}

/** Types a code into the field. */
export async function enter({ element }: VerifyScene, code: string): Promise<void> {
  fillCode(element, code);
  await settled(element);
}

/** Types a code and has it checked. Resolves when the answer is there. */
export async function check(scene: VerifyScene, code: string): Promise<void> {
  await enter(scene, code);
  await scene.element.submit();
}

/** Two codes in a row that are not the app's. */
export async function checkTwoWrong(scene: VerifyScene): Promise<void> {
  const wrong = otherThan(appCode(scene.backend));
  await check(scene, wrong);
  await check(scene, otherThan(wrong));
}

async function place(
  stage: StoryStage,
  backend: StoryBackend,
  properties: Readonly<Record<string, unknown>>,
  options: VerifyOptions,
): Promise<VerifyScene> {
  const { clock } = backend;
  const client = stage.clientOf(backend.client);
  const element = make(
    'mfa-otp-verify',
    { client, clock, ...properties, ...options.element },
    ...(options.children ?? []),
  );
  await stage.show(element);
  return { element, backend };
}
