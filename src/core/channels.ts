/** How a code reaches the person: `totp` means that their authenticator app makes it, the others are messages. */
export const CHANNELS = ['sms', 'email', 'voice', 'totp'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The channels over which a backend sends something. */
export const MESSAGE_CHANNELS = ['sms', 'email', 'voice'] as const satisfies readonly Channel[];
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];
