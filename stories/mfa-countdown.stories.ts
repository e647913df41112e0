import type { Meta } from '@storybook/web-components-vite';
import '../src/define/mfa-countdown.js';
import { StoryClock } from './support/story-clock.js';
import { make } from './support/stage.js';
import { playground, story } from './support/story.js';

const meta: Meta = { title: 'Parts/mfa-countdown', component: 'mfa-countdown', tags: ['autodocs'] };
export default meta;

export const Playground = playground(
  async (stage) => {
    const element = make('mfa-countdown', stage.args, 'Your offer ends in');
    await stage.show(element);
    return element;
  },
  '<mfa-countdown seconds="90">Your offer ends in</mfa-countdown>',
  { seconds: 90 },
);

export const Running = story({
  states: ['running'],
  parts: ['time'],
  async setup(stage) {
    const element = make('mfa-countdown', { seconds: 300 });
    await stage.show(element);
    return element;
  },
});

export const Ended = story({
  states: ['ended'],
  parts: ['time'],
  async setup(stage) {
    const clock = new StoryClock();
    const element = make('mfa-countdown', { clock, seconds: 60 });
    await stage.show(element);
    clock.advance(60_000);
    return element;
  },
});

/** Without a deadline it shows nothing. */
export const NoDeadline = story({
  states: [],
  async setup(stage) {
    const element = make('mfa-countdown');
    await stage.show(element);
    return element;
  },
});

export const WithWords = story({
  states: ['running'],
  parts: ['time'],
  async setup(stage) {
    const element = make('mfa-countdown', { seconds: 90 }, 'Your offer ends in');
    await stage.show(element);
    return element;
  },
});

export const Hours = story({
  states: ['running'],
  parts: ['time'],
  async setup(stage) {
    const element = make('mfa-countdown', { seconds: 8000 });
    await stage.show(element);
    return element;
  },
});

export const Themed = story({
  states: ['running'],
  async setup(stage) {
    const element = make('mfa-countdown', { seconds: 90, className: 'themed' }, 'Your offer ends in');
    await stage.show(element);
    return element;
  },
});
