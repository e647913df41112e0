'use client';

import { useEffect, useRef } from 'react';

export function CodeStep({ endpoint, onSignedIn }) {
  const code = useRef(null);

  // The elements come when React is done: until then it compares the page with what it would render itself.
  useEffect(() => {
    void import('mfa-elements/define/mfa-config');
    void import('mfa-elements/define/mfa-otp-request');
    void import('mfa-elements/define/mfa-otp-verify');
  }, []);

  // By hand, and so would be a property that is an object: React gives neither to a tag that it hydrates.
  useEffect(() => {
    const verify = code.current;
    verify.addEventListener('mfa-otp-verified', onSignedIn);
    return () => verify.removeEventListener('mfa-otp-verified', onSignedIn);
  }, [onSignedIn]);

  return (
    <mfa-config endpoint={endpoint}>
      <mfa-otp-request for="sign-in-code" />
      <form method="post" action="/sign-in">
        <mfa-otp-verify id="sign-in-code" ref={code}>
          <label htmlFor="code">Code</label>
          <input id="code" name="code" autoComplete="one-time-code" inputMode="numeric" required />
        </mfa-otp-verify>
        <noscript>
          <button>Sign in</button>
        </noscript>
      </form>
    </mfa-config>
  );
}
