/** The clients of one form, made of the page's options. Their code is loaded when they are first needed. */
import type {
  LoginAccountClient,
  LoginRadiusClient,
  LoginRadiusOptions,
} from '../backends/loginradius/index.js';
import { backendMore, endpointOf, type CommonOptions, type InterfaceOptions } from './options.js';

export interface ClientsOptions {
  given: CommonOptions;
  options: InterfaceOptions;
  /** The session's token, for what needs one. */
  token: () => string | undefined;
}

/** For the second factor. It keeps the ticket of its sign-in. */
export async function makeClient(source: ClientsOptions): Promise<LoginRadiusClient> {
  const { LoginRadiusClient } = await import('../backends/loginradius/index.js');
  const { smsTemplate2FA, emailTemplate2FA } = source.options;
  return new LoginRadiusClient({
    ...wayOf(source),
    more: backendMore(source.options),
    ...(smsTemplate2FA !== undefined && { smsTemplate: smsTemplate2FA }),
    ...(emailTemplate2FA !== undefined && { emailTemplate: emailTemplate2FA }),
  });
}

/** For what belongs to the account and not to its second factor. */
export async function makeAccountClient(source: ClientsOptions): Promise<LoginAccountClient> {
  const { smsTemplateUpdatePhone, smsTemplateWelcome, SecurityQuestions, securityQuestionsCount } =
    source.options;
  const { LoginAccountClient } = await import('../backends/loginradius/index.js');
  return new LoginAccountClient({
    ...wayOf(source),
    ...(smsTemplateUpdatePhone !== undefined && { smsTemplate: smsTemplateUpdatePhone }),
    smsTemplateWelcome,
    questions: SecurityQuestions?.map(({ QuestionId: id, Question: question }) => ({ id, question })),
    questionsCount: securityQuestionsCount,
  });
}

function wayOf({ given, options, token }: ClientsOptions): LoginRadiusOptions {
  return {
    endpoint: endpointOf(given, options) ?? '',
    accessToken: token,
    ...(given.fetch && { fetch: given.fetch }),
    ...(options.apiKey !== undefined && { apiKey: options.apiKey }),
  };
}
