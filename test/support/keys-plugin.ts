/**
 * Real key events from tests, chords included, in every engine: `keys('Shift+ArrowLeft')`, `type('123')`.
 */
import type { TestRunnerPlugin } from '@web/test-runner-core';
import { WebKitLauncher } from './webkit-launcher.js';

type Payload = { chord: string[]; times: number } | { text: string };
interface Keyboard {
  down(key: string): Promise<void>;
  up(key: string): Promise<void>;
  press(key: string): Promise<void>;
}
interface PuppeteerBrowser {
  getPage(id: string): { keyboard: Keyboard };
}

export function keysPlugin(): TestRunnerPlugin<Payload> {
  return {
    name: 'keys',
    async executeCommand({ command, payload, session }) {
      if (command !== 'keys' || !payload) return undefined;
      const presses = 'text' in payload ? Array.from(payload.text, (key) => [key]) : repeated(payload);
      const browser: object = session.browser;
      if (browser instanceof WebKitLauncher) {
        await browser.pressKeys(session.id, presses);
      } else {
        const { keyboard } = (browser as PuppeteerBrowser).getPage(session.id);
        for (const chord of presses) await press(keyboard, chord);
      }
      return true;
    },
  };
}

function repeated({ chord, times }: { chord: string[]; times: number }): string[][] {
  return Array.from({ length: times }, () => chord);
}

async function press(keyboard: Keyboard, chord: readonly string[]): Promise<void> {
  const held = chord.slice(0, -1);
  for (const key of held) await keyboard.down(key);
  await keyboard.press(chord.at(-1)!);
  for (const key of held.reverse()) await keyboard.up(key);
}
