import { makeSignIn, stepOf } from './sign-in.js';
import { news, problem, timeLeft } from './words.js';

const MARKUP = `
  <section aria-label="Confirm that it is you">
    <p role="status"></p>
    <p role="alert" id="problem"></p>
    <a href="/sign-in">Sign in again</a>
    <button type="button" id="ask"></button>
    <form hidden>
      <label for="code">Code</label>
      <input id="code" autocomplete="one-time-code" inputmode="numeric" required aria-describedby="problem">
      <button id="check">Check</button>
      <button type="button" id="resend"></button>
      <p role="timer" id="blocked"></p>
      <p role="timer" id="expiry"></p>
    </form>
  </section>`;

/** Shows the sign-in in an element of the page. Returns what takes it away again. */
export function showSignIn(root: HTMLElement, endpoint: string, onSignedIn: () => void): () => void {
  const { request, verify } = makeSignIn(endpoint);
  root.innerHTML = MARKUP;
  const form = find(root, 'form', HTMLFormElement);
  const input = find(root, 'input', HTMLInputElement);
  const ask = find(root, '#ask', HTMLButtonElement);
  const resend = find(root, '#resend', HTMLButtonElement);
  let timer: ReturnType<typeof setInterval> | undefined;

  function render(): void {
    const [asked, checked] = [request.state, verify.state];
    const { status, expiresAt, mayHaveExpired } = checked;
    const step = stepOf(asked, checked);
    const { resendAt } = step === 'ask' ? asked : checked;
    const wait = resendAt ? ` in ${timeLeft(resendAt)}` : '';
    write(root, '[role=status]', news(asked, checked));
    write(root, '[role=alert]', problem(asked, checked));
    write(root, '#ask', `Text me a code${wait}`);
    write(root, '#resend', `Send another code${wait}`);
    write(root, '#blocked', status === 'blocked' ? `Try again in ${timeLeft(checked.blockedUntil)}` : '');
    write(root, '#expiry', expiresAt && !mayHaveExpired ? `Expires in ${timeLeft(expiresAt)}` : '');
    ask.ariaDisabled = resend.ariaDisabled = String(!!resendAt);
    find(root, '#check', HTMLButtonElement).ariaDisabled = String(status !== 'ready');
    input.ariaInvalid = String(status === 'ready' && checked.isRefused);
    input.readOnly = status !== 'ready';
    find(root, 'a', HTMLAnchorElement).hidden = step !== 'over';
    ask.hidden = step !== 'ask';
    const opens = form.hidden && step === 'enter';
    form.hidden = step !== 'enter';
    if (opens) input.focus();
    // Once a second while a time is shown.
    clearTimeout(timer);
    if (expiresAt ?? resendAt) timer = setTimeout(render, 1000);
  }

  ask.onclick = () => void request.send({ channel: 'sms' });
  resend.onclick = async () => {
    if (await verify.resend()) input.value = '';
    input.focus();
  };
  input.oninput = () => verify.typed();
  form.onsubmit = async (event) => {
    event.preventDefault();
    const isRight = await verify.verify(input.value.replace(/\s/g, ''));
    if (isRight) {
      form.reset();
      onSignedIn();
    } else input.select();
  };

  const undo = [request.subscribe(render), verify.subscribe(render)];
  render();
  return () => {
    for (const stop of undo) stop();
    clearTimeout(timer);
    request.dispose();
    verify.dispose();
    root.replaceChildren();
  };
}

function find<Node extends Element>(root: ParentNode, selector: string, type: new () => Node): Node {
  const node = root.querySelector(selector);
  if (!(node instanceof type)) throw new Error(`There is no ${selector}`);
  return node;
}

/** Writes only what has changed: a live region that is written anew is read aloud anew. */
function write(root: ParentNode, selector: string, text: string): void {
  const node = find(root, selector, HTMLElement);
  if (node.textContent !== text) node.textContent = text;
}
