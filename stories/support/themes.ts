import '../../src/define/mfa-config.js';
import { make } from './stage.js';
import { story, type SceneStory } from './story.js';
import * as challenge from '../mfa-challenge.stories.js';
import * as request from '../mfa-otp-request.stories.js';
import * as verify from '../mfa-otp-verify.variations.stories.js';
import * as settings from '../mfa-settings.stories.js';

const SHEETS = {
  bootstrap: new URL('../../themes/bootstrap.css', import.meta.url).href,
  govuk: new URL('../../themes/govuk.css', import.meta.url).href,
  material: new URL('../../themes/material.css', import.meta.url).href,
  webawesome: new URL('../../themes/webawesome.css', import.meta.url).href,
};
export type Theme = keyof typeof SHEETS;

/** Of each kind of state one: what is chosen, filled in, wrong, waited for, over, done. */
const STORIES = {
  Choosing: challenge.Choosing,
  Enrolling: challenge.Enrolling,
  RecoveryCodes: challenge.Saving,
  Completed: challenge.Completed,
  Unusable: challenge.Unusable,
  Ended: challenge.Ended,
  Failed: challenge.Failed,
  Questions: challenge.Questions,
  WhereTo: request.Idle,
  Number: challenge.SetUpPhone,
  WrongCode: verify.WrongCode,
  TooManyAttempts: verify.TooManyAttempts,
  Waiting: verify.RateLimited,
  RecoveryCode: verify.RecoveryCode,
  Settings: settings.Ready,
  Removing: settings.Removing,
} satisfies Record<string, SceneStory>;
type Stories = Record<keyof typeof STORIES, SceneStory>;

/**
 * The states in a theme, which is a style sheet of the page and nothing more.
 *
 * @param options - What is set on the `<mfa-config>` around.
 */
export function inTheme(theme: Theme, options: Readonly<Record<string, unknown>> = {}): Stories {
  const entries = Object.entries(STORIES).map(
    ([
      name,
      {
        parameters: { scene },
      },
    ]) => [
      name,
      story({
        ...scene,
        async setup(stage) {
          const link = make('link', { rel: 'stylesheet', href: SHEETS[theme] });
          const loaded = new Promise((resolve) => (link.onload = resolve));
          stage.append(link);
          stage.classList.add(`mfa-theme-${theme}`);
          await loaded;
          const config = make('mfa-config', options);
          stage.frame(config);
          return scene.setup(stage);
        },
      }),
    ],
  );
  return Object.fromEntries(entries) as Stories;
}
