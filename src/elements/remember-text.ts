import type { MfaClient } from '../core/client.js';
import { roundTime } from '../locales/text-values.js';
import type { TextKey, TextValues } from '../locales/texts.js';

/** What is said of not being asked again on this device; nothing where the backend cannot do that. */
export function rememberText(
  text: (key: TextKey, values?: TextValues) => string,
  client: MfaClient | undefined,
): string | undefined {
  if (!client?.remembersDevices) return undefined;
  const { remembersDevicesForMs: ms } = client;
  return ms === undefined ? text('verifyRemember') : text('verifyRememberFor', { time: roundTime(ms) });
}
