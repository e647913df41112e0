import { destinationClient } from '../flows/destination-client.js';
import type { LoginRadiusClient } from '../backends/loginradius/index.js';
import type { MfaClient } from '../core/client.js';
import { runLogin } from './login.js';
import { makeElement, show, type Stage } from './stage.js';

type Action = (stage: Stage) => Promise<void>;

/** The actions of contract C.1 that are about the second factor. */
const ACTIONS: Readonly<Record<string, Action>> = {
  login: runLogin,
  createTwoFactorAuthentication: runSettings,
  async profileEditor(stage) {
    if (stage.options.showTwoFactorOnProfile !== true) stage.container.replaceChildren();
    else await runSettings(stage);
  },
  async backupCodeButton(stage) {
    await showOne(stage, 'mfa-recovery-codes', (client) => client);
  },
  async resetBackupCodeButton(stage) {
    // There is nothing to be shown: only to be made.
    await showOne(stage, 'mfa-recovery-codes', (client) => ({
      regenerateRecoveryCodes: (options) => client.regenerateRecoveryCodes(options),
    }));
  },
  async updateSecurityQuestion(stage) {
    await stage.configured();
    const { securityQuestionEnabled, securityQuestionsCount } = stage.options;
    if (securityQuestionEnabled !== true) {
      stage.container.replaceChildren();
      return;
    }
    const element = await makeElement(stage, 'mfa-security-questions');
    element.setAttribute('mode', 'set');
    element.securityQuestionsCount = securityQuestionsCount;
    element.client = await accountClientFor(stage);
    show(stage, false, element);
  },
  async updatePhone(stage) {
    const client = destinationClient(await accountClientFor(stage));
    const request = await makeElement(stage, 'mfa-otp-request');
    const verify = await makeElement(stage, 'mfa-otp-verify');
    verify.id = `${stage.classPrefix}updatephone-otp`;
    request.setAttribute('for', verify.id);
    request.deviceType = verify.deviceType = 'sms';
    request.client = verify.client = client;
    show(stage, false, request, verify);
  },
};

/** The action of this name. */
export function findAction(name: string): Action | undefined {
  return Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
}

export function actionNames(): string[] {
  return Object.keys(ACTIONS);
}

async function runSettings(stage: Stage): Promise<void> {
  await showOne(stage, 'mfa-settings', (client) => client);
}

async function accountClientFor({ conversation, tell }: Stage): Promise<MfaClient> {
  return conversation.toldClient(await conversation.accountClient(), tell);
}

async function showOne<Name extends 'mfa-settings' | 'mfa-recovery-codes'>(
  stage: Stage,
  tag: Name,
  roles: (client: LoginRadiusClient) => MfaClient,
): Promise<HTMLElementTagNameMap[Name]> {
  const { conversation, tell } = stage;
  const client = conversation.toldClient(await conversation.client(), tell);
  const element = await makeElement(stage, tag);
  element.client = roles(client);
  show(stage, true, element);
  return element;
}
