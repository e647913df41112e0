import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import 'mfa-elements/define/mfa-config';
import 'mfa-elements/define/mfa-otp-request';
import 'mfa-elements/define/mfa-otp-verify';

/** The code step, for the body of a page. */
export function codeStep(endpoint: string): Promise<string> {
  return collectResult(
    render(html`
      <mfa-config endpoint=${endpoint}>
        <mfa-otp-request for="sign-in-code"></mfa-otp-request>
        <form method="post" action="/sign-in">
          <mfa-otp-verify id="sign-in-code">
            <label for="code">Code</label>
            <input id="code" name="code" autocomplete="one-time-code" inputmode="numeric" required />
          </mfa-otp-verify>
          <noscript><button>Sign in</button></noscript>
        </form>
      </mfa-config>
    `),
  );
}
