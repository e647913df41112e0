import type { LoginRadiusSession } from '../backends/loginradius/index.js';
import { readSession } from '../backends/loginradius/wire.js';
import { sentByLogin } from './answers.js';
import { CallFailure, itemsOf, ownError } from './errors.js';
import { credentialOf, LoginForm } from './login-form.js';
import { loginFailureText } from './login-words.js';
import { makeElement, show, type Stage } from './stage.js';
import type { Fields } from './wire.js';

/** The action `login`: the form for the first factor, and in its place the second step where there is one. */
// eslint-disable-next-line @typescript-eslint/require-await -- one of several actions, of which the others wait
export async function runLogin(stage: Stage): Promise<void> {
  const { hooks, options, classPrefix, container, tell } = stage;
  const form: LoginForm = new LoginForm({
    classPrefix,
    phoneLogin: options.phoneLogin === true,
    words: () => hooks.words,
    onSchema: (schema) => hooks.tell('beforeFormRender', 'login', schema),
    onInvalid: (errors) => {
      hooks.tell('afterValidation', 'login');
      tell.failure(errors);
    },
    onSubmit: (values) => submit(stage, form, values),
  });
  stage.onWords(form.element, () => form.applyWords());
  container.replaceChildren(form.element);
  hooks.tell('afterFormRender', 'login', form.schema);
}

async function submit(
  stage: Stage,
  form: LoginForm,
  { emailid = '', password = '' }: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const { hooks, conversation, tell, configured } = stage;
  const name = emailid.trim();
  // What the page hears of what was typed. Not the password.
  const formData = { emailid: name };
  const byPerson = form.element.matches(':focus-within');
  try {
    await configured();
    const answer = await conversation.signIn({
      [credentialOf(name, stage.options)]: name,
      password,
    });
    // Taken away meanwhile: there is nobody to go on with.
    if (!form.element.isConnected) return undefined;
    if (answer.SecondFactorAuthentication) await secondStep(stage, answer, formData, byPerson);
    else {
      const session = readSession(answer);
      if (!session) throw new CallFailure(ownError('bad-response'));
      finish(stage, session, formData);
    }
    return undefined;
  } catch (error) {
    if (!form.element.isConnected) return undefined;
    const failure = error instanceof CallFailure ? error : new CallFailure(itemsOf(error), error);
    tell.failure(failure.items);
    return loginFailureText(failure, hooks.words);
  }
}

async function secondStep(stage: Stage, login: Fields, formData: object, byPerson: boolean): Promise<void> {
  const { options, conversation, tell } = stage;
  const client = conversation.toldClient(
    await conversation.client(),
    (answer) => tell.success(answer, formData),
    tell.failure,
  );
  const challenge = await makeElement(stage, 'mfa-challenge');
  challenge.client = client;
  challenge.login = login;
  challenge.authenticatorOptionsOrder = options.authenticatorOptionsOrder;
  challenge.addEventListener('mfa-challenge-completed', () => {
    finish(stage, challenge.verification?.session as LoginRadiusSession, formData);
  });
  challenge.addEventListener('mfa-challenge-failed', ({ detail: { code } }) => {
    // Every other failure is that of a call, which has been told of.
    if (code === 'challenge-expired') tell.failure(ownError(code));
  });
  if (!show(stage, challenge)) return;
  const sent = sentByLogin(login);
  if (sent) tell.success(sent, formData);
  await challenge.start();
  // What was in the form that is gone.
  if (byPerson) challenge.focus();
}

function finish({ session, tell }: Stage, answer: LoginRadiusSession, formData: object): void {
  session.begin(answer);
  tell.success(answer, formData);
}
