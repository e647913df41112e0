/** The demo's site and phone, against a server: real sessions, the gateway, and no backend in the page. */
import '../../../src/define/all.js';
import { byId } from '../../demo/by-id.js';
import { MarkupPanel } from '../../demo/markup.js';
import { Phone, type PhoneMessage, type PhoneNetwork } from '../../demo/phone.js';
import { Site } from '../../demo/site.js';
import { screenAt, STEP_FACTS, type Step } from '../../demo/steps.js';
import { renderThemeSwitch } from '../../demo/theme.js';
import { SessionDoor } from './session-door.js';

/** For this demo only: a real site has a phone network here, and no address to read codes at. */
const network: PhoneNetwork = {
  async outbox() {
    const answer = await fetch('/demo/outbox');
    if (!answer.ok) throw new Error(`The outbox answers ${answer.status}`);
    return (await answer.json()) as PhoneMessage[];
  },
};

renderThemeSwitch(byId('theme-switch'));
const phone = new Phone(byId('phone-case'), network, (code) => code);
const markup = new MarkupPanel(byId('markup-panel'));
let current: Step | undefined;
new Site(
  byId('site-window'),
  await SessionDoor.open(),
  (...call) => fetch(...call),
  (step, page) => {
    markup.show(STEP_FACTS[step].note, page);
    if (step !== current) phone.show(screenAt(step));
    current = step;
  },
);
