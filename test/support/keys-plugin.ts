/**
 * Real key events from tests, chords included, in every engine: `keys('Shift+ArrowLeft')`, `type('123')`.
 */
import type { TestRunnerPlugin } from '@web/test-runner-core';

type Payload = { chord: string[] } | { text: string };
interface Keyboard {
  down(key: string): Promise<void>;
  up(key: string): Promise<void>;
  press(key: string): Promise<void>;
}
interface PuppeteerBrowser {
  getPage(id: string): { keyboard: Keyboard };
}
interface WebDriverBrowser {
  sendKeys(id: string, keys: string[]): Promise<void>;
}

export function keysPlugin(): TestRunnerPlugin<Payload> {
  return {
    name: 'keys',
    async executeCommand({ command, payload, session }) {
      if (command !== 'keys' || !payload) return undefined;
      if (session.browser.type === 'webdriver') {
        const browser = session.browser as unknown as WebDriverBrowser;
        if ('chord' in payload) await browser.sendKeys(session.id, payload.chord);
        else for (const character of payload.text) await browser.sendKeys(session.id, [character]);
      } else {
        const { keyboard } = (session.browser as unknown as PuppeteerBrowser).getPage(session.id);
        if ('text' in payload) {
          for (const character of payload.text) await keyboard.press(character);
        } else {
          const held = payload.chord.slice(0, -1);
          for (const key of held) await keyboard.down(key);
          await keyboard.press(payload.chord.at(-1)!);
          for (const key of held.reverse()) await keyboard.up(key);
        }
      }
      return true;
    },
  };
}
