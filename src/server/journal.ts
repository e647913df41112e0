import type { FactorKind } from '../core/client.js';
import type { GatewayChannel, GatewayEvent, GatewayLogger } from './options.js';
import type { Problem } from './problem.js';
import type { Action, DeskAction } from './router.js';

/** What is known of a request by the time that something is noted of it. */
export interface Note {
  action?: Action | DeskAction;
  userName?: string;
  agent?: string;
  address?: string | undefined;
  channel?: GatewayChannel;
  factor?: FactorKind;
}

const DONE: Readonly<Record<Action | DeskAction, GatewayEvent['event']>> = {
  start: 'challenge-started',
  check: 'code-verified',
  'start-passkey': 'challenge-started',
  'check-passkey': 'passkey-verified',
  'enroll-passkey': 'enrollment-started',
  'activate-passkey': 'device-activated',
  list: 'devices-listed',
  enroll: 'enrollment-started',
  activate: 'device-activated',
  'remove-app': 'device-removed',
  'remove-passkey': 'device-removed',
  'list-trusted': 'trusted-devices-listed',
  'forget-trusted': 'trusted-device-forgotten',
  'forget-all-trusted': 'trusted-devices-forgotten',
  'reset-factor': 'factor-reset',
  'make-recovery-codes': 'recovery-codes-made',
};

/** What it is called when something that proves is refused. */
const REFUSED: Partial<Record<Action | DeskAction, GatewayEvent['event']>> = {
  check: 'code-refused',
  activate: 'code-refused',
  'check-passkey': 'passkey-refused',
  'activate-passkey': 'passkey-refused',
};

/** A logger that is in trouble itself stops nothing. */
export function safeLogger(logger: GatewayLogger | undefined): GatewayLogger {
  return (event) => {
    try {
      logger?.(event);
    } catch {
      // There is nobody left to tell.
    }
  };
}

export function doneEvent(action: Action | DeskAction, note: Note, status: number): GatewayEvent {
  return { event: DONE[action], level: 'info', ...about(note), status };
}

/** @param message - For developers; nothing of the request. */
export function problemEvent(problem: Problem, note: Note, message: string): GatewayEvent {
  const { status, code, attemptsRemaining } = problem;
  const isOurs = status >= 500;
  return {
    event: isOurs ? 'failed' : ((note.action && REFUSED[note.action]) ?? 'refused'),
    level: isOurs ? 'error' : status === 400 || status === 401 || status === 404 ? 'info' : 'warn',
    ...about(note),
    code,
    status,
    ...(attemptsRemaining !== undefined && { attemptsLeft: attemptsRemaining }),
    message,
  };
}

function about({ userName, agent, address, channel, factor }: Note): Partial<GatewayEvent> {
  return {
    ...(userName !== undefined && { userName }),
    ...(agent !== undefined && { agent }),
    ...(address !== undefined && { address }),
    ...(channel !== undefined && { channel }),
    ...(factor !== undefined && { factor }),
  };
}
