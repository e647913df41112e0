/** `npm run build`: the package (modules and types), the script-tag build, and the manifest. */
import { rm } from 'node:fs/promises';
import { mustRun } from './run.js';

await rm('dist', { recursive: true, force: true });
await mustRun('npx', ['tsc', '-p', 'src/tsconfig.build.json']);
await mustRun('npx', ['vite', 'build', '--logLevel', 'warn']);
