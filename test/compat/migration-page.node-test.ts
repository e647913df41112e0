/** The page about migration has every option, and says what the code does. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ABSENT } from '../../src/compat/members.js';
import { OPTIONS, type OptionName } from '../../src/compat/options.js';
import { ACTIONS, MEMBERS } from '../support/original-members.js';

/** Every option of contract C.2, as the original's documentation has them. */
const DOCUMENTED = `
  apiKey twoFactorAuthentication optionalTwoFactorAuthentication smsTemplate2FA smsTemplate2FAWelcome
  emailTemplate2FA isVoiceOtp qrCodeAuthentication googleAuthentication showTwoFactorOnProfile
  authenticatorOptionsOrder disableResendOTPButton disableResendOTPButtonDelay disableButtonOnsubmit
  enableSubmitOnSuccess maskSensitiveInput formValidationMessage formRenderDelay securityQuestionEnabled
  securityQuestionsCount accessTokenResponse tokenType integrationName projectionFields apiCustomDomain customDomain
  phoneLogin verificationUrl stayLogin debugMode riskBasedAuthentication rbaOneclickEmailTemplate rbaCityEmailTemplate
  rbaCountryEmailTemplate rbaBrowserEmailTemplate rbaIpEmailTemplate rbaDeviceEmailTemplate rbaOTPSmsTemplate
  rbaCitySmsTemplate rbaCountrySmsTemplate rbaBrowserSmsTemplate rbaIpSmsTemplate`
  .trim()
  .split(/\s+/);

const page = await readFile(new URL('../../docs/migrating-from-loginradius.md', import.meta.url), 'utf8');

/** What stands without a place before its name. */
const ROOTS = new Set(['root', 'lists']);

/** The rows of the table of options: name, attribute, words. */
const rows = new Map(
  [...page.matchAll(/^\| `(\w+)`\s*\| (?:`([\w-]+)`|\(property only\))\s*\| (.+?)\s*\|$/gm)].map(
    ([, name = '', attribute, words = '']) => [name, { attribute: attribute ?? null, words }],
  ),
);

void test('the code knows every option of the original, and no other', () => {
  assert.deepEqual(Object.keys(OPTIONS).sort(), [...DOCUMENTED].sort());
});

void test('each has a row, with its attribute', () => {
  assert.deepEqual([...rows.keys()].sort(), [...DOCUMENTED].sort());
  for (const [name, { attribute }] of rows)
    assert.equal(attribute, OPTIONS[name as OptionName].attribute, name);
});

void test('what has no counterpart says so, with a reason, and nothing else does', () => {
  for (const [name, { words }] of rows) {
    const { effect } = OPTIONS[name as OptionName];
    assert.equal(/^no counterpart: .{10}/.test(words), effect === 'none', name);
    assert.equal(/^always so: .{10}/.test(words), effect === 'always', name);
  }
});

void test('each action, hook and call of the original is on the page', () => {
  const names = `login createTwoFactorAuthentication profileEditor backupCodeButton resetBackupCodeButton updatePhone
    updateSecurityQuestion customizeFormLabel customizeFormPlaceholder setButtonsName mapErrorMessages
    mapValidationMessages setLocaleBasedInfo formValidationRules formAttributes addEventOnElement addFormCaptcha
    defaultChoiceOption beforeInit beforeFormRender afterFormRender afterValidation startProcess endProcess eventCalls
    modifyXhrRequest registrationSchemaFilter socialLoginFormRender twoFALogin twoFAUpdatePhone twoFAVerifyOTP
    twoFAResendOTP resetTwoFactor getBackupCode resetBackupCode duoVerify duoVerifyByAccessToken`;
  for (const name of names.split(/\s+/)) assert.match(page, new RegExp(`\`${name}\\b`), name);
});

/** Of each member and action that does nothing here, the reason. */
const reasons = new Map(
  Object.entries(ABSENT).flatMap(([place, names]) =>
    Object.entries(names).map(([name, reason]) => [ROOTS.has(place) ? name : `${place}.${name}`, reason]),
  ),
);

void test('each member and action of the original has a row: yes, or no and why', () => {
  const listed = new Map(
    [...page.matchAll(/^\| `([\w$.]+)`\s*\| (yes|no)\s*\| (.*?)\s*\|$/gm)].map(
      ([, name = '', is, why = '']) => [name, is === 'no' ? why : 'yes'],
    ),
  );
  const names = [...MEMBERS, ...ACTIONS.map((action) => `actions.${action}`)];
  assert.deepEqual([...listed.keys()].sort(), [...names].sort());
  for (const name of names) assert.equal(listed.get(name), reasons.get(name) ?? 'yes', name);
});
