/** What a code field needs once somebody is there, or something is in it. Loaded then; the field can be typed into before. */
export { CodeEditor } from './code-editor.js';
