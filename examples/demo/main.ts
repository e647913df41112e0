/** The demo: a pretend site with the real elements, a drawn phone, and the sandbox behind both. */
import '../../src/define/all.js';
import { byId } from './by-id.js';
import { renderLanguageSwitch } from './language.js';
import { ALEX } from './demo-sandbox.js';
import { Faults } from './faults.js';
import { MarkupPanel } from './markup.js';
import { Phone } from './phone.js';
import { PretendDoor } from './pretend-door.js';
import { SandboxAccess } from './sandbox-access.js';
import { Site } from './site.js';
import { screenAt, STEP_FACTS, type Step } from './steps.js';
import { renderThemeSwitch } from './theme.js';

renderLanguageSwitch(byId('language-switch'));
renderThemeSwitch(byId('theme-switch'));
const sandbox = await SandboxAccess.find();
const faults = new Faults(byId('trouble-panel'), sandbox, [ALEX.userName]);
const phone = new Phone(byId('phone-case'), sandbox, faults.shown);
const markup = new MarkupPanel(byId('markup-panel'));
let current: Step | undefined;
new Site(byId('site-window'), new PretendDoor(sandbox), faults.fetch, (step, page) => {
  markup.show(STEP_FACTS[step].note, page);
  if (step !== current) phone.show(screenAt(step));
  current = step;
});
