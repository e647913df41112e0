/** The one failure whose words cannot be fetched when they are needed. */
export const offline = {
  'error-network': 'You seem to be offline. Nothing is lost: check the connection and try again.',
};
