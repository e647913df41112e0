/** Takes over what the page's server has rendered: properties first, and then the elements. */
import { hydrate } from '@lit-labs/ssr-client';
import { render, type TemplateResult } from 'lit';
import { ready } from './ready.js';
import { screenOf } from './screens.js';

const main = document.querySelector('main')!;
const asked = new URLSearchParams(location.search);
const screen = (): TemplateResult => screenOf(asked.get('screen') ?? '', asked.get('endpoint') ?? '');

hydrate(screen(), main);
await ready((twin) => render(screen(), twin));
