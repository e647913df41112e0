/** What `<mfa-security-questions>` is for: to answer the questions, or to choose them. */
export const SECURITY_QUESTIONS_MODES = ['answer', 'set'] as const;
export type SecurityQuestionsMode = (typeof SECURITY_QUESTIONS_MODES)[number];

/** Where `<mfa-security-questions>` is. */
export const SECURITY_QUESTIONS_STATUSES = [
  /** Nothing has been asked of the backend. */
  'idle',
  /** The questions are on their way. */
  'loading',
  /** Answers can be entered. */
  'ready',
  /** The answers are being checked or saved. */
  'submitting',
  /** The answers were right, or are saved. */
  'done',
  /** There are no questions. */
  'empty',
  /** The questions could not be had. */
  'failed',
  /** The session is over: the person has to sign in again. */
  'ended',
] as const;
export type SecurityQuestionsStatus = (typeof SECURITY_QUESTIONS_STATUSES)[number];
