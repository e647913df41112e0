/** What a code field needs once somebody is there, or something is in it. Loaded then; the field can be typed into before. */
export { codeLate as texts } from '../../../locales/en/code-late.js';
export { CodeEditor } from './code-editor.js';
export { maskToggle } from './mask-toggle.js';
export { noticeText } from './notice-text.js';
