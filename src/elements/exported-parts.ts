/** The same parts everywhere: what they are called in an element, they are called in all that hold it. */
export const EXPORTED_PARTS =
  'active, add, advice, again, another, answer, back, begin, box, boxes, button, button-danger, button-link, ' +
  'button-primary, button-secondary, button-way, cancel, card, caret, change, change-destination, check, ' +
  'checkbox, checked, clock-hint, code, code-error, code-field, code-hint, code-label, code-notice, codes, ' +
  'confirm, continue, copy, copy-note, countries, country, country-input, country-label, date, denied, ' +
  'denied-hint, device, devices, done, download, due, empty, end, error, expired, expiry-hint, factor, ' +
  'factors, fault, field, field-error, field-invalid, field-label, filled, footer, hint, icon, input, intro, ' +
  'invalid, keep, key, label, left, limit, list, loading, make, name, name-input, note, notice, ' +
  'notice-danger, notice-success, notice-warning, number, open-app, option, options, other, other-way, ' +
  'others, panel, place, placeholder, popup, print, proof, proof-cancel, proof-error, proof-input, ' +
  'proof-submit, proof-title, qr, qr-image, question, radio, reason, recovery, recovery-input, remember, ' +
  'remove, remove-all, rename, resend, resend-wait, reset, restart, retry, row, save, saved, saved-error, ' +
  'scene, scene-danger, scene-icon, scene-neutral, scene-success, scene-warning, secret, select, selected, ' +
  'send, sent, show, skeleton, skip, start-over, step, step-current, step-done, step-marker, step-next, ' +
  'step-open, step-title, steps, submit, task, task-title, this, timer, title, toggle, trouble, trusted, ' +
  'typed, unavailable, until, used, wait, warning, way, ways, words';

/** Those of a code field as well by names that tell them from the others of the element around. */
export const CODE_FIELD_PARTS =
  'label, label: code-label, hint, hint: code-hint, error, error: code-error, notice: code-notice, boxes, box, active, caret, ' +
  'end, filled, selected, toggle, button, button-link';
