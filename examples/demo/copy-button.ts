import { html, type TemplateResult } from 'lit';

const NOTE_MS = 2000;

/** A button that copies a text, says so on itself, and is itself again after a moment. */
export function copyButton(text: string, label: string): TemplateResult {
  return html`<button
    class="copy"
    @click=${(event: Event) => void copy(event.currentTarget as HTMLElement, text)}
  >
    <span class="copy-label">${label}</span><span class="copy-note" aria-live="polite"></span>
  </button>`;
}

async function copy(button: HTMLElement, text: string): Promise<void> {
  const note = button.querySelector('.copy-note');
  if (!note) return;
  try {
    await navigator.clipboard.writeText(text);
    note.textContent = 'Copied';
  } catch {
    note.textContent = 'Copying is not allowed here';
  }
  button.classList.add('copied');
  setTimeout(() => {
    note.textContent = '';
    button.classList.remove('copied');
  }, NOTE_MS);
}
