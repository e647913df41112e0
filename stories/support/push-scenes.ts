import '../../src/define/mfa-proof.js';
import '../../src/define/mfa-push-enroll.js';
import '../../src/define/mfa-push.js';
import type { MfaClient, PushChallenge } from '../../src/core/client.js';
import type { MfaError } from '../../src/core/mfa-error.js';
import type { MfaPushEnroll } from '../../src/elements/push-enroll/push-enroll.js';
import type { MfaPush } from '../../src/elements/push/push.js';
import { PushEnrollFlow } from '../../src/flows/push-enroll-flow.js';
import { PushFlow } from '../../src/flows/push-flow.js';
import { make, type StoryStage } from './stage.js';
import { StoryClock } from './story-clock.js';

export interface PushScene {
  client?: Partial<MfaClient>;
  challenge?: Partial<PushChallenge>;
  /** What comes of the first question. Default: nothing yet. */
  answer?: 'approved' | MfaError;
  /** How long ago it was sent, by the clock. */
  laterMs?: number;
  /** Default: one that is never set. */
  Clock?: typeof StoryClock;
  element?: Readonly<Record<string, unknown>>;
}

export type PushEnrollScene = Pick<PushScene, 'client' | 'answer' | 'laterMs' | 'Clock'>;

export const SECOND_MS = 1000;

/** The element is there; with `press`, its notification has been sent, and asked about where an answer is there. */
export async function push(stage: StoryStage, scene: PushScene = {}, press = true): Promise<MfaPush> {
  const { answer, Clock = StoryClock } = scene;
  const clock = new Clock();
  const client: MfaClient = {
    sendPush: () =>
      Promise.resolve({
        id: 'p1',
        number: '42',
        deviceName: 'Pixel 9',
        expiresAt: clock.now() + 300 * SECOND_MS,
        ...scene.challenge,
      }),
    pollPush: () => {
      if (answer === undefined) return Promise.resolve(undefined);
      return answer === 'approved' ? Promise.resolve({}) : Promise.reject(answer);
    },
    ...scene.client,
  };
  const flow = new PushFlow({ client, clock });
  const element = make('mfa-push', { client, clock, flow, ...scene.element });
  await stage.show(element);
  if (!press) return element;
  const isSent = element.send();
  if (scene.client?.sendPush) return element;
  await isSent;
  clock.advance(scene.laterMs ?? (answer === undefined ? 0 : 2 * SECOND_MS));
  return element;
}

/** The element is there; with `press`, there is something to scan, and asked about where an answer is there. */
export async function pushEnroll(
  stage: StoryStage,
  scene: PushEnrollScene = {},
  press = true,
): Promise<MfaPushEnroll> {
  const { answer, Clock = StoryClock } = scene;
  const clock = new Clock();
  const client: MfaClient = {
    beginPushEnrollment: () =>
      Promise.resolve({
        id: 'e1',
        uri: 'acmepush://add?account=alex&key=JBSWY3DPEHPK3PXP',
        expiresAt: clock.now() + 600 * SECOND_MS,
      }),
    pollPushEnrollment: () => {
      if (answer === undefined) return Promise.resolve(undefined);
      return answer === 'approved' ? Promise.resolve({}) : Promise.reject(answer);
    },
    ...scene.client,
  };
  const flow = new PushEnrollFlow({ client, clock });
  const element = make('mfa-push-enroll', { client, clock, flow });
  await stage.show(element);
  if (!press) return element;
  const isThere = element.start();
  if (scene.client?.beginPushEnrollment) return element;
  await isThere;
  clock.advance(scene.laterMs ?? (answer === undefined ? 0 : 2 * SECOND_MS));
  return element;
}
