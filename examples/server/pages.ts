/** The pages: plain HTML, the kit's script, and nothing inline. */
import type { Session } from './sessions.js';

const HEAD = `<meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Pretend Bank</title>
  <link rel="stylesheet" href="/page.css">`;

export function signInPage(hasFailed: boolean): string {
  return `<!doctype html>
<html lang="en">
<head>${HEAD}</head>
<body>
  <main>
    <h1>Sign in to Pretend Bank</h1>
    <p>Try <code>jdoe</code> with the password <code>correct horse</code>.</p>
    <form method="post" action="/sign-in">
      ${hasFailed ? '<p role="alert">That name or password is not right.</p>' : ''}
      <label>User name <input name="userName" autocomplete="username" required></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      <button>Sign in</button>
    </form>
  </main>
</body>
</html>`;
}

export function accountPage({ verified }: Session): string {
  return `<!doctype html>
<html lang="en">
<head>
  ${HEAD}
  <script type="module" src="/kit/mfa-elements.js"></script>
  <script type="module" src="/page.js"></script>
</head>
<body>
  <main>
    <h1>Pretend Bank</h1>
    <p id="state">${verified ? 'You are signed in with a second factor.' : 'One more step: show a second factor.'}</p>
    <mfa-config backend="ciam" endpoint="/mfa">
      <section id="message">
        <h2>A code in a message</h2>
        <mfa-otp-request for="sent"></mfa-otp-request>
        <mfa-otp-verify id="sent"></mfa-otp-verify>
      </section>
      <section id="pairing">
        <h2>Pair an authenticator app</h2>
        <mfa-totp-enroll issuer="Pretend Bank" account-label="jdoe"></mfa-totp-enroll>
      </section>
      <section id="app">
        <h2>A code of the app</h2>
        <mfa-otp-verify id="totp" device-type="totp"></mfa-otp-verify>
      </section>
    </mfa-config>
    <form method="post" action="/sign-out"><button>Sign out</button></form>
  </main>
  <aside>
    <h2>Outbox</h2>
    <p>What would have gone to the phone and to the mailbox.</p>
    <ol id="outbox" aria-live="polite"></ol>
  </aside>
</body>
</html>`;
}
