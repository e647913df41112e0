import { html, render } from 'lit';
import { languageTags } from '../../src/define/languages.js';
import { byId } from './by-id.js';
import { directionOf } from '../../src/locales/format-value.js';

/**
 * The switch between languages. All it does is set `lang` and `dir` on the pretend site: the elements in it follow by
 * themselves, whatever has been typed. The rest of the demo is in English.
 */
export function renderLanguageSwitch(root: HTMLElement): void {
  render(
    html`<label class="language"
      ><span class="visually-hidden">Language of the elements</span
      ><select @change=${(event: Event) => apply((event.currentTarget as HTMLSelectElement).value)}>
        ${languageTags.map(
          (tag) => html`<option value=${tag} lang=${tag} ?selected=${tag === 'en'}>${nameOf(tag)}</option>`,
        )}
      </select></label
    >`,
    root,
  );
}

function apply(tag: string): void {
  const site = byId('site-window');
  site.lang = tag;
  site.dir = directionOf(tag);
}

/** As those who speak it call it. */
function nameOf(tag: string): string {
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
}
