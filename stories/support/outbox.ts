import type { StoryBackend } from './backend.js';
import { ALEX } from './backend.js';
import type { StoryStage } from './stage.js';

type WithSandbox = Pick<StoryBackend, 'sandbox'>;

/**
 * What the sandbox has sent, beside the story: the phone and the mailbox of the person who signs in. Gives what looks
 * anew, for codes that no element has asked for.
 */
export function showOutbox(stage: StoryStage, { sandbox }: WithSandbox): () => void {
  const list = document.createElement('ol');
  const panel = panelOf('Messages', list);
  const draw = (): void => {
    const items = sandbox.outbox.map(({ channel, to, text }) => {
      const item = document.createElement('li');
      const from = document.createElement('small');
      from.textContent = `${channel === 'email' ? 'E-mail' : 'Text message'} to ${to}`;
      item.append(from, text);
      return item;
    });
    if (items.length) list.replaceChildren(...items.reverse());
    else list.replaceChildren(Object.assign(document.createElement('li'), { textContent: 'None yet.' }));
  };
  // Messages are sent before the element says so.
  for (const type of ['mfa-otp-sent', 'mfa-otp-failed']) stage.addEventListener(type, draw);
  draw();
  stage.append(panel);
  return draw;
}

/** The authenticator app of the person, beside the story: says its code when asked. */
export function showApp(stage: StoryStage, { sandbox }: WithSandbox, deviceName: () => string): void {
  const button = document.createElement('button');
  const words = document.createElement('p');
  button.type = 'button';
  button.className = 'plain-button';
  button.textContent = 'Look at the app';
  words.textContent = 'Shows a new code every 30 seconds.';
  button.addEventListener('click', () => {
    const code = sandbox.authenticatorCode(ALEX.userName, deviceName());
    words.textContent = code ? `Now it shows ${code}.` : 'There is no account in it yet.';
  });
  stage.append(panelOf('Authenticator app', words, button));
}

let panels = 0;

function panelOf(title: string, ...content: Element[]): HTMLElement {
  const panel = document.createElement('section');
  const heading = document.createElement('h2');
  panel.className = 'outbox';
  heading.textContent = title;
  heading.id = `panel-${++panels}`;
  panel.setAttribute('aria-labelledby', heading.id);
  panel.append(heading, ...content);
  return panel;
}
