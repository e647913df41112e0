/** QR codes. */
export const qr = {
  qrLabel: 'QR code. Scan it with your authenticator app.',
  qrFailed: 'The QR code cannot be shown.',
};
