/** The demo: a pretend site with the real elements, a drawn phone, and the sandbox behind both. */
import '../../src/define/all.js';
import { Faults } from './faults.js';
import { MarkupPanel } from './markup.js';
import { Phone } from './phone.js';
import { SandboxAccess } from './sandbox-access.js';
import { Site } from './site.js';
import type { Step } from './steps.js';
import { renderThemeSwitch } from './theme.js';

renderThemeSwitch(byId('theme-switch'));
const sandbox = await SandboxAccess.find();
const faults = new Faults(byId('trouble-panel'), sandbox);
const phone = new Phone(byId('phone-case'), sandbox, faults.shown);
const markup = new MarkupPanel(byId('markup-panel'));
let current: Step | undefined;
new Site(byId('site-window'), faults.fetch, (step, page) => {
  markup.show(step, page);
  // The phone follows the site to the app that the step is about.
  if (step !== current) phone.show(step === 'app' || step === 'pair' ? 'authenticator' : 'messages');
  current = step;
});

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}`);
  return element;
}
