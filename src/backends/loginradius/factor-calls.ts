/**
 * The calls that send and check codes, which are the same three times over: on the way in with the ticket (B.2), in the
 * settings (B.3), and for a step-up (B.4).
 */
import type {
  CallOptions,
  Challenge,
  Channel,
  Factor,
  FactorKind,
  KnownDestination,
  OtpRequest,
  Proof,
  SecurityAnswer,
  Verification,
  VerifyOptions,
} from '../../core/client.js';
import type { HttpResponse } from '../../core/http.js';
import { maskDestination } from '../../core/destination.js';
import { MfaError } from '../../core/mfa-error.js';
import { asFields, text } from '../values.js';
import type { Api } from './api.js';
import { badResponse, readSent, readSession, readState, type MfaState } from './wire.js';

/** What a code is for. */
export type Purpose = 'login' | 'account' | 'reauth';

const CHECKS: Record<Purpose, string> = {
  login: 'auth/login/2fa/verification/',
  account: 'auth/account/2fa/verification/',
  reauth: 'auth/account/reauth/2fa/',
};

/** Of an authenticator. How long the codes of messages are is the tenant's to say, and no answer tells (B.6). */
const TOTP_LENGTH = 6;

let lastId = 0;

/** Text messages and calls are one factor there; which of them is the page's option. */
export function phoneChannel({ options }: Api): 'sms' | 'voice' {
  return options.isVoiceOtp ? 'voice' : 'sms';
}

export function channelsOf(api: Api): readonly Channel[] {
  return [phoneChannel(api), 'email', 'totp'];
}

/** The query of whatever sends a message to a phone. */
export function phoneQuery({ options }: Api, channel: Channel): Record<string, string | undefined> {
  return {
    smsTemplate2FA: options.smsTemplate,
    isVoiceOtp: options.isVoiceOtp || channel === 'voice' ? 'true' : undefined,
  };
}

/** Sends a code to where the service knows already, or asks for one of the authenticator, which takes no call. */
export async function requestCode(
  api: Api,
  purpose: 'login' | 'reauth',
  known: MfaState,
  request: OtpRequest,
  options?: CallOptions,
): Promise<Challenge> {
  const { channel } = request;
  if (channel === 'totp') return challengeOf(api, purpose, request);
  if (channel === 'email') {
    // The choice between several addresses is by the words in which they were offered.
    const wanted = text(request.destination) ?? text(request.deviceName);
    const to = known.emails.find(
      (address, index) => !wanted || [address, maskOf(address), emailId(index)].includes(wanted),
    );
    if (!to) throw new MfaError(wanted ? 'invalid-destination' : 'not-enrolled');
    return sendEmail(api, purpose, to, options);
  }
  const query = phoneQuery(api, channel);
  if (purpose === 'login')
    readSent((await api.call('GET', 'auth/login/2fa/resend', { query }, options)).body);
  else readState((await api.call('GET', 'auth/account/reauth/2fa', { query }, options)).body);
  return challengeOf(api, purpose, { channel }, known.phone);
}

export async function sendEmail(
  api: Api,
  purpose: Purpose,
  to: string,
  options?: CallOptions,
): Promise<Challenge> {
  const emailTemplate2FA = api.options.emailTemplate;
  const answer =
    purpose === 'login'
      ? await api.call(
          'POST',
          'auth/login/2fa/otp/email',
          { query: { emailTemplate2FA }, body: { EmailId: to } },
          options,
        )
      : await api.call(
          'GET',
          `auth/account/${purpose === 'reauth' ? 'reauth/' : ''}2fa/otp/email`,
          { query: { emailId: to, emailTemplate2FA } },
          options,
        );
  readSent(answer.body);
  return challengeOf(api, purpose, { channel: 'email', destination: to }, to);
}

/** The id says what the code is for, and holds nothing secret: the ticket stays here. */
export function challengeOf(api: Api, purpose: Purpose, request: OtpRequest, to?: string): Challenge {
  const channel = request.channel === 'sms' ? phoneChannel(api) : request.channel;
  return {
    id: `${purpose}-${++lastId}`,
    channel,
    ...(to && { destination: maskOf(to) }),
    ...(channel === 'totp' && { codeLength: TOTP_LENGTH }),
    request: { ...request, channel },
  };
}

export function purposeOf({ id }: Pick<Challenge, 'id'>): Purpose {
  return id.split('-')[0] as Purpose;
}

export async function checkCode(
  api: Api,
  challenge: Challenge,
  code: string,
  options: VerifyOptions = {},
): Promise<Verification> {
  const purpose = purposeOf(challenge);
  if (challenge.channel === 'totp') {
    return check(api, purpose, 'authenticatorcode', { authenticatorCode: code }, options, false);
  }
  if (challenge.channel !== 'email') return check(api, purpose, 'otp', { otp: code }, options);
  const path = purpose === 'reauth' ? 'otp/email/verify' : 'otp/email';
  return check(api, purpose, path, { EmailId: challenge.request?.destination, Otp: code }, options);
}

export function checkRecoveryCode(
  api: Api,
  purpose: 'login' | 'reauth',
  code: string,
  options: VerifyOptions = {},
): Promise<Verification> {
  // The dash belongs to the code there (B.3), and people leave it out, as do our elements.
  const backupCode = code.replace(/^([\da-z]{5})([\da-z]{5})$/i, '$1-$2');
  return check(api, purpose, 'backupcode', { backupCode }, options);
}

export function checkAnswers(
  api: Api,
  purpose: 'login' | 'reauth',
  answers: readonly SecurityAnswer[],
  options: VerifyOptions = {},
): Promise<Verification> {
  const path = purpose === 'reauth' ? 'securityquestionanswer/verify' : 'securityquestionanswer';
  return check(api, purpose, path, answersBody(answers), options);
}

export function answersBody(answers: readonly SecurityAnswer[]): { securityQuestionAnswer: object[] } {
  return {
    securityQuestionAnswer: answers.map(({ questionId, answer }) => ({
      QuestionId: questionId,
      Answer: answer,
    })),
  };
}

async function check(
  api: Api,
  purpose: Purpose,
  path: string,
  fields: Record<string, unknown>,
  options: VerifyOptions,
  hasRbaTemplates = purpose === 'login',
): Promise<Verification> {
  const { more, smsTemplate } = api.options;
  const query: Record<string, string | undefined> = {};
  if (hasRbaTemplates) {
    for (const event of ['Browser', 'City', 'Country', 'Ip']) {
      query[`rba${event}EmailTemplate`] = text(more?.[`rba${event}EmailTemplate`]);
    }
    // Of the message that welcomes a new number, where the page has one for it.
    if (path === 'otp') query.smsTemplate2FA = text(more?.smsTemplate2FAWelcome) ?? smsTemplate;
  }
  const body = { ...fields, ...proofFields(options.proof) };
  const method = path.startsWith('security') ? 'POST' : 'PUT';
  const request = { query, body, carriesChallenge: true };
  return readOutcome(api, purpose, await api.call(method, CHECKS[purpose] + path, request, options));
}

/** What a right code gave: a session, the proof of a step-up, or nothing but that the settings have changed. */
export function readOutcome(api: Api, purpose: Purpose, { body }: HttpResponse): Verification {
  if (purpose === 'login') {
    const session = readSession(body);
    if (!session) throw badResponse('token');
    // Spent, and the key of a new authenticator with it.
    api.person.pending = null;
    return { session };
  }
  const fields = asFields(body);
  if (purpose === 'reauth') {
    const stepUp = text(fields?.SecondFactorValidationToken);
    if (!stepUp) throw badResponse('token');
    return { proof: { stepUp } };
  }
  // A profile, tokens, or a receipt: the vendor's pages differ (B.3). Only what knows none of them proves nothing.
  const isDone =
    !!text(fields?.Uid) || fields?.IsPosted === true || !!asFields(fields?.Profile) || !!readSession(body);
  if (!isDone) throw badResponse('confirmation');
  return {};
}

/** What a locked account wants to see along with the next attempt (B.1). */
function proofFields({ captcha, answers }: Proof = {}): Record<string, unknown> {
  return {
    ...(captcha && { 'g-recaptcha-response': captcha }),
    ...(answers && {
      securityAnswer: Object.fromEntries(answers.map(({ questionId, answer }) => [questionId, answer])),
    }),
  };
}

/** The service's own mask, where it has one. */
function maskOf(destination: string): string {
  return /[*•]|x{3}/i.test(destination) ? destination : maskDestination(destination);
}

/** Whether the page wants it offered: two kinds can be turned off. */
export function isOffered({ options: { more } }: Api, kind: FactorKind): boolean {
  if (kind === 'totp') return more?.qrCodeAuthentication !== false;
  return kind !== 'security-questions' || more?.securityQuestionEnabled !== false;
}

/** What of this the person can use, and the recovery codes, of which no answer tells (B.1). */
export function usableFactors(api: Api, state: MfaState): Factor[] {
  const kinds = state.kinds.filter((kind) => isOffered(api, kind));
  const factors = kinds.flatMap((kind): Factor[] => {
    if (kind === 'sms') return [factorOf(phoneChannel(api), state.phone)];
    if (kind === 'email')
      return state.emails.map((address, i) => ({
        ...factorOf(kind, address),
        id: emailId(i),
      }));
    return [factorOf(kind)];
  });
  return factors.length ? [...factors, factorOf('recovery-code')] : [];
}

/** What tells several addresses apart. */
function emailId(index: number): string {
  return index ? `email-${index + 1}` : 'email';
}

export function factorOf(kind: Factor['kind'], destination?: string): Factor {
  return { id: kind, kind, active: true, ...(destination && { destination: maskOf(destination) }) };
}

/** The addresses of the account: others cannot be set up there (B.6, 1117). */
export function knownAddresses({ emails }: MfaState): KnownDestination[] {
  return emails.map((destination) => ({ channel: 'email', destination, masked: maskOf(destination) }));
}

/** A code that is under way already: it is not sent again. */
export function challengeSent(api: Api, purpose: 'login' | 'reauth', state: MfaState): Challenge | undefined {
  if (state.isSmsSent) return challengeOf(api, purpose, { channel: 'sms' }, state.phone);
  const { emailSentTo: to } = state;
  return to ? challengeOf(api, purpose, { channel: 'email', destination: to }, to) : undefined;
}
