import type { Json, RestDescription, StepDescription } from '../description.js';

const CSRF = 'ui.nodes[attributes.name=csrf_token].attributes.value';

/** Begins a flow of the account page; the person's session is a cookie. */
const settings = (result: StepDescription['result'] = {}): StepDescription => ({
  method: 'GET',
  path: '/self-service/settings/browser',
  result: { id: 'id', csrf: CSRF, ...result },
});

const submit = (
  flow: 'login' | 'settings',
  body: Readonly<Record<string, Json>>,
  more: Omit<StepDescription, 'path'> = {},
): StepDescription => ({
  path: `/self-service/${flow}`,
  query: { flow: flow === 'login' ? '{flow}' : '{id}' },
  body: { csrf_token: '{csrf}', ...body },
  ...more,
});

const totp = { method: 'totp', totp_code: '{code}' };
const lookup = { method: 'lookup_secret', lookup_secret: '{code}' };

/** Begins the second step of a sign-in. */
const second: StepDescription = {
  method: 'GET',
  path: '/self-service/login/browser',
  query: { aal: 'aal2' },
  result: { flow: 'id', csrf: CSRF, items: 'ui.nodes', expiresAt: 'expires_at' },
};

/** The same in the middle of a session. */
const again: StepDescription = {
  ...second,
  query: { aal: 'aal2', refresh: 'true' },
  result: { flow: 'id', csrf: CSRF },
};

/**
 * Ory Kratos and Ory Network, by the flows for browsers, straight from the page. `endpoint` is Kratos's public address on
 * a host whose cookies the page sends (the same site, or `credentials: 'include'` with CORS). The second step begins
 * itself: any `challenge.login` will do. What comes as the verification's `session` is Kratos's session.
 *
 * It has authenticator apps and recovery codes. Codes by message as a second factor are a flow of several pages there,
 * and have no place here.
 *
 * @see https://www.ory.com/docs/kratos/mfa/overview and https://www.ory.com/docs/reference/api
 */
export const kratos: RestDescription = {
  otp: [{ channels: ['totp'], verify: submit('login', totp, { result: { session: 'session' } }) }],
  totp: {
    enroll: settings({ secret: 'ui.nodes[attributes.id=totp_secret_key].attributes.text.text' }),
    activate: submit('settings', totp),
  },
  factors: {
    list: settings({ items: 'ui.nodes' }),
    // The form has a field for whatever can be taken off.
    item: { kind: 'attributes.name' },
    kinds: { totp_unlink: 'totp', lookup_secret_disable: 'recovery-code' },
    remove: [
      settings(),
      submit('settings', { method: 'totp', totp_unlink: true }, { if: 'kind=totp_unlink' }),
      submit(
        'settings',
        { method: 'lookup_secret', lookup_secret_disable: true },
        { if: 'kind=lookup_secret_disable' },
      ),
    ],
  },
  recovery: {
    verify: submit('login', lookup, { result: { session: 'session' } }),
    // They are shown, and count once that is confirmed.
    regenerate: [
      settings(),
      submit(
        'settings',
        { method: 'lookup_secret', lookup_secret_regenerate: true },
        {
          result: {
            codes: 'ui.nodes[attributes.id=lookup_secret_codes].attributes.text.context.secrets.*.text',
          },
        },
      ),
      submit('settings', { method: 'lookup_secret', lookup_secret_confirm: true }),
    ],
  },
  login: {
    request: second,
    item: { kind: 'attributes.name' },
    kinds: { totp_code: 'totp', lookup_secret: 'recovery-code' },
  },
  // A session that is not fresh changes nothing.
  stepUp: {
    otp: [{ channels: ['totp'], request: again, verify: submit('login', totp) }],
    recovery: { verify: [again, submit('login', lookup)] },
  },
  errors: {
    code: 'error.id|ui.messages.id',
    message: 'error.reason|ui.messages.text',
    codes: {
      '4000008': 'invalid-code',
      '4000016': 'invalid-code',
      '4000012': 'code-used',
      session_refresh_required: 'proof-required',
      session_aal2_required: 'proof-required',
      session_inactive: 'unauthenticated',
      self_service_flow_expired: 'unauthenticated',
      security_csrf_violation: 'unauthenticated',
    },
    proof: 'step-up',
  },
};
