import { defineConfig } from 'vite';

/** Nothing of the project's own settings, which are for the demo and the script-tag build. */
export default defineConfig({ publicDir: false });
