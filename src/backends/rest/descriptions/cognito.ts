import type { MessageChannel } from '../../../core/client.js';
import type { DestinationDescription, Json, RestDescription, StepDescription } from '../description.js';

const kinds = { SMS_MFA: 'sms', SOFTWARE_TOKEN_MFA: 'totp', EMAIL_OTP: 'email' } as const;

/** Every call is the same address; a header says which it is. */
const call = (
  action: string,
  body: Readonly<Record<string, Json>>,
  more: Omit<StepDescription, 'path'> = {},
): StepDescription => ({
  path: '/',
  headers: {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
  },
  body,
  ...more,
});

/** Answers the challenge that the sign-in is at. Each answer has a new session, which counts from then on. */
const answer = (
  challenge: string,
  responses: Readonly<Record<string, Json>>,
  more: Omit<StepDescription, 'path'>,
): StepDescription =>
  call(
    'RespondToAuthChallenge',
    {
      ClientId: '{clientId}',
      ChallengeName: challenge,
      Session: '{ticket}',
      ChallengeResponses: { USERNAME: '{signInName}', ...responses },
    },
    more,
  );

const check = (challenge: string): StepDescription =>
  answer(
    challenge,
    { [`${challenge}_CODE`]: '{code}' },
    { success: { path: 'AuthenticationResult' }, result: { session: 'AuthenticationResult' } },
  );

/** A person who has several ways says which; a code is sent then. One way needs no asking. */
const choose = (challenge: string): StepDescription =>
  answer(
    'SELECT_MFA_TYPE',
    { ANSWER: challenge },
    {
      if: 'choice',
      result: { ticket: 'Session', destination: 'ChallengeParameters.CODE_DELIVERY_DESTINATION' },
    },
  );

const prefer = (settings: string, isOn: boolean, condition: string): StepDescription =>
  call(
    'SetUserMFAPreference',
    { AccessToken: '{accessToken}', [settings]: { Enabled: isOn } },
    { if: condition },
  );

/** A number or an address is an attribute of the account. */
const attribute = (channel: MessageChannel, name: string, settings: string): DestinationDescription => ({
  channels: [channel],
  enroll: call(
    'UpdateUserAttributes',
    { AccessToken: '{accessToken}', UserAttributes: [{ Name: name, Value: '{destination}' }] },
    {
      result: { destination: 'CodeDeliveryDetailsList.Destination' },
      errors: { codes: { InvalidParameterException: 'invalid-destination' } },
    },
  ),
  confirm: [
    call('VerifyUserAttribute', { AccessToken: '{accessToken}', AttributeName: name, Code: '{code}' }),
    prefer(settings, true, 'accessToken'),
  ],
});

/**
 * Amazon Cognito user pools, straight from the page. `endpoint` is `https://cognito-idp.<region>.amazonaws.com`; the page
 * puts the id of a public app client (one without a secret) into `more.clientId`. The answer of `InitiateAuth` is what
 * `challenge.login` takes; for settings, `accessToken` is the access token with the scope
 * `aws.cognito.signin.user.admin`. Tokens come as the verification's `session`.
 *
 * A code of a sign-in cannot be sent again: the person signs in anew.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/
 */
export const cognito: RestDescription = {
  otp: [
    { channels: ['totp'], request: choose('SOFTWARE_TOKEN_MFA'), verify: check('SOFTWARE_TOKEN_MFA') },
    { channels: ['sms'], request: choose('SMS_MFA'), resend: false, verify: check('SMS_MFA') },
    {
      channels: ['email'],
      codeLength: 8,
      request: choose('EMAIL_OTP'),
      resend: false,
      verify: check('EMAIL_OTP'),
    },
  ],
  destinations: [
    attribute('sms', 'phone_number', 'SMSMfaSettings'),
    attribute('email', 'email', 'EmailMfaSettings'),
  ],
  totp: {
    // In a sign-in that requires it with the ticket, in settings with the token.
    enroll: call(
      'AssociateSoftwareToken',
      { AccessToken: '{accessToken}', Session: '{ticket}' },
      { result: { secret: 'SecretCode', ticket: 'Session' } },
    ),
    activate: [
      call(
        'VerifySoftwareToken',
        {
          AccessToken: '{accessToken}',
          Session: '{ticket}',
          UserCode: '{code}',
          FriendlyDeviceName: '{deviceName}',
        },
        { success: { path: 'Status', equals: ['SUCCESS'] }, result: { ticket: 'Session' } },
      ),
      answer('MFA_SETUP', {}, { if: 'ticket', result: { session: 'AuthenticationResult' } }),
      prefer('SoftwareTokenMfaSettings', true, 'accessToken'),
    ],
  },
  factors: {
    list: call(
      'GetUser',
      { AccessToken: '{accessToken}' },
      { result: { items: { path: 'UserMFASettingList', default: [] } } },
    ),
    kinds,
    remove: [
      prefer('SMSMfaSettings', false, 'kind=SMS_MFA'),
      prefer('SoftwareTokenMfaSettings', false, 'kind=SOFTWARE_TOKEN_MFA'),
      prefer('EmailMfaSettings', false, 'kind=EMAIL_OTP'),
    ],
  },
  trustedDevices: {
    list: call('ListDevices', { AccessToken: '{accessToken}', Limit: 60 }, { result: { items: 'Devices' } }),
    item: {
      id: 'DeviceKey',
      name: 'DeviceAttributes[Name=device_name].Value',
      place: 'DeviceAttributes[Name=last_ip_used].Value',
      lastUsedAt: { path: 'DeviceLastAuthenticatedDate', as: 'epoch-s' },
    },
    remove: call('ForgetDevice', { AccessToken: '{accessToken}', DeviceKey: '{id}' }),
  },
  login: {
    done: { path: 'AuthenticationResult' },
    result: {
      session: 'AuthenticationResult',
      ticket: 'Session',
      signInName: 'ChallengeParameters.USER_ID_FOR_SRP',
      choice: 'ChallengeParameters.MFAS_CAN_CHOOSE',
      // Lists are JSON within the JSON; one way alone is the challenge itself, and its code is on its way.
      items: { path: 'ChallengeParameters.MFAS_CAN_CHOOSE|ChallengeName', as: 'json' },
      enrollable: { path: 'ChallengeParameters.MFAS_CAN_SETUP', as: 'json', default: [] },
      sent: 'ChallengeName',
      destination: 'ChallengeParameters.CODE_DELIVERY_DESTINATION',
    },
  },
  errors: {
    code: '__type',
    message: 'message',
    codes: {
      CodeMismatchException: 'invalid-code',
      EnableSoftwareTokenMFAException: 'invalid-code',
      ExpiredCodeException: 'code-expired',
      CodeDeliveryFailureException: 'delivery-failed',
      SoftwareTokenMFANotFoundException: 'not-enrolled',
      TooManyFailedAttemptsException: 'too-many-attempts',
      TooManyRequestsException: 'rate-limited',
      LimitExceededException: 'rate-limited',
      NotAuthorizedException: 'unauthenticated',
      UserNotFoundException: 'unauthenticated',
      InvalidParameterException: 'misconfigured',
      ResourceNotFoundException: 'misconfigured',
    },
  },
};
