import { cognito } from '../src/backends/rest/descriptions/cognito.js';

const POOL = { endpoint: 'https://cognito-idp.eu-central-1.amazonaws.com', clientId: 'your app client' };

/** Signs a person in, up to the second factor, and hands the rest to the elements of the page. */
export async function signIn(userName: string, password: string, pool = POOL): Promise<void> {
  const config = document.querySelector('mfa-config');
  const challenge = document.querySelector('mfa-challenge');
  if (!config || !challenge) return;
  config.endpoint = pool.endpoint;
  config.more = { clientId: pool.clientId };
  config.description = cognito;

  const answer = await fetch(pool.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: pool.clientId,
      AuthParameters: { USERNAME: userName, PASSWORD: password },
    }),
  });
  // With the ticket in it: a property, never an attribute.
  challenge.login = await answer.json();
}
