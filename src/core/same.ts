import type { Challenge } from './client.js';

/** Whether two challenges are the same for a person: frameworks hand over a new object each time they render. */
export function isSameChallenge(a: Challenge | undefined, b: Challenge | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.id === b.id &&
    a.channel === b.channel &&
    a.destination === b.destination &&
    a.deviceName === b.deviceName &&
    a.codeLength === b.codeLength &&
    a.expiresAt === b.expiresAt &&
    a.resendAt === b.resendAt &&
    a.attemptsLeft === b.attemptsLeft
  );
}
