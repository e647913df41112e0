import type { ReactiveControllerHost } from 'lit';
import { CONFIG_REQUESTED, type ConfigSource, type ConfigTaker } from './config.js';

/**
 * Makes a host a source of settings for the elements below it, through shadow roots and slots. Returns those that take
 * them: the host updates them when a setting of its own has changed.
 */
export function provideConfig(host: ReactiveControllerHost & HTMLElement & ConfigSource): Set<ConfigTaker> {
  const takers = new Set<ConfigTaker>();
  host.addEventListener(CONFIG_REQUESTED, (event) => {
    const taker = (event as CustomEvent<ConfigTaker>).detail;
    if ((taker as Element) === host) return;
    taker.configs.push(host);
    takers.add(taker);
  });
  host.addController({
    hostConnected() {
      // Those who asked before the host was defined, or before it was put around them.
      for (const taker of takersIn(host)) taker.findConfigs();
    },
  });
  return takers;
}

function* takersIn(root: ParentNode): Generator<ConfigTaker> {
  for (const element of root.querySelectorAll('*')) {
    if ('findConfigs' in element) yield element as ConfigTaker;
    if (element.shadowRoot) yield* takersIn(element.shadowRoot);
    if (!(element instanceof HTMLSlotElement)) continue;
    for (const assigned of element.assignedElements()) {
      if ('findConfigs' in assigned) yield assigned as ConfigTaker;
      yield* takersIn(assigned);
    }
  }
}
