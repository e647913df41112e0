/** The demo in front of LoginRadius: the same bank, phone and sandbox, and the whole second step in one tag. */
import '../../../src/define/all.js';
import { byId } from '../by-id.js';
import { renderLanguageSwitch } from '../language.js';
import { Faults } from '../faults.js';
import { findShown } from '../find-shown.js';
import { MarkupPanel } from '../markup.js';
import { Phone } from '../phone.js';
import { SandboxAccess } from '../sandbox-access.js';
import { renderThemeSwitch } from '../theme.js';
import { demoTenant } from './people.js';
import { LoginRadiusSite } from './site.js';
import { STEP_FACTS } from './steps.js';
import { renderTenantSwitch } from './tenant-switch.js';

renderLanguageSwitch(byId('language-switch'));
renderThemeSwitch(byId('theme-switch'));
const sandbox = await SandboxAccess.find();
const tellTenant = (mfa: 'required' | 'optional'): Promise<void> =>
  sandbox.tell('settings', { loginRadius: demoTenant(mfa) });
await tellTenant('required');
await sandbox.tell('pushes/phones', { userName: 'sam' });

const faults = new Faults(byId('trouble-panel'), sandbox, ['robin', 'kim', 'sam']);
const phone = new Phone(byId('phone-case'), sandbox, faults.shown);
const markup = new MarkupPanel(byId('markup-panel'));
const siteWindow = byId('site-window');
const site = new LoginRadiusSite(siteWindow, faults.fetch, (step, page) =>
  markup.show(STEP_FACTS[step].note, page),
);
renderTenantSwitch(byId('tenant'), 'required', (mfa) => void tellTenant(mfa).then(() => site.reload()));

// The phone follows the person to what they have to do with it.
siteWindow.addEventListener('focusin', () => {
  if (findShown(siteWindow, isForApp)) phone.show('authenticator');
});

function isForApp(element: Element): boolean {
  const { localName, deviceType } = element as Element & { deviceType?: string };
  const isPaired = localName === 'mfa-totp-enroll' || localName === 'mfa-push-enroll';
  return isPaired || (localName === 'mfa-otp-verify' && deviceType === 'totp');
}
