// The page's own script: shows the outbox, and says when the second factor was right.
/* global document, fetch */
const outbox = document.getElementById('outbox');

async function showOutbox() {
  const answer = await fetch('/outbox');
  if (!answer.ok) return;
  const messages = await answer.json();
  outbox.replaceChildren(
    ...messages.map(({ to, text }) => {
      const item = document.createElement('li');
      const head = document.createElement('strong');
      head.textContent = `To ${to}`;
      const body = document.createElement('p');
      body.textContent = text;
      item.append(head, body);
      return item;
    }),
  );
}

document.addEventListener('mfa-otp-sent', showOutbox);
document.addEventListener('mfa-otp-verified', () => {
  document.getElementById('state').textContent = 'You are signed in with a second factor.';
});
await showOutbox();
