/** A genuine OAuth 2 server, which gives access tokens for client credentials and for nothing else. */
import Provider from 'oidc-provider';
import { listen } from './listen.js';

export interface TokenServer {
  readonly tokenEndpoint: string;
  /** Whether a token is one of this server's, and not over. */
  accepts(token: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface TokenServerOptions {
  clientId: string;
  clientSecret: string;
  authentication?: 'client_secret_post' | 'client_secret_basic';
  /** Told of each request. */
  onRequest?: () => void;
}

export async function startTokenServer(options: TokenServerOptions): Promise<TokenServer> {
  const { clientId, clientSecret, authentication = 'client_secret_post', onRequest } = options;
  const server = await listen();
  const provider = new Provider(server.url, {
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: authentication,
      },
    ],
  });
  const callback = provider.callback();
  server.handle = (incoming, outgoing) => {
    onRequest?.();
    void callback(incoming, outgoing);
  };
  return {
    tokenEndpoint: `${server.url}/token`,
    async accepts(token) {
      const known = await provider.ClientCredentials.find(token);
      return known?.isValid ?? false;
    },
    close: () => server.close(),
  };
}
