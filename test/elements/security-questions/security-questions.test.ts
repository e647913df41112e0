import { expect } from 'chai';
import '../../../src/define/mfa-config.js';
import '../../../src/define/mfa-security-questions.js';
import type { SecurityQuestion } from '../../../src/core/client.js';
import { registerBackend } from '../../../src/core/backend-registry.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaSecurityQuestions } from '../../../src/elements/security-questions/security-questions.js';
import { en } from '../../../src/locales/en.js';
import { keys, type } from '../../support/keys.js';
import { ManualClock } from '../../support/manual-clock.js';
import {
  aTask,
  clearPage,
  deepElements,
  part,
  seenIn,
  settled,
  shownText,
  shows,
  spoken,
  until,
} from '../../support/page.js';
import { roleClient, type RoleClient } from '../../support/role-client.js';

const QUESTIONS: SecurityQuestion[] = [
  { id: 'q1', question: 'What was the name of your first school?' },
  { id: 'q2', question: 'Where did your parents meet?' },
  { id: 'q3', question: 'What was your first pet called?' },
];

describe('mfa-security-questions', () => {
  let element: MfaSecurityQuestions;
  let backend: RoleClient;
  let clock: ManualClock;
  let events: string[];

  beforeEach(() => {
    clock = new ManualClock();
    events = [];
    backend = roleClient({
      securityQuestions: () => Promise.resolve(QUESTIONS.slice(0, 2)),
      answerSecurityQuestions: 'by hand',
      securityQuestionOffer: () => Promise.resolve({ questions: QUESTIONS, count: 2 }),
      setSecurityQuestions: 'by hand',
    });
    element = document.createElement('mfa-security-questions');
    element.client = backend.client;
    element.clock = clock;
    for (const name of ['answered', 'saved', 'failed'])
      element.addEventListener(`mfa-security-questions-${name}`, (event) => {
        events.push(`${name} ${JSON.stringify((event as CustomEvent<unknown>).detail)}`);
      });
  });
  afterEach(clearPage);

  describe('to answer', () => {
    it('asks each question, as the label of its field', async () => {
      await attach();
      expect(element.status).to.equal('ready');
      const labels = answers().map((input) => input.labels![0]!.textContent);
      expect(labels).to.deep.equal([QUESTIONS[0]!.question, QUESTIONS[1]!.question]);
      expect(backend.of('securityQuestions')).to.have.lengthOf(1);
    });

    it('writes a question the way its own language runs', async () => {
      document.documentElement.dir = 'rtl';
      await attach();
      const label = part(element, 'question')!;
      const place = (at: number): number => {
        const text = document.createTreeWalker(label, NodeFilter.SHOW_TEXT).nextNode();
        const range = document.createRange();
        range.setStart(text!, at);
        range.setEnd(text!, at + 1);
        return range.getBoundingClientRect().left;
      };
      expect(place(QUESTIONS[0]!.question.length - 1)).to.be.greaterThan(place(0));
      document.documentElement.dir = '';
    });

    it('sends the answers without the spaces around them, once', async () => {
      await attach();
      fill('  Hill Road ', 'In a café');
      void element.submit();
      void element.submit();
      part(element, 'submit')!.click();
      await until(() => backend.of('answerSecurityQuestions').length > 0);
      await settled(element);
      expect(backend.of('answerSecurityQuestions')).to.have.lengthOf(1);
      expect(backend.of('answerSecurityQuestions')[0]!.args[0]).to.deep.equal([
        { questionId: 'q1', answer: 'Hill Road' },
        { questionId: 'q2', answer: 'In a café' },
      ]);
      backend.of('answerSecurityQuestions')[0]!.resolve({ session: 'yes' });
      await until(() => element.status === 'done');
      expect(element.verification).to.deep.equal({ session: 'yes' });
      expect(events).to.deep.equal(['answered null']);
    });

    it('says which answer is missing, and goes there', async () => {
      await attach();
      fill('Hill Road', '   ');
      expect(await element.submit()).to.equal(false);
      await settled(element);
      expect(backend.of('answerSecurityQuestions')).to.have.lengthOf(0);
      expect(shownText(element)).to.contain(en.questionsMissing);
      expect(element.shadowRoot!.activeElement).to.equal(answers()[1]);
      expect(answers()[1]!.getAttribute('aria-invalid')).to.equal('true');
      await type('x');
      await settled(element);
      expect([part(element, 'fault')!.textContent, answers()[1]!.ariaInvalid]).to.deep.equal(['', null]);
    });

    it('keeps wrong answers, says what is left, and does not send the same again', async () => {
      await attach();
      fill('Hill Road', 'Rome');
      answers()[1]!.focus();
      await keys('Enter');
      await until(() => backend.of('answerSecurityQuestions').length === 1);
      backend.of('answerSecurityQuestions')[0]!.reject(new MfaError('invalid-answer', { attemptsLeft: 2 }));
      await until(() => events.length === 1);
      await settled(element);
      expect(events).to.deep.equal(['failed {"code":"invalid-answer","attemptsLeft":2}']);
      expect(part(element, 'error')!.textContent).to.equal(
        'At least one answer is not right. Check them and try again. 2 attempts left.',
      );
      expect(answers().map(({ value }) => value)).to.deep.equal(['Hill Road', 'Rome']);
      expect(element.shadowRoot!.activeElement).to.equal(answers()[0]);
      expect(await element.submit()).to.equal(false);
      expect(backend.of('answerSecurityQuestions')).to.have.lengthOf(1);
      await type('Hillroad');
      void element.submit();
      await until(() => backend.of('answerSecurityQuestions').length === 2);
    });

    it('waits where the backend says for how long, and says when it is over', async () => {
      await attach();
      fill('a', 'b');
      void element.submit();
      await until(() => backend.of('answerSecurityQuestions').length === 1);
      backend
        .of('answerSecurityQuestions')[0]!
        .reject(new MfaError('locked', { retryAt: clock.now() + 90_000 }));
      await until(() => events.length === 1);
      await settled(element);
      expect(seenIn(element, 'wait')).to.equal('You can try again in 1:30');
      expect(await element.submit()).to.equal(false);
      clock.advance(90_000);
      await settled(element);
      expect(shows(element, 'wait')).to.equal(false);
      expect(spoken(element).polite).to.equal(en.tryAgainNow);
    });

    for (const code of ['unauthenticated', 'challenge-expired'] as const)
      it(`ends with ${code}, and forgets the answers`, async () => {
        await attach();
        fill('a', 'b');
        void element.submit();
        await until(() => backend.of('answerSecurityQuestions').length === 1);
        backend.of('answerSecurityQuestions')[0]!.reject(new MfaError(code));
        await until(() => element.status === 'ended');
        await settled(element);
        expect(shownText(element)).to.contain('sign in again');
        expect(answers()).to.have.lengthOf(0);
      });

    it('keeps what was typed when the connection is lost', async () => {
      await attach();
      fill('a', 'b');
      void element.submit();
      await until(() => backend.of('answerSecurityQuestions').length === 1);
      backend.of('answerSecurityQuestions')[0]!.reject(new MfaError('network'));
      await until(() => events.length === 1);
      await settled(element);
      expect(part(element, 'error')!.textContent).to.equal(en['error-network']);
      expect(answers().map(({ value }) => value)).to.deep.equal(['a', 'b']);
      void element.submit();
      await until(() => backend.of('answerSecurityQuestions').length === 2);
    });

    it('says so where there are none', async () => {
      backend = roleClient({
        securityQuestions: () => Promise.reject(new MfaError('not-enrolled')),
        answerSecurityQuestions: 'by hand',
      });
      element.client = backend.client;
      document.body.append(element);
      await until(() => element.status === 'empty');
      await settled(element);
      expect(part(element, 'empty')!.textContent.trim()).to.equal(en['error-not-enrolled']);
    });

    it('tries again to get them when the person says so', async () => {
      backend = roleClient({ securityQuestions: 'by hand', answerSecurityQuestions: 'by hand' });
      element.client = backend.client;
      document.body.append(element);
      await until(() => backend.of('securityQuestions').length === 1);
      expect(element.status).to.equal('loading');
      backend.of('securityQuestions')[0]!.reject(new TypeError('a bug of the page'));
      await until(() => element.status === 'failed');
      await settled(element);
      expect(part(element, 'error')!.textContent).to.equal(en['error-server']);
      part(element, 'retry')!.click();
      await until(() => backend.of('securityQuestions').length === 2);
      backend.of('securityQuestions')[1]!.resolve(QUESTIONS);
      await until(() => element.status === 'ready');
    });
  });

  describe('to set', () => {
    beforeEach(() => {
      element.mode = 'set';
    });

    it('forgets the answers when the page goes, and not which questions were chosen', async () => {
      await attach();
      choose(selects()[0]!, 'q2');
      answers()[0]!.value = 'Hill Road';
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      await settled(element);
      expect(answers().map(({ value }) => value)).to.deep.equal(['', '']);
      expect(selects()[0]!.value).to.equal('q2');
    });

    it('offers each question once', async () => {
      await attach();
      const [first, second] = selects();
      expect(first!.options).to.have.lengthOf(4);
      choose(first!, 'q2');
      await settled(element);
      expect([...second!.options].map(({ value }) => value)).to.deep.equal(['', 'q1', 'q3']);
      expect([...first!.options].map(({ value }) => value)).to.deep.equal(['', 'q1', 'q2', 'q3']);
    });

    it('asks for as many as the page wants, here or in an mfa-config around it, but never fewer or more than there are', async () => {
      const config = document.createElement('mfa-config');
      document.body.append(config);
      for (const [around, own, rows] of [
        [3, undefined, 3],
        [3, 1, 2],
        [undefined, 9, 3],
      ] as const) {
        Object.assign(config, { securityQuestionsCount: around });
        element.securityQuestionsCount = own;
        element.remove();
        config.append(element);
        await until(() => element.status === 'ready');
        await settled(element);
        expect(selects(), `${around} ${own}`).to.have.lengthOf(rows);
      }
    });

    it('takes up another number while somebody types, and loses nothing', async () => {
      const config = document.createElement('mfa-config');
      config.append(element);
      document.body.append(config);
      await until(() => element.status === 'ready');
      await settled(element);
      choose(selects()[0]!, 'q1');
      fill('one');
      answers()[1]!.focus();
      config.securityQuestionsCount = 3;
      await until(() => answers().length === 3);
      expect(answers()[0]!.value).to.equal('one');
      expect(selects()[0]!.value).to.equal('q1');
      expect(element.shadowRoot!.activeElement).to.equal(answers()[1]);

      fill('one', '', 'three');
      config.securityQuestionsCount = 1;
      await settled(config);
      await settled(element);
      expect(
        answers().map(({ value }) => value),
        'what is typed stays',
      ).to.deep.equal(['one', '', 'three']);

      answers()[2]!.value = '';
      config.securityQuestionsCount = undefined;
      await until(() => answers().length === 2);
      expect(answers()[0]!.value).to.equal('one');
      expect(backend.of('securityQuestionOffer')).to.have.lengthOf(1);
    });

    it('calls no answer wrong where none is known yet', async () => {
      await attach();
      for (const [row, id] of ['q1', 'q2'].entries()) choose(selects()[row]!, id);
      fill('one', 'two');
      void element.submit();
      await until(() => backend.of('setSecurityQuestions').length === 1);
      backend.of('setSecurityQuestions')[0]!.reject(new MfaError('invalid-answer'));
      await until(() => shows(element, 'error') && element.status === 'ready');
      expect(part(element, 'error')!.textContent.trim()).to.equal(en.questionsNotTaken);
    });

    it('asks another client again how many it wants, and shows no less meanwhile', async () => {
      await attach();
      let wants = 3;
      registerBackend('counting', () =>
        Promise.resolve(
          () =>
            roleClient({
              securityQuestionOffer: () => Promise.resolve({ questions: QUESTIONS, count: wants }),
            }).client,
        ),
      );
      element.remove();
      element = document.createElement('mfa-security-questions');
      Object.assign(element, { mode: 'set', backend: 'counting', endpoint: '/x', more: { count: 3 } });
      document.body.append(element);
      await until(() => answers().length === 3);
      answers()[0]!.value = 'one';
      wants = 2;
      element.more = { count: 2 };
      element.securityQuestionsCount = 2;
      await until(() => answers().length === 2);
      expect(answers()[0]!.value).to.equal('one');
      expect(element.status).to.equal('ready');
    });

    it('wants a question and an answer in each row', async () => {
      await attach();
      choose(selects()[0]!, 'q1');
      fill('Hill Road', 'Rome');
      expect(await element.submit()).to.equal(false);
      await settled(element);
      expect(shownText(element)).to.contain(en.questionsNotChosen);
      expect(element.shadowRoot!.activeElement).to.equal(selects()[1]);
    });

    it('wants answers that differ', async () => {
      await attach();
      choose(selects()[0]!, 'q1');
      choose(selects()[1]!, 'q3');
      fill('Hill  Road', ' hill road');
      expect(await element.submit()).to.equal(false);
      await settled(element);
      expect(shownText(element)).to.contain(en.questionsSame);
      expect(backend.of('setSecurityQuestions')).to.have.lengthOf(0);
    });

    it('saves them', async () => {
      await attach();
      choose(selects()[0]!, 'q3');
      choose(selects()[1]!, 'q1');
      fill('Rex', 'Hill Road');
      void element.submit();
      await until(() => backend.of('setSecurityQuestions').length === 1);
      expect(backend.of('setSecurityQuestions')[0]!.args[0]).to.deep.equal([
        { questionId: 'q3', answer: 'Rex' },
        { questionId: 'q1', answer: 'Hill Road' },
      ]);
      backend.of('setSecurityQuestions')[0]!.resolve({});
      await until(() => element.status === 'done');
      expect(events).to.deep.equal(['saved null']);
    });

    it('says that they are set up already', async () => {
      await attach();
      choose(selects()[0]!, 'q3');
      choose(selects()[1]!, 'q1');
      fill('Rex', 'Hill Road');
      void element.submit();
      await until(() => backend.of('setSecurityQuestions').length === 1);
      backend.of('setSecurityQuestions')[0]!.reject(new MfaError('already-enrolled'));
      await until(() => events.length === 1);
      await settled(element);
      expect(part(element, 'error')!.textContent).to.equal(en['error-already-enrolled']);
    });

    it('begins anew in the other mode', async () => {
      await attach();
      element.mode = 'answer';
      await until(() => backend.of('securityQuestions').length === 1 && element.status === 'ready');
      await settled(element);
      expect(selects()).to.have.lengthOf(0);
      expect(answers()).to.have.lengthOf(2);
    });
  });

  describe('secrets', () => {
    it('are hidden while typed where the page wants that, and can be shown', async () => {
      element.setAttribute('mask-sensitive-input', '');
      await attach();
      expect(answers()[0]!.type).to.equal('password');
      expect(part(element, 'toggle')!.textContent.trim()).to.equal(en.questionsShow);
      part(element, 'toggle')!.click();
      await settled(element);
      expect(answers()[0]!.type).to.equal('text');
      expect(part(element, 'toggle')!.textContent.trim()).to.equal(en.questionsHide);
    });

    it('are in no attribute, and gone with the element', async () => {
      await attach();
      fill('Hill Road', 'Rome');
      const inputs = answers();
      await settled(element);
      for (const node of deepElements(element))
        for (const { value } of node.attributes) expect(value).not.to.contain('Hill Road');
      element.remove();
      await aTask();
      expect(inputs.map(({ value }) => value)).to.deep.equal(['', '']);
    });

    it('go nowhere when the element is removed while they are checked', async () => {
      await attach();
      fill('a', 'b');
      const submitted = element.submit();
      await until(() => backend.of('answerSecurityQuestions').length === 1);
      element.remove();
      await aTask();
      backend.of('answerSecurityQuestions')[0]!.resolve({ session: 'late' });
      expect(await submitted).to.equal(false);
      expect(element.verification).to.equal(undefined);
      expect(events).to.deep.equal([]);
    });
  });

  async function attach(): Promise<void> {
    document.body.append(element);
    await until(() => element.status === 'ready');
    await settled(element);
  }

  function answers(): HTMLInputElement[] {
    return [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('[part~=answer]')];
  }

  function selects(): HTMLSelectElement[] {
    return [...element.shadowRoot!.querySelectorAll('select')];
  }

  function fill(...texts: string[]): void {
    answers().forEach((input, index) => {
      input.value = texts[index] ?? '';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
  }

  function choose(select: HTMLSelectElement, id: string): void {
    select.value = id;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
});
