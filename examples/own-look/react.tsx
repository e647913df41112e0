import { useEffect, useReducer, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import type { Flow } from 'mfa-elements/flows';
import { makeSignIn, stepOf } from './sign-in.js';
import { news, problem, timeLeft } from './words.js';

/** The state of a flow, which rests when the component leaves, and goes on when React mounts it again. */
function useFlow<State>(flow: Flow<State>): State {
  useEffect(() => () => flow.dispose(), [flow]);
  const read = (): State => flow.state;
  return useSyncExternalStore(flow.subscribe, read, read);
}

/** Renders once a second while a time is shown. */
function useTick(isOn: boolean): void {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [isOn]);
}

export interface SignInProps {
  endpoint: string;
  onSignedIn: () => void;
}

export function SignIn({ endpoint, onSignedIn }: SignInProps): ReactElement {
  const [{ request, verify }] = useState(() => makeSignIn(endpoint));
  const asked = useFlow(request);
  const checked = useFlow(verify);
  const field = useRef<HTMLInputElement>(null);
  const step = stepOf(asked, checked);
  const { status, expiresAt, mayHaveExpired } = checked;
  const { resendAt } = step === 'ask' ? asked : checked;
  useTick(!!expiresAt || !!resendAt);

  async function check(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (await verify.verify(field.current?.value.replace(/\s/g, '') ?? '')) onSignedIn();
    else field.current?.select();
  }

  async function resend(): Promise<void> {
    if ((await verify.resend()) && field.current) field.current.value = '';
    field.current?.focus();
  }

  return (
    <section aria-label="Confirm that it is you">
      <p role="status">{news(asked, checked)}</p>
      <p role="alert" id="problem">
        {problem(asked, checked)}
      </p>
      {step === 'over' && <a href="/sign-in">Sign in again</a>}
      {step === 'ask' && (
        <button
          type="button"
          aria-disabled={!!resendAt}
          onClick={() => void request.send({ channel: 'sms' })}
        >
          Text me a code {resendAt && `in ${timeLeft(resendAt)}`}
        </button>
      )}
      {step === 'enter' && (
        <form onSubmit={(event) => void check(event)}>
          <label htmlFor="code">Code</label>
          <input
            ref={field}
            id="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            autoFocus
            readOnly={status !== 'ready'}
            aria-invalid={status === 'ready' && checked.isRefused}
            aria-describedby="problem"
            onInput={() => verify.typed()}
          />
          <button aria-disabled={status !== 'ready'}>Check</button>
          <button type="button" aria-disabled={!!resendAt} onClick={() => void resend()}>
            Send another code {resendAt && `in ${timeLeft(resendAt)}`}
          </button>
          {status === 'blocked' && <p role="timer">Try again in {timeLeft(checked.blockedUntil)}</p>}
          {expiresAt && !mayHaveExpired && <p role="timer">Expires in {timeLeft(expiresAt)}</p>}
        </form>
      )}
    </section>
  );
}
