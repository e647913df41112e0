import { html, nothing, type TemplateResult } from 'lit';

interface SignInForm {
  words: TemplateResult;
  fields: TemplateResult;
  problem: string;
  onSubmit: (form: FormData) => void;
}

/** The first step of every sign-in: the site's own affair. */
export function renderSignInForm({ words, fields, problem, onSubmit }: SignInForm): TemplateResult {
  return html`<form
    class="password-form"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      onSubmit(new FormData(event.currentTarget as HTMLFormElement));
    }}
  >
    <p class="pretend">${words}</p>
    ${fields} ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    <button class="main">Sign in</button>
  </form>`;
}
