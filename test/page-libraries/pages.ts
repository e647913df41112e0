/** Pages of a site that works with a library which swaps, stores or morphs what is on them. */

/** What the sign-in has in it for the code. */
export const OWN = {
  'an input of ours': '',
  'the page’s input': '<input name="code" required>',
  'the page’s input and its label': '<label for="own">PIN</label><input id="own" name="code" required>',
};

/** What a page is about. */
export interface PageOptions {
  library: 'htmx' | 'turbo';
  own: keyof typeof OWN;
  /** Of the backend. */
  endpoint: string;
  /** The page that the link leads to. */
  next?: string;
}

/** Where a page lies. */
export function pageUrl(options: PageOptions): string {
  return `/page-libraries?${String(new URLSearchParams({ ...options }))}`;
}

export function libraryPage(options: PageOptions): string {
  const next = pageUrl({ ...options, next: 'true' }).replaceAll('&', '&amp;');
  const content = options.next
    ? '<p id="next">Next</p>'
    : `<mfa-config endpoint="${options.endpoint}" disable-resend-otp-button="false">
        <mfa-otp-request for="verify"></mfa-otp-request>
        <form><mfa-otp-verify id="verify">${OWN[options.own]}</mfa-otp-verify></form>
      </mfa-config>
      <a href="${next}" hx-get="${next}" hx-target="#page" hx-select="#page" hx-swap="outerHTML" hx-push-url="true">Next</a>`;
  return `<!doctype html>
    <html lang="en">
      <head>
        <title>A page with ${options.library}</title>
        <meta name="turbo-refresh-method" content="morph">
        <script type="module" src="/test/page-libraries/${options.library}-page.ts"></script>
      </head>
      <body><main id="page">${content}</main></body>
    </html>`;
}
