import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  dialog {
    box-sizing: border-box;
    inline-size: 30rem;
    max-inline-size: calc(100% - 2rem);
    padding: 1.5rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-family: var(--_font);
    overflow-wrap: anywhere;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 50%);
  }
  @media (max-width: 26rem) {
    dialog {
      max-inline-size: calc(100% - 1rem);
      padding: 1rem;
    }
  }
`;
