import type { GatewayContext, GatewayLogger } from './options.js';

/** Where proxies write whom they have a request from. */
const HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip'];

const MESSAGE =
  'A proxy says where requests come from, and nobody reads it: the limits per address are those of the whole site. ' +
  'Give toNodeHandler an addressOf, Express its "trust proxy", or the gateway an address.';

/** Says once that addresses are not what they seem. Which header to believe only the application knows: none is. */
export function createProxyWarning(
  logger: GatewayLogger | undefined,
): (headers: Headers, context: GatewayContext) => void {
  let isSaid = false;
  return (headers, { address, isPeer }) => {
    const isRead = address !== undefined && !isPeer;
    if (isSaid || isRead || !HEADERS.some((name) => headers.has(name))) return;
    isSaid = true;
    if (logger) logger({ event: 'proxy-unread', level: 'warn', message: MESSAGE });
    else console.warn(`mfa-elements: ${MESSAGE}`);
  };
}
