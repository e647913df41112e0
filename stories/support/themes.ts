import '../../src/define/mfa-config.js';
import { putOn, type Theme } from './looks.js';
import { make } from './stage.js';
import { story, type SceneStory } from './story.js';
import * as challenge from '../mfa-challenge.stories.js';
import * as request from '../mfa-otp-request.stories.js';
import * as verify from '../mfa-otp-verify.variations.stories.js';
import * as settings from '../mfa-settings.stories.js';

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

/** What is set on the `<mfa-config>` around, where a theme is more than a style sheet of the page. */
const OPTIONS: Readonly<Partial<Record<Theme, Readonly<Record<string, unknown>>>>> = {
  govuk: { hintPlacement: 'above', errorPlacement: 'above' },
};

/** A story in a theme. The toolbar says the same theme. */
export function themed(theme: Theme, { parameters: { scene } }: SceneStory): SceneStory {
  return story(
    {
      ...scene,
      async setup(stage) {
        await putOn(theme, stage);
        stage.frame(make('mfa-config', OPTIONS[theme] ?? {}));
        return scene.setup(stage);
      },
    },
    { globals: { look: theme } },
  );
}

/** The states in a theme. */
export function inTheme(theme: Theme): Stories {
  return Object.fromEntries(
    Object.entries(STORIES).map(([name, original]) => [name, themed(theme, original)]),
  ) as Stories;
}
