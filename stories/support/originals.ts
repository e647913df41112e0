import type { Theme } from './looks.js';

/** A design system as its own documentation has it: a field, one that is wrong, buttons and a link. */
export interface Original {
  readonly name: string;
  /** Its style sheets. */
  readonly sheets: readonly string[];
  /** Registers its elements, where it has such. */
  readonly load?: () => Promise<unknown>;
  readonly markup: string;
}

export const ORIGINALS: Readonly<Record<Theme, Original>> = {
  material: {
    name: 'Material Web',
    sheets: [],
    load: () =>
      Promise.all([
        import('@material/web/button/filled-button.js'),
        import('@material/web/button/outlined-button.js'),
        import('@material/web/button/text-button.js'),
        import('@material/web/textfield/outlined-text-field.js'),
      ]),
    markup: `<div style="display: grid; gap: 1rem">
      <md-outlined-text-field label="Recovery code" supporting-text="Each code works once."></md-outlined-text-field>
      <md-outlined-text-field class="wrong" label="Recovery code" value="1234" error error-text="That code is not right."></md-outlined-text-field>
      <p>
        <md-filled-button>Check code</md-filled-button>
        <md-outlined-button>Keep it</md-outlined-button>
        <md-text-button>Use another way</md-text-button>
      </p>
      </div>`,
  },
  bootstrap: {
    name: 'Bootstrap',
    sheets: [new URL('../../node_modules/bootstrap/dist/css/bootstrap.min.css', import.meta.url).href],
    markup: `
      <div data-bs-theme="light" style="font: 1rem/1.5 var(--bs-body-font-family); color: var(--bs-body-color)">
        <div class="mb-3">
          <label for="code" class="form-label">Recovery code</label>
          <input id="code" class="form-control">
          <div class="form-text">Each code works once.</div>
        </div>
        <div class="mb-3">
          <label for="wrong" class="form-label">Recovery code</label>
          <input id="wrong" class="form-control is-invalid" value="1234">
          <div class="invalid-feedback">That code is not right.</div>
        </div>
        <button type="button" class="btn btn-primary">Check code</button>
        <button type="button" class="btn btn-outline-secondary">Keep it</button>
        <button type="button" class="btn btn-danger">Remove</button>
        <a href="#top">Use another way</a>
      </div>`,
  },
  govuk: {
    name: 'GOV.UK Frontend',
    sheets: [
      new URL('../../node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css', import.meta.url).href,
    ],
    markup: `
      <div class="govuk-form-group">
        <label class="govuk-label" for="code">Recovery code</label>
        <div class="govuk-hint">Each code works once.</div>
        <input class="govuk-input" id="code">
      </div>
      <div class="govuk-form-group govuk-form-group--error">
        <label class="govuk-label" for="wrong">Recovery code</label>
        <p class="govuk-error-message">That code is not right.</p>
        <input class="govuk-input govuk-input--error" id="wrong" value="1234">
      </div>
      <button type="button" class="govuk-button">Check code</button>
      <button type="button" class="govuk-button govuk-button--secondary">Keep it</button>
      <button type="button" class="govuk-button govuk-button--warning">Remove</button>
      <p class="govuk-body"><a class="govuk-link" href="#top">Use another way</a></p>`,
  },
  webawesome: {
    name: 'Web Awesome',
    sheets: [
      new URL('../../node_modules/@awesome.me/webawesome/dist/styles/themes/default.css', import.meta.url)
        .href,
      new URL('../../node_modules/@awesome.me/webawesome/dist/styles/native.css', import.meta.url).href,
    ],
    load: () =>
      Promise.all([
        import('@awesome.me/webawesome/dist/components/button/button.js'),
        import('@awesome.me/webawesome/dist/components/input/input.js'),
      ]),
    markup: `<div class="wa-theme-default wa-palette-default wa-light wa-brand-blue wa-neutral-gray wa-danger-red">
      <wa-input label="Recovery code" hint="Each code works once."></wa-input>
      <p>
        <wa-button variant="brand">Check code</wa-button>
        <wa-button appearance="filled">Keep it</wa-button>
        <wa-button variant="danger">Remove</wa-button>
        <a href="#top">Use another way</a>
      </p>
      </div>`,
  },
};
