/** Devices on which a person is not asked for a second factor. */
export interface TrustedDeviceOptions {
  /** Milliseconds for which a device is trusted, from when the person said so; no use makes it longer. Default 30 days, at most 400. */
  lifetimeMs?: number;
  /**
   * What the cookie is called; behind it comes a mark for each person, so that two people at one machine are both
   * remembered. Default `__Host-mfa-device`, which browsers take over HTTPS only, and on this very machine.
   */
  cookieName?: string;
  /**
   * Which sites' links and forms the cookie comes along with. Default `lax`: a sign-in that ends with a redirect from
   * another site has it. `none` for pages of another site.
   */
  sameSite?: 'strict' | 'lax' | 'none';
  /** Milliseconds for which the value before is still taken: requests go out at the same time, and answers get lost. Default 60,000. */
  graceMs?: number;
  /** How many devices each person may have: beyond that, the one used longest ago is forgotten. Default 10. */
  maxDevices?: number;
  /**
   * Where the person seems to be, in words for them, for the list of their devices: "Berlin, Germany", as some proxies
   * say it. Default: nothing is said. The gateway itself keeps no address.
   */
  placeOf?: (request: Request) => string | undefined;
}

/** What a first step may do with the device in the person's hands. */
export interface DeviceTrust {
  /** Whether the second step can be left out. */
  readonly isTrusted: boolean;
  /** For the answer to the page, in either case: the cookie with its next value, or the end of one that is worth nothing. */
  readonly headers: Headers;
}

/** {@link TrustedDeviceOptions}, all of them. */
export type TrustSettings = Required<Omit<TrustedDeviceOptions, 'placeOf'>> &
  Pick<TrustedDeviceOptions, 'placeOf'>;
