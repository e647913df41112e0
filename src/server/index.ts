/** The gateway: keeps the client secret, and the choice of whose phone rings, off the page. */
export type { DeskRequest, SupportDesk } from './desk-options.js';
export type { FactorChange } from './factor-change.js';
export { createMfaGateway } from './gateway.js';
export { toExpress, toNodeHandler, type ExpressRequest, type NodeHandlerOptions } from './handlers.js';
export type { DeskLimits, GatewayLimitOptions, GatewayLimits, RateLimits } from './limits.js';
export {
  LoginRadiusAdmin,
  RESETTABLE,
  type LoginRadiusAdminOptions,
  type ResettableFactor,
  type StepUpProof,
} from './loginradius-admin.js';
export { createMemoryStore } from './memory-store.js';
export type { NodeRequest, NodeResponse } from './node-adapter.js';
export type {
  ChangedAccount,
  GatewayChannel,
  GatewayContext,
  GatewayEvent,
  GatewayHandler,
  GatewayLogger,
  GatewayOptions,
  MfaGateway,
  MfaIdentity,
  RecentFactorOptions,
} from './options.js';
export { createRedisStore, type RedisClient, type RedisStoreOptions } from './redis-store.js';
export type { Limit, MfaStore, Standing } from './store.js';
export type { DeviceTrust, TrustedDeviceOptions } from './trusted-options.js';
export { createSupportDesk, type SupportDeskOptions } from './support-desk.js';
