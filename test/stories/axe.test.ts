import { expect } from 'chai';
import { CHALLENGE_STATUSES } from '../../src/flows/challenge-state.js';
import { OTP_REQUEST_STATUSES } from '../../src/flows/otp-request-flow.js';
import { OTP_VERIFY_STATUSES } from '../../src/flows/otp-verify-state.js';
import { RECOVERY_CODES_STATUSES } from '../../src/flows/recovery-codes-state.js';
import { PASSKEY_STATUSES } from '../../src/flows/passkey-state.js';
import { PUSH_ENROLL_STATUSES } from '../../src/flows/push-enroll-state.js';
import { PUSH_STATUSES } from '../../src/flows/push-state.js';
import { SECURITY_QUESTIONS_STATUSES } from '../../src/flows/security-questions-state.js';
import { SETTINGS_STATUSES } from '../../src/flows/settings-state.js';
import { TOTP_ENROLL_STATUSES } from '../../src/flows/totp-enroll-state.js';
import { TRUSTED_DEVICES_STATUSES } from '../../src/flows/trusted-devices-state.js';
import { en } from '../../src/locales/en.js';
import { deepElements } from '../support/page.js';
import { FILES, storiesOf } from './all-stories.js';
import { LOOK_RULES, violations, violationsOf } from './axe-rules.js';
import { isMeasuring } from './measuring.js';
import {
  clearStory,
  closeStoriesPage,
  expectScene,
  openStoriesPage,
  setLook,
  showStory,
} from './stories-page.js';

describe('stories', () => {
  before(openStoriesPage);
  after(closeStoriesPage);
  afterEach(clearStory);

  describe('one for each status', () => {
    const wanted = {
      'mfa-otp-request': OTP_REQUEST_STATUSES,
      'mfa-otp-verify': OTP_VERIFY_STATUSES,
      'mfa-recovery-codes': RECOVERY_CODES_STATUSES,
      'mfa-passkey': PASSKEY_STATUSES,
      'mfa-push': PUSH_STATUSES,
      'mfa-push-enroll': PUSH_ENROLL_STATUSES,
      'mfa-security-questions': SECURITY_QUESTIONS_STATUSES,
      'mfa-challenge': CHALLENGE_STATUSES,
      'mfa-settings': SETTINGS_STATUSES,
      'mfa-totp-enroll': TOTP_ENROLL_STATUSES,
      'mfa-trusted-devices': TRUSTED_DEVICES_STATUSES,
    };
    for (const [tag, statuses] of Object.entries(wanted)) {
      it(tag, () => {
        const stories = storiesOf(FILES[`${tag}.stories`] ?? {});
        for (const status of statuses) {
          const name = status[0]!.toUpperCase() + status.slice(1);
          const story = stories.find((candidate) => candidate.name === name);
          expect(story?.scene.status, name).to.equal(status);
        }
      });
    }
  });

  // Every engine looks at the pages of all states, and at every story on 320 px.
  for (const [file, module] of isMeasuring ? Object.entries(FILES) : []) {
    describe(file, () => {
      for (const story of storiesOf(module)) {
        it(story.name, async () => {
          const { stage, element } = await showStory(story);
          expect(rawKeys(stage).join(), 'texts that are missing').to.equal('');
          expect(await violations(stage)).to.deep.equal([]);
          // Neither colours nor directions change what an element is.
          await setLook('dark', 'rtl', stage);
          expect(await violationsOf(stage, LOOK_RULES), 'dark, from right to left').to.deep.equal([]);
          expectScene(story, element);
        });
      }
    });
  }
});

const KEY = new RegExp(`(^|[^\\w-])(${Object.keys(en).join('|')})(?![\\w-])`);

/** Names of texts that are shown or read aloud in place of the texts. */
function rawKeys(stage: Element): string[] {
  const texts: string[] = [];
  for (const element of deepElements(stage)) {
    for (const node of [...element.childNodes, ...(element.shadowRoot?.childNodes ?? [])])
      if (node instanceof Text) texts.push(node.data);
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      texts.push(element.getAttribute(name) ?? '');
  }
  return texts.filter((text) => KEY.test(text));
}
