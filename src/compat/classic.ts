/**
 * The classic script: `LoginRadiusV2` is there as soon as the script has run, as the original's is. What needs forms or
 * calls comes with the module beside it.
 */
import { InterfaceFront } from './interface-front.js';
import type { CommonOptions } from './options.js';
import type { createRest } from './rest.js';

// Known while the script runs, and never later. Without a page there is none: to import this does nothing.
const src = typeof document === 'undefined' ? undefined : (document.currentScript as HTMLScriptElement).src;

class LoginRadiusV2 extends InterfaceFront {
  constructor(options?: CommonOptions) {
    super(options, {
      async load() {
        const module = (await import(/* @vite-ignore */ new URL('mfa-js-interface.js', src).href)) as {
          createRest: typeof createRest;
        };
        return module.createRest;
      },
    });
  }
}

(globalThis as { LoginRadiusV2?: unknown }).LoginRadiusV2 ??= LoginRadiusV2;
