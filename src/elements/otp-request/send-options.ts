import type { MessageChannel, OtpRequest } from '../../core/client.js';
import { maskDestination } from '../../core/destination.js';

/** Somewhere a code can go that is known already. */
export interface KnownDestination {
  channel: MessageChannel;
  /** Masked, such as `*******0406` or `j***@example.com`. */
  masked: string;
  /** The number or address itself, for backends that take one. */
  destination?: string;
  /** Which of the person's devices it is, for backends that want its name. */
  deviceName?: string;
}

/** One choice that the person has. */
export interface SendOption {
  channel: MessageChannel;
  masked?: string;
  deviceName?: string;
  /** The number or address that the request carries, where the page knows it. */
  destination?: string;
  /** The person types where to. */
  typed: boolean;
}

/** What the choices are made from. */
export interface SendFacts {
  channels: readonly MessageChannel[];
  known: readonly KnownDestination[];
  phoneNumber: string | undefined;
  email: string | undefined;
  takesDestination: boolean;
}

/** The choices: each known destination, and for a channel without one the field, or the word of the server. */
export function sendOptions(facts: SendFacts): SendOption[] {
  return facts.channels.flatMap((channel): SendOption[] => {
    const known = facts.known.filter((destination) => destination.channel === channel);
    if (known.length > 0) return known.map((destination) => ({ ...destination, typed: false }));
    const destination = channel === 'email' ? facts.email : facts.phoneNumber;
    if (destination) return [{ channel, destination, masked: maskDestination(destination), typed: false }];
    return [{ channel, typed: facts.takesDestination }];
  });
}

/** The request for a choice, and for what was typed where the choice takes it. */
export function requestOf(option: SendOption, typed: string | undefined): OtpRequest {
  const destination = option.typed ? typed : option.destination;
  return {
    channel: option.channel,
    ...(destination !== undefined && { destination }),
    ...(option.deviceName !== undefined && { deviceName: option.deviceName }),
  };
}
