import type { LoginRadiusSession } from '../backends/loginradius/index.js';
import { readSession } from '../backends/loginradius/wire.js';
import { pendingOf } from './answers.js';
import type { FormValues } from './callbacks.js';
import { CallFailure, itemsOf, plainError } from './errors.js';
import { credentialOf, LoginForm } from './login-form.js';
import { loginFailureText } from './login-words.js';
import { orderOf } from './options.js';
import { makeElement, show, type Stage } from './stage.js';
import type { Fields } from './wire.js';

type Values = Readonly<Record<string, string>>;

/** The action `login`: the form for the first factor, and in its place the second step where there is one. */
// eslint-disable-next-line @typescript-eslint/require-await -- one of several actions, of which the others wait
export async function runLogin(stage: Stage): Promise<void> {
  const { hooks, lists, options, classPrefix, container, place, tell } = stage;
  const form: LoginForm = new LoginForm({
    classPrefix,
    lists,
    phoneLogin: options.phoneLogin === true,
    onSchema: (schema) => hooks.tell('beforeFormRender', 'login', schema),
    onSend: () => hooks.tell('eventCalls', 'login', classPrefix),
    onInvalid: (errors) => {
      hooks.tell('afterValidation', 'login');
      // The person reads it at the fields, and the page has said that this is enough.
      if (!stage.options.formValidationMessage) tell.failure(errors);
    },
    onSubmit: (values) => submit(stage, form, values),
  });
  stage.onWords(form.element, () => form.applyWords());
  container.replaceChildren(form.element);
  hooks.tell('afterFormRender', 'login', place, classPrefix, form.element);
}

async function submit(
  stage: Stage,
  form: LoginForm,
  { emailid = '', password = '', ...more }: Values,
): Promise<string | undefined> {
  const { lists, conversation, tell, configured } = stage;
  const isGone = (): boolean => !form.element.isConnected;
  const byPerson = form.element.matches(':focus-within');
  let goOn: (() => Promise<void>) | undefined;
  try {
    await configured();
    const name = emailid.trim();
    const credential = credentialOf(name, stage.options);
    await conversation.signIn(
      { ...more, [credential]: name, password },
      {
        async told({ result: answer }) {
          // Taken away meanwhile: there is nobody to go on with.
          if (isGone()) return;
          // What the page hears of what was typed. Not the password.
          const values = { [credential]: name };
          if (answer.SecondFactorAuthentication) goOn = await secondStep(stage, answer, values, byPerson);
          else end(stage, readSession(answer), values);
        },
        failed: (errors) => {
          if (!isGone()) tell.failure(errors);
        },
      },
    );
  } catch (error) {
    if (isGone()) return undefined;
    const failure = error instanceof CallFailure ? error : new CallFailure(itemsOf(error), error);
    return loginFailureText(failure, lists);
  }
  await goOn?.();
  return undefined;
}

/** Shows the second step, tells the page that there is one, and gives what begins it. */
async function secondStep(
  stage: Stage,
  login: Fields,
  values: Values,
  byPerson: boolean,
): Promise<(() => Promise<void>) | undefined> {
  const { options, conversation, tell } = stage;
  const challenge = await makeElement(stage, 'mfa-challenge');
  challenge.client = conversation.toldClient(await conversation.client(), tell, (session, formData) =>
    end(stage, session, formData),
  );
  challenge.login = login;
  challenge.authenticatorOptionsOrder = orderOf(options);
  // The service has given a session already to who may go on without.
  challenge.addEventListener('mfa-challenge-skipped', () => end(stage, readSession(login), values));
  challenge.addEventListener('mfa-challenge-failed', ({ detail: { code } }) => {
    // Every other failure is that of a call, which has been told of.
    if (code === 'challenge-expired') tell.failure(plainError(code));
  });
  if (!show(stage, true, challenge)) return undefined;
  tell.success(pendingOf(login), new URLSearchParams(values).toString());
  return async () => {
    await challenge.start();
    // What was in the form that is gone.
    if (byPerson) challenge.focus();
  };
}

/** @throws CallFailure where the answer has no session */
function end(
  { session, tell }: Stage,
  found: LoginRadiusSession | undefined,
  formData: FormValues | undefined,
): void {
  if (!found) throw new CallFailure(plainError('bad-response'));
  session.begin(found);
  tell.success(found, formData);
}
