/** A code that goes is emptied first: engines may hold for a while what they have drawn, and it is a secret. */
export function forgetQr(root: ParentNode): void {
  const code = root.querySelector<HTMLElement & { value: string }>('mfa-qr-code');
  if (code) code.value = '';
}
