/** What moving, leaving, waiting, proving and failing do: nothing is lost, nothing stays that should not, and there is a way on. */
import { expect } from 'chai';
import '../../../src/define/mfa-security-questions.js';
import type { MfaClient, SecurityQuestion } from '../../../src/core/client.js';
import { MfaError } from '../../../src/core/mfa-error.js';
import type { MfaSecurityQuestions } from '../../../src/elements/security-questions/security-questions.js';
import { SecurityQuestionsFlow } from '../../../src/flows/security-questions-flow.js';
import { en } from '../../../src/locales/en.js';
import { keys, type } from '../../support/keys.js';
import { ManualClock } from '../../support/manual-clock.js';
import {
  aTask,
  clearPage,
  deepFocus,
  inputPart,
  part,
  seenIn,
  settled,
  shownText,
  shows,
  spoken,
  until,
} from '../../support/page.js';
import { roleClient, type RoleClient } from '../../support/role-client.js';

const QUESTIONS: readonly SecurityQuestion[] = [
  { id: 'q1', question: 'What was the name of your first school?' },
  { id: 'q2', question: 'Where did your parents meet?' },
];
const OTHERS: readonly SecurityQuestion[] = [
  { id: 'q1', question: 'What was the name of your first school?' },
  { id: 'q3', question: 'What was your first pet called?' },
];
const MINUTE = 60_000;

describe('the life of mfa-security-questions', () => {
  let element: MfaSecurityQuestions;
  let backend: RoleClient;
  let clock: ManualClock;
  let events: string[];

  beforeEach(() => {
    clock = new ManualClock();
    events = [];
    backend = roleClient({
      securityQuestions: () => Promise.resolve(QUESTIONS),
      answerSecurityQuestions: 'by hand',
      securityQuestionOffer: () => Promise.resolve({ questions: QUESTIONS, count: 1 }),
      setSecurityQuestions: 'by hand',
    });
    element = make();
  });
  afterEach(clearPage);

  function make(properties: Partial<MfaSecurityQuestions> = {}): MfaSecurityQuestions {
    const made = document.createElement('mfa-security-questions');
    Object.assign(made, { client: backend.client, clock, ...properties });
    for (const name of ['answered', 'saved', 'failed'])
      made.addEventListener(`mfa-security-questions-${name}`, () => events.push(name));
    made.addEventListener('mfa-restart-requested', () => events.push('restart'));
    return made;
  }

  async function put(): Promise<void> {
    document.body.append(element);
    await until(() => element.status !== 'idle' && element.status !== 'loading');
    await settled(element);
  }

  function fields(): HTMLInputElement[] {
    return [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('[part~=answer]')];
  }

  const typed = (): string[] => fields().map(({ value }) => value);

  function fill(...texts: string[]): void {
    fields().forEach((input, row) => {
      input.value = texts[row] ?? '';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
  }

  async function sent(count: number): Promise<RoleClient['calls'][number]> {
    return until(() => backend.of('answerSecurityQuestions')[count - 1]);
  }

  describe('moving', () => {
    it('loses neither what is typed nor the check that is under way', async () => {
      await put();
      fill('Hill Road', 'Rome');
      void element.submit();
      const call = await sent(1);
      const place = document.createElement('main');
      document.body.append(place);
      element.remove();
      place.append(element);
      await aTask();
      expect(typed()).to.deep.equal(['Hill Road', 'Rome']);
      call.resolve({ session: 'mine' });
      await until(() => events.length > 0);
      expect(events).to.deep.equal(['answered']);
      expect(element.verification).to.deep.equal({ session: 'mine' });
      expect(backend.of('securityQuestions')).to.have.lengthOf(1);
    });

    it('keeps what was chosen', async () => {
      element.mode = 'set';
      await put();
      const select = element.shadowRoot!.querySelector('select')!;
      select.value = 'q2';
      select.dispatchEvent(new Event('change'));
      fill('Rome');
      const place = document.createElement('main');
      document.body.append(place);
      place.append(element);
      await settled(element);
      expect(select.value).to.equal('q2');
      expect(typed()).to.deep.equal(['Rome']);
    });
  });

  it('comes back with its questions, and without what was typed', async () => {
    await put();
    fill('Hill Road', 'Rome');
    element.remove();
    await aTask();
    await put();
    expect(typed()).to.deep.equal(['', '']);
    expect(element.status).to.equal('ready');
  });

  describe('on a flow that somebody holds', () => {
    it('has it loaded, once, and goes on with it in another element', async () => {
      const flow = new SecurityQuestionsFlow({ client: backend.client, clock });
      element.flow = flow;
      await put();
      expect(fields()).to.have.lengthOf(2);
      element.remove();
      await aTask();
      element = make({ flow });
      await put();
      expect(fields()).to.have.lengthOf(2);
      expect(backend.of('securityQuestions')).to.have.lengthOf(1);
    });

    it('begins nothing anew where its holder has ended it', async () => {
      const flow = new SecurityQuestionsFlow({ client: backend.client, clock });
      flow.subscribe(() => {
        if (flow.state.status === 'done') flow.dispose();
      });
      element.flow = flow;
      await put();
      fill('Hill Road', 'Rome');
      void element.submit();
      (await sent(1)).resolve({});
      await until(() => events.length > 0);
      await settled(element);
      expect([element.status, events]).to.deep.equal(['idle', ['answered']]);
      expect(backend.of('securityQuestions')).to.have.lengthOf(1);
    });
  });

  describe('another client', () => {
    function other(questions: readonly SecurityQuestion[]): MfaClient {
      return roleClient({ securityQuestions: () => Promise.resolve(questions) }).client;
    }

    it('that asks the same changes nothing', async () => {
      await put();
      fill('Hill Road', 'Rome');
      element.client = other(QUESTIONS.map((question) => ({ ...question })));
      await settled(element);
      await aTask();
      expect(typed()).to.deep.equal(['Hill Road', 'Rome']);
    });

    it('that asks something else is not told what was typed', async () => {
      await put();
      fill('Hill Road', 'Rome');
      element.client = other(OTHERS);
      await until(() => shownText(element).includes(OTHERS[1]!.question));
      await settled(element);
      expect(typed()).to.deep.equal(['', '']);
    });
  });

  describe('a proof', () => {
    async function ask(): Promise<void> {
      await put();
      fill('Hill Road', 'Rome');
      fields()[1]!.focus();
      await keys('Enter');
      (await sent(1)).reject(new MfaError('proof-required', { proof: 'password' }));
      await until(() => shows(element, 'proof-input') && deepFocus() === part(element, 'proof-input'));
    }

    it('is given with the keyboard alone, and nothing that was typed is lost', async () => {
      await ask();
      expect(element.status).to.equal('submitting');
      expect(element.matches(':state(proving)')).to.equal(true);
      expect(fields()[0]!.checkVisibility()).to.equal(false);
      await type('correct horse');
      await keys('Enter');
      const call = await sent(2);
      expect(call.args[0]).to.deep.equal([
        { questionId: 'q1', answer: 'Hill Road' },
        { questionId: 'q2', answer: 'Rome' },
      ]);
      expect(call.args[1]).to.have.deep.property('proof', { password: 'correct horse' });
      await until(() => deepFocus() === part(element, 'submit'));
      expect(shows(element, 'proof')).to.equal(false);
      call.resolve({});
      await until(() => deepFocus() === part(element, 'done'));
      expect(events).to.deep.equal(['answered']);
    });

    it('may be declined: then everything is as it was', async () => {
      await ask();
      part(element, 'proof-cancel')!.click();
      await until(() => element.status === 'ready');
      await until(() => deepFocus() === part(element, 'submit'));
      expect(typed()).to.deep.equal(['Hill Road', 'Rome']);
      expect([part(element, 'error')!.hidden, events]).to.deep.equal([true, []]);
    });

    it('may come from the page', async () => {
      const captcha = Object.assign(document.createElement('div'), {
        slot: 'captcha',
        textContent: 'A task',
      });
      element.append(captcha);
      await put();
      fill('Hill Road', 'Rome');
      void element.submit();
      (await sent(1)).reject(new MfaError('proof-required', { proof: 'captcha' }));
      await until(() => captcha.checkVisibility());
      element.prove({ captcha: 'solved' });
      expect((await sent(2)).args[1]).to.have.deep.property('proof', { captcha: 'solved' });
    });
  });

  describe('ways on', () => {
    it('leads back to the sign-in where the session is over, in the middle or before', async () => {
      await put();
      fill('Hill Road', 'Rome');
      fields()[0]!.focus();
      void element.submit();
      (await sent(1)).reject(new MfaError('unauthenticated'));
      await until(() => element.status === 'ended');
      await settled(element);
      await until(() => deepFocus() === part(element, 'error'));
      part(element, 'restart')!.click();
      backend = roleClient({ securityQuestions: () => Promise.reject(new MfaError('unauthenticated')) });
      element = make();
      await put();
      expect(element.status).to.equal('ended');
      part(element, 'restart')!.click();
      expect(events).to.deep.equal(['failed', 'restart', 'failed', 'restart']);
    });

    it('waits in sight before the questions are asked for again', async () => {
      let isLimited = true;
      const limited = (): Promise<SecurityQuestion[]> =>
        isLimited
          ? Promise.reject(new MfaError('rate-limited', { retryAt: clock.now() + MINUTE }))
          : Promise.resolve([...QUESTIONS]);
      backend = roleClient({ securityQuestions: limited });
      element = make();
      await put();
      expect(seenIn(element, 'wait')).to.equal('You can try again in 1:00');
      part(element, 'retry')!.click();
      expect(backend.calls).to.have.lengthOf(1);
      isLimited = false;
      clock.advance(MINUTE);
      await settled(element);
      expect(spoken(element).polite).to.equal(en.tryAgainNow);
      part(element, 'retry')!.focus();
      await keys('Enter');
      await until(() => deepFocus() === fields()[0]);
    });

    it('looks again where there are none', async () => {
      let questions: readonly SecurityQuestion[] = [];
      backend = roleClient({ securityQuestions: () => Promise.resolve(questions) });
      element = make();
      await put();
      expect(spoken(element).polite).to.equal(en.questionsNone);
      questions = QUESTIONS;
      part(element, 'retry')!.click();
      await until(() => element.status === 'ready');
      expect(inputPart(element, 'answer').value).to.equal('');
    });
  });

  it('takes a number of questions that is none for what it is, and warns', async () => {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (text: string) => warnings.push(text);
    element.setAttribute('security-questions-count', 'many');
    element.mode = 'set';
    await put();
    console.warn = warn;
    expect(fields()).to.have.lengthOf(1);
    expect(warnings.join()).to.contain('security-questions-count has to be a number from 1 to 100');
  });
});
