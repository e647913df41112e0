import '../../src/define/mfa-passkey.js';
import '../../src/define/mfa-proof.js';
import type { MfaClient } from '../../src/core/client.js';
import type { MfaError } from '../../src/core/mfa-error.js';
import type { PasskeyCeremony } from '../../src/core/passkey-ceremony.js';
import { PasskeyFlow } from '../../src/flows/passkey-flow.js';
import type { PasskeyMode } from '../../src/flows/passkey-state.js';
import type { MfaPasskey } from '../../src/elements/passkey/passkey.js';
import { NEVER } from './flow-scenes.js';
import { make, type StoryStage } from './stage.js';
import { StoryClock } from './story-clock.js';

/** An authenticator that calls itself Bitwarden, in the form that browsers give it. */
const BITWARDEN = 'A'.repeat(49) + 'NVIgm55tEDjo9gREW9-g0k';

export interface PasskeyScene {
  mode?: PasskeyMode;
  client?: Partial<MfaClient>;
  /** What comes of the browser's dialog. Default: an answer. `open`: nothing yet. */
  dialog?: MfaError | 'open';
  isAvailable?: boolean;
  element?: Readonly<Record<string, unknown>>;
}

/** A dialog that answers at once, for no story can press a finger on anything. */
function dialogOf({ dialog, isAvailable = true }: PasskeyScene): PasskeyCeremony {
  const ask = (): Promise<Record<string, unknown>> => {
    if (dialog === 'open') return NEVER();
    if (dialog) return Promise.reject(dialog);
    return Promise.resolve({ id: 'cred', response: { authenticatorData: BITWARDEN } });
  };
  return { isAvailable, create: ask, get: ask };
}

/** The element is there; with `press`, its button has been pressed. */
export async function passkey(
  stage: StoryStage,
  scene: PasskeyScene = {},
  press = true,
): Promise<MfaPasskey> {
  const challenge = { id: 'c1', options: {} };
  const clock = new StoryClock();
  const client: MfaClient = {
    beginPasskey: () => Promise.resolve(challenge),
    verifyPasskey: () => Promise.resolve({}),
    beginPasskeyEnrollment: () => Promise.resolve(challenge),
    activatePasskey: () => Promise.resolve({}),
    ...scene.client,
  };
  const { mode = 'use' } = scene;
  const flow = new PasskeyFlow({ client, ceremony: dialogOf(scene), mode, clock });
  const element = make('mfa-passkey', { mode, client, clock, flow, ...scene.element });
  await stage.show(element);
  if (press) void element.submit();
  return element;
}
