export { createSandbox, type Sandbox } from './create-sandbox.js';
export type { SandboxControls, SeededDevice } from './controls.js';
export { FAULT_KINDS, type FaultKind, type Faults } from './faults.js';
export type { LoginRadiusSettings, LrFactor, LrLockout, LrSeed } from './loginradius/lr-settings.js';
export type {
  SandboxClient,
  SandboxIdentity,
  SandboxOptions,
  SandboxPasskeys,
  SandboxSettings,
} from './options.js';
export type { OutboxMessage } from './outbox.js';
export type { PasskeyCredential, PasskeyLibrary } from './passkey-library.js';
export type { PasskeySpelling } from './passkeys.js';
export type { PendingPush } from './pushes.js';
export type { RandomBytes } from './random.js';
export type { SandboxTrustedDevices } from './trusted-devices.js';
