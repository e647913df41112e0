import { challenge } from './en/challenge.js';
import { code } from './en/code.js';
import { confirm } from './en/confirm.js';
import { devices } from './en/devices.js';
import { errors } from './en/errors.js';
import { passkey } from './en/passkey.js';
import { phone } from './en/phone.js';
import { proof } from './en/proof.js';
import { push } from './en/push.js';
import { questions } from './en/questions.js';
import { recovery } from './en/recovery.js';
import { request } from './en/request.js';
import { settings } from './en/settings.js';
import { shared } from './en/shared.js';
import { totp } from './en/totp.js';
import { verify } from './en/verify.js';

/**
 * English, whole: the measure of every other language. Elements import the words of their own flow, so that a page pays
 * for what it can come to show. Plain, short, sentence case, blames nobody.
 */
export const en = {
  ...challenge,
  ...code,
  ...confirm,
  ...devices,
  ...errors,
  ...passkey,
  ...phone,
  ...proof,
  ...push,
  ...questions,
  ...recovery,
  ...request,
  ...settings,
  ...shared,
  ...totp,
  ...verify,
};
