import type {
  FactorKind,
  KnownDestination,
  MessageChannel,
  MfaClient,
  SecondStep,
  Verification,
} from '../core/client.js';
import { destinationClient } from './destination-client.js';
import { OtpRequestFlow } from './otp-request-flow.js';
import { OtpVerifyFlow } from './otp-verify-flow.js';
import type { PanelOptions } from './panel-options.js';
import { PasskeyFlow } from './passkey-flow.js';
import { PushEnrollFlow } from './push-enroll-flow.js';
import { PushFlow } from './push-flow.js';
import { SecurityQuestionsFlow } from './security-questions-flow.js';
import { TotpEnrollFlow } from './totp-enroll-flow.js';
import { wayOfChallenge, type Way } from './ways.js';

/**
 * What belongs to one way: the flows of its elements. They are held here and not by what shows them, so that hiding,
 * moving and rendering anew lose nothing.
 */
export type Panel =
  /** A code that is sent: asked for, unless it is on its way already, and checked. */
  | {
      readonly type: 'code';
      readonly channel: MessageChannel;
      readonly request: OtpRequestFlow | undefined;
      readonly verify: OtpVerifyFlow;
      /** Where a code can go without typing. */
      readonly known: readonly PanelDestination[] | undefined;
    }
  /** A code of an authenticator app. */
  | { readonly type: 'totp'; readonly verify: OtpVerifyFlow }
  | { readonly type: 'recovery-code'; readonly verify: OtpVerifyFlow }
  | { readonly type: 'questions'; readonly mode: 'answer' | 'set'; readonly questions: SecurityQuestionsFlow }
  | { readonly type: 'passkey'; readonly mode: 'use' | 'create'; readonly passkey: PasskeyFlow }
  /** A notification is approved on a phone. */
  | { readonly type: 'push'; readonly push: PushFlow }
  /** A phone is set up for notifications. */
  | { readonly type: 'push-pairing'; readonly enroll: PushEnrollFlow }
  /** An authenticator app is paired. */
  | { readonly type: 'pairing'; readonly enroll: TotpEnrollFlow };

type PanelFlow =
  | OtpRequestFlow
  | OtpVerifyFlow
  | PasskeyFlow
  | PushEnrollFlow
  | PushFlow
  | SecurityQuestionsFlow
  | TotpEnrollFlow;

/** A known destination, as a choice. */
export interface PanelDestination {
  readonly channel: MessageChannel;
  readonly masked: string;
  readonly destination?: string;
  readonly deviceName?: string;
}

/** What came of a panel. */
export interface PanelOutcome {
  readonly verification: Verification;
  /** Made along with an authenticator. Secret. */
  readonly recoveryCodes?: readonly string[] | undefined;
}

/** The panel of a way that is used. */
export function usePanel(way: Way, step: SecondStep, ways: readonly Way[], options: PanelOptions): Panel {
  const { kind, factor, deviceName } = way;
  const { client } = options;
  if (kind === 'passkey') return passkey('use', options);
  if (kind === 'push') return push(way, options);
  if (kind === 'security-questions') return questions('answer', options);
  if (kind === 'recovery-code') return { type: 'recovery-code', verify: verifier('totp', way, options) };
  if (kind === 'totp') return { type: 'totp', verify: verifier('totp', way, options) };
  const channel = kind;
  const sent = wayOfChallenge(ways, step) === way ? step.challenge : undefined;
  const verify = verifier(channel, way, options);
  if (sent) verify.show(sent);
  const known = factor?.destination && {
    channel,
    masked: factor.destination,
    ...(deviceName !== undefined && { deviceName }),
  };
  // A code that is on its way needs no asking, unless it can be wanted elsewhere.
  const isAsked = !sent || client.takesDestination === true;
  return {
    type: 'code',
    channel,
    request: isAsked ? requester(way.id, options, client, verify) : undefined,
    verify,
    known: known ? [known] : undefined,
  };
}

/** The panel of a factor that is set up. */
export function enrollPanel(
  kind: FactorKind,
  known: readonly KnownDestination[] | undefined,
  options: PanelOptions,
): Panel {
  if (kind === 'totp') return { type: 'pairing', enroll: new TotpEnrollFlow(options) };
  if (kind === 'passkey') return passkey('create', options);
  if (kind === 'push') return { type: 'push-pairing', enroll: new PushEnrollFlow(options) };
  if (kind === 'security-questions') return questions('set', options);
  const channel = kind as MessageChannel;
  const client = destinationClient(options.client);
  const way = { id: `enroll-${kind}` };
  const verify = verifier(channel, way, { ...options, client });
  return {
    type: 'code',
    channel,
    request: requester(way.id, options, client, verify),
    verify,
    known: known?.filter((destination: KnownDestination | null) => destination?.channel === channel),
  };
}

/** The flows of a panel. */
export function flowsOf(panel: Panel): readonly PanelFlow[] {
  switch (panel.type) {
    case 'code':
      return panel.request ? [panel.request, panel.verify] : [panel.verify];
    case 'totp':
    case 'recovery-code':
      return [panel.verify];
    case 'questions':
      return [panel.questions];
    case 'passkey':
      return [panel.passkey];
    case 'push':
      return [panel.push];
    case 'push-pairing':
    case 'pairing':
      return [panel.enroll];
  }
}

/** Gives up what is under way in a panel, and forgets what is secret in it. */
export function disposePanel(panel: Panel): void {
  for (const flow of flowsOf(panel)) flow.dispose();
}

/** What came of it, once it is done: what the last of its flows has been given. */
export function outcomeOf(panel: Panel): PanelOutcome | undefined {
  const state = flowsOf(panel).at(-1)?.state;
  if (!state || !('verification' in state)) return undefined;
  const { verification } = state;
  // A flow that was disposed of has forgotten it.
  if (!verification) return undefined;
  return { verification, ...('recoveryCodes' in state && { recoveryCodes: state.recoveryCodes }) };
}

/** A call is under way that says by itself whether it came in time. */
export function isDeciding(panel: Panel): boolean {
  return flowsOf(panel).some(({ state: { status } }) =>
    ['verifying', 'activating', 'submitting', 'checking'].includes(status),
  );
}

/** What asks for the code hands its challenge to what checks it. */
function requester(
  id: string,
  options: PanelOptions,
  client: MfaClient,
  verify: OtpVerifyFlow,
): OtpRequestFlow {
  const request = new OtpRequestFlow({ ...options, client, recordKey: keyOf(options, id) });
  request.onEvent((event) => {
    if (event.type === 'sent') verify.adopt(event.challenge, event);
  });
  return request;
}

function verifier(
  channel: MessageChannel | 'totp',
  { id, deviceName }: Pick<Way, 'id' | 'deviceName'>,
  options: PanelOptions,
): OtpVerifyFlow {
  return new OtpVerifyFlow({ ...options, channel, deviceName, recordKey: keyOf(options, id) });
}

function questions(mode: 'answer' | 'set', options: PanelOptions): Panel {
  return { type: 'questions', mode, questions: new SecurityQuestionsFlow({ ...options, mode }) };
}

function passkey(mode: 'use' | 'create', options: PanelOptions): Panel {
  return { type: 'passkey', mode, passkey: new PasskeyFlow({ ...options, mode }) };
}

function push({ id, deviceName }: Pick<Way, 'id' | 'deviceName'>, options: PanelOptions): Panel {
  return { type: 'push', push: new PushFlow({ ...options, deviceName, recordKey: keyOf(options, id) }) };
}

function keyOf({ recordKey }: PanelOptions, id: string): string | undefined {
  return recordKey === undefined ? undefined : `${recordKey}|${id}`;
}
