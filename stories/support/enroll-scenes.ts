import '../../src/define/mfa-totp-enroll.js';
import type { ProofKind } from '../../src/core/client.js';
import { MfaError } from '../../src/core/mfa-error.js';
import type { MfaTotpEnroll } from '../../src/elements/totp-enroll/totp-enroll.js';
import { fillCode, part, settled, shows, until } from '../../test/support/page.js';
import { ALEX, makeBackend, otherThan, type BackendOptions, type StoryBackend } from './backend.js';
import { make, type StoryStage } from './stage.js';

export interface EnrollOptions extends BackendOptions {
  /** Properties of the element. */
  element?: Readonly<Record<string, unknown>>;
  /** What the element is put into. */
  into?: Element;
  children?: readonly Element[];
}

export interface EnrollScene {
  readonly element: MfaTotpEnroll;
  readonly backend: StoryBackend;
}

const DEVICE = 'My phone';

/** The element is there. Where it can be seen, it has begun: it asks for a name, or has a key made. */
export async function enrolling(stage: StoryStage, options: EnrollOptions = {}): Promise<EnrollScene> {
  const backend = await makeBackend(options);
  const { clock } = backend;
  const client = stage.clientOf(backend.client);
  const properties = { client, clock, issuer: 'Halcyon Bank', accountLabel: ALEX.email, ...options.element };
  const element = make('mfa-totp-enroll', properties, ...(options.children ?? []));
  options.into?.append(element);
  await stage.show(options.into ?? element);
  // In a closed fold it waits to be seen; where it is in the open, the browser says so a frame later.
  if (!options.into) await element.start();
  await settled(element);
  return { element, backend };
}

/** The person has named the device, and the key is there. */
export async function pairing(stage: StoryStage, options: EnrollOptions = {}): Promise<EnrollScene> {
  const scene = await enrolling(stage, options);
  await beginPairing(scene);
  return scene;
}

/** The backend wants this before it makes a key, and takes none that it is given. */
export async function proving(
  stage: StoryStage,
  proof: ProofKind,
  options: EnrollOptions = {},
): Promise<EnrollScene> {
  const beginTotpEnrollment = (): Promise<never> => Promise.reject(new MfaError('proof-required', { proof }));
  // Whoever starts it waits for the person.
  const scene = await enrolling(stage, {
    ...options,
    client: { namesDevices: false, beginTotpEnrollment },
    into: make('div'),
  });
  void scene.element.start();
  // The question is loaded when it is first asked.
  await until(() => scene.element.status === 'proving' && shows(scene.element, 'proof'));
  await settled(scene.element);
  return scene;
}

/** Names the device. Resolves when there is an answer. */
export async function beginPairing({ element }: EnrollScene, name = DEVICE): Promise<void> {
  const field = part<HTMLInputElement>(element, 'name-input');
  if (field) {
    field.value = name;
    part(element, 'continue')?.click();
  }
  await until(() => element.status !== 'creating');
  await settled(element);
}

/** What the person's app shows now. */
export function rightCode({ backend }: EnrollScene): string {
  return backend.sandbox.authenticatorCode(ALEX.userName, DEVICE) ?? '';
}

/** Types a code into the field. */
export async function enter({ element }: EnrollScene, code: string): Promise<void> {
  fillCode(element, code);
  await settled(element);
}

/** Types codes that are not the app's, and has each checked. */
export async function checkWrong(scene: EnrollScene, times: number): Promise<void> {
  let code = rightCode(scene);
  for (let time = 0; time < times; time++) {
    code = otherThan(code);
    await enter(scene, code);
    await scene.element.submit();
  }
}
