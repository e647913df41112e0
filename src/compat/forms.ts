/** What each request is called: by the form of the original that sends it (contract C.5). */

/**
 * What an answer tells when it is a success: a message is on its way, the settings are another, codes were made.
 * `none`: nothing that `onSuccess` is told of here.
 */
export type AnswerKind = 'sent' | 'changed' | 'codes' | 'none';

export interface FormCall {
  readonly name: string;
  readonly kind: AnswerKind;
  /** Whether the person pressed a button for it. */
  readonly byPerson: boolean;
}

type Row = readonly [
  method: string,
  path: RegExp,
  name: string | ((body: string) => string),
  kind: AnswerKind,
  byPerson?: false,
];

const disabled = (body: string): string =>
  /otpauthenticator/i.test(body) ? 'disableotpauthenticator' : 'disablegoogleauthenticator';

const ROWS: readonly Row[] = [
  ['POST', /\/login(\/2fa)?$/, 'login', 'none'],
  ['PUT', /\/login\/2fa$/, 'updatephone', 'sent'],
  ['GET', /\/login\/2fa\/resend$/, 'resendotp', 'sent'],
  ['POST', /\/login\/2fa\/otp\/email$/, 'emailotp', 'sent'],
  ['PUT', /\/login\/2fa\/verification\/otp$/, 'twofaotp', 'none'],
  ['PUT', /\/login\/2fa\/verification\/otp\/email$/, 'twofaemailotp', 'none'],
  ['PUT', /\/login\/2fa\/verification\/(google)?authenticatorcode$/, 'showqrcode', 'none'],
  ['PUT', /\/login\/2fa\/verification\/backupcode$/, 'backupcode', 'none'],
  ['POST', /\/login\/2fa\/verification\/securityquestionanswer$/, 'securityquestions', 'none'],
  ['PUT', /\/login\/2fa\/securityquestionanswer$/, 'securityquestions', 'none'],
  ['PUT', /\/auth\/phone$/, 'updatephone', 'sent'],
  ['PUT', /\/auth\/phone\/otp$/, 'otp', 'changed'],
  ['PUT', /\/auth\/account$/, 'updatesecurityquestion', 'changed'],
  ['GET', /\/account\/2fa$/, 'createtwofactorauthentication', 'none', false],
  ['PUT', /\/account\/2fa$/, 'changephone', 'sent'],
  ['GET', /\/account\/2fa\/otp\/email$/, 'emailotp', 'sent'],
  ['PUT', /\/account\/2fa\/verification\/otp$/, 'otp', 'changed'],
  ['PUT', /\/account\/2fa\/verification\/otp\/email$/, 'twofaemailotp', 'changed'],
  ['PUT', /\/account\/2fa\/verification\/(google)?authenticatorcode$/, 'showqrcode', 'changed'],
  ['PUT', /\/account\/2fa\/securityquestionanswer$/, 'securityquestions', 'changed'],
  ['DELETE', /\/account\/2fa\/authenticator$/, disabled, 'changed'],
  ['DELETE', /\/account\/2fa\/authenticator\/otp\/email$/, 'disableemailotpauthenticator', 'changed'],
  [
    'DELETE',
    /\/account\/2fa\/authenticator\/securityquestionanswer$/,
    'disablesecurityquestionsauthenticator',
    'changed',
  ],
  ['GET', /\/account\/2fa\/backupcode$/, 'backupcodebutton', 'codes'],
  ['GET', /\/account\/2fa\/backupcode\/reset$/, 'resetbackupcodebutton', 'codes'],
];

/** What a request is for, or nothing for one that no form makes. */
export function callOf(method: string, pathname: string, body: unknown): FormCall | undefined {
  const path = pathname.toLowerCase();
  const row = ROWS.find(([rowMethod, pattern]) => rowMethod === method && pattern.test(path));
  if (!row) return undefined;
  const [, , name, kind, byPerson = true] = row;
  return {
    name: typeof name === 'string' ? name : name(typeof body === 'string' ? body : ''),
    kind,
    byPerson,
  };
}
