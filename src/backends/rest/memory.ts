import { defined } from '../values.js';
import type { Values } from './template.js';

const TOKEN = 'accessToken';

/**
 * What a client remembers from one call to the next: what `login` keeps until the sign-in is over, and a token that a
 * call has renewed. Secret.
 */
export interface Memory {
  /** As placeholders. */
  readonly values: Values;
  /** Takes what belongs here out of the results of a call, and gives the rest. */
  takeFrom(results: Values): Values;
  /** A sign-in begins: as `takeFrom`, with what the login gave. */
  begin(results: Values): Values;
  /** The sign-in is over: forgets what its login gave. */
  end(): void;
}

interface Token {
  value: unknown;
  /** What the page had then: once it has another one, this is out of date. */
  inPlaceOf: unknown;
  isOfLogin: boolean;
}

/**
 * @param names - What `login` keeps.
 * @param pageToken - The token that the page has now.
 */
export function createMemory(names: readonly string[], pageToken: () => unknown): Memory {
  let kept: Values = {};
  let token: Token | undefined;

  function take({ [TOKEN]: value, ...results }: Values, isOfLogin: boolean): Values {
    if (value !== undefined) token = { value, inPlaceOf: pageToken(), isOfLogin };
    const isOurs = ([name]: [string, unknown]): boolean => names.includes(name);
    const entries = Object.entries(results);
    kept = { ...kept, ...defined(Object.fromEntries(entries.filter(isOurs))) };
    return Object.fromEntries(entries.filter((entry) => !isOurs(entry)));
  }

  return {
    get values() {
      if (token && token.inPlaceOf !== pageToken()) token = undefined;
      return token ? { ...kept, [TOKEN]: token.value } : kept;
    },
    takeFrom: (results) => take(results, false),
    begin(results) {
      kept = {};
      return take(results, true);
    },
    end() {
      kept = {};
      if (token?.isOfLogin) token = undefined;
    },
  };
}
