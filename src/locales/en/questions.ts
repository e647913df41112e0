import type { TextValues } from '../text-values.js';

/** Security questions. */
export const questions = {
  questionsLoading: 'Getting your questions',
  questionsAnswerWords: 'Answer as you did when you set this up.',
  questionsSetWords: 'Choose questions whose answers only you know. Each answer has to be different.',
  questionsNumber: 'Question {number}',
  questionsChoose: 'Choose a question',
  questionsAnswer: 'Answer',
  questionsAnswerTo: 'Answer to question {number}',
  questionsSubmit: 'Check answers',
  questionsSave: 'Save answers',
  questionsShow: 'Show answers',
  questionsHide: 'Hide answers',
  questionsMissing: 'Enter an answer.',
  questionsNotChosen: 'Choose a question.',
  questionsSame: 'This answer is used above. Give another one.',
  questionsChecking: 'Checking your answers',
  questionsSaving: 'Saving your answers',
  questionsRight: 'Your answers are right.',
  questionsSaved: 'Your security questions are set up.',
  questionsNone: 'You have no security questions.',
  questionsNoneOffered: 'There are no questions to choose from.',
  questionsTooMany: 'That was one attempt too many. Try another way, or come back later.',
  questionsExpired: 'This took too long. Please sign in again.',
  questionsNotTaken: 'These answers cannot be saved. Give each question an answer of its own, and try again.',
  questionsWrong: ({ total }: TextValues): string =>
    total === 1
      ? 'That answer is not right. Check it and try again.'
      : 'At least one answer is not right. Check them and try again.',
};
