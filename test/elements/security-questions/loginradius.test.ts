import { expect } from 'chai';
import '../../../src/define/mfa-security-questions.js';
import type { MfaSecurityQuestions } from '../../../src/elements/security-questions/security-questions.js';
import { en } from '../../../src/locales/en.js';
import { formatText } from '../../../src/locales/texts.js';
import { loginRadiusRoom, signedInRoom, type LoginRadiusRoom } from '../../support/loginradius-room.js';
import { aTask, clearPage, part, settled, shownText, until } from '../../support/page.js';
import { slowAnswers } from '../../support/slow-answers.js';

const ANSWERS = { q1: 'ms green', q2: 'elm street' };

describe('mfa-security-questions on LoginRadius, over HTTP', () => {
  let element: MfaSecurityQuestions;
  const events: string[] = [];

  beforeEach(() => {
    events.length = 0;
    element = document.createElement('mfa-security-questions');
    for (const name of ['answered', 'saved', 'failed'])
      element.addEventListener(`mfa-security-questions-${name}`, ({ type }) => events.push(type));
  });
  afterEach(clearPage);

  it('answers the ticket’s questions, upper and lower case forgiven, once for a double click', async () => {
    const slow = slowAnswers((path) => path.endsWith('/securityquestionanswer'));
    const room = await loginRadiusRoom({ answers: ANSWERS }, {}, { fetch: slow.fetch });
    await room.client.secondStep(await room.login());
    await attach(room);
    fill('Ms Green', 'Elm Street');
    const submit = part(element, 'submit')!;
    submit.click();
    submit.click();
    await until(() => slow.held > 0);
    await settled(element);
    submit.click();
    slow.release();
    await until(() => element.status === 'done');
    const { access_token: token } = element.verification!.session as { access_token: string };
    expect(token).to.match(/^[\da-f-]{36}$/);
    expect(await room.sent()).to.have.lengthOf(1);
    await until(() => events.length > 0);
    expect(events).to.deep.equal(['mfa-security-questions-answered']);
  });

  it('refuses wrong answers, keeps them, and is locked after too many', async () => {
    const room = await loginRadiusRoom({ answers: ANSWERS });
    await room.client.secondStep(await room.login());
    await attach(room);
    fill('Ms Green', 'Oak Street');
    part(element, 'submit')!.click();
    await until(() => shownText(element).includes(formatText(en.questionsWrong, { total: 2 })));
    expect(answers().map(({ value }) => value)).to.deep.equal(['Ms Green', 'Oak Street']);
    fill('Ms Green', 'Ash Street');
    part(element, 'submit')!.click();
    await until(() => shownText(element).includes(en['error-locked']));
    await until(() => part(element, 'wait'));
    expect(await element.submit()).to.equal(false);
    expect(await room.sent()).to.have.lengthOf(2);
  });

  it('ends where the ticket is over, and forgets the answers', async () => {
    const room = await loginRadiusRoom({ answers: ANSWERS });
    await room.client.secondStep(await room.login());
    await attach(room);
    await room.sandbox.advance(600_000);
    fill('Ms Green', 'Elm Street');
    part(element, 'submit')!.click();
    await until(() => element.status === 'ended');
    await settled(element);
    expect(element.shadowRoot!.textContent).to.contain(en['error-unauthenticated']);
    expect(answers().filter(({ value }) => value !== '')).to.deep.equal([]);
  });

  it('sets them in the settings, and replaces them', async () => {
    const room = await signedInRoom();
    element.mode = 'set';
    await attach(room);
    for (const [first, second] of [
      ['Ms Green', 'Elm Street'],
      ['Mr Brown', 'Oak Street'],
    ] as const) {
      await choose('q1', 'q2');
      fill(first, second);
      part(element, 'submit')!.click();
      await until(() => element.status === 'done');
      element.remove();
      await aTask();
      await attach(room);
    }
    await room.client.secondStep(await room.login());
    const right = [
      { questionId: 'q1', answer: 'Mr Brown' },
      { questionId: 'q2', answer: 'Oak Street' },
    ];
    expect((await room.client.answerSecurityQuestions(right)).session).to.be.an('object');
  });

  async function attach({ client }: LoginRadiusRoom): Promise<void> {
    element.client = client;
    document.body.append(element);
    await until(() => element.status === 'ready');
    await settled(element);
  }

  function answers(): HTMLInputElement[] {
    return [...element.shadowRoot!.querySelectorAll<HTMLInputElement>('[part~=answer]')];
  }

  function fill(...texts: string[]): void {
    for (const [index, input] of answers().entries()) {
      input.value = texts[index]!;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  }

  async function choose(...ids: string[]): Promise<void> {
    for (const [index, select] of [...element.shadowRoot!.querySelectorAll('select')].entries()) {
      select.value = ids[index]!;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await settled(element);
    }
  }
});
