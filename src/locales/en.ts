import { challenge } from './en/challenge.js';
import { code } from './en/code.js';
import { countdown } from './en/countdown.js';
import { destination } from './en/destination.js';
import { late } from './en/late.js';
import { offline } from './en/offline.js';
import { proof } from './en/proof.js';
import { qr } from './en/qr.js';
import { questions } from './en/questions.js';
import { recovery } from './en/recovery.js';
import { recoveryField } from './en/recovery-field.js';
import { request } from './en/request.js';
import { sent } from './en/sent.js';
import { settings } from './en/settings.js';
import { time } from './en/time.js';
import { totp } from './en/totp.js';
import { totpLate } from './en/totp-late.js';
import { verify } from './en/verify.js';
import { verifyActs } from './en/verify-acts.js';

/**
 * English, whole: the measure of every other language. Elements import only their own part of it, so that a page pays
 * for the words that it shows. Plain, short, sentence case, blames nobody.
 */
export const en = {
  ...challenge,
  ...code,
  ...countdown,
  ...destination,
  ...late,
  ...offline,
  ...proof,
  ...qr,
  ...questions,
  ...recovery,
  ...recoveryField,
  ...request,
  ...sent,
  ...settings,
  ...time,
  ...totp,
  ...totpLate,
  ...verify,
  ...verifyActs,
};
