declare module '@custom-elements-manifest/analyzer/cli.js' {
  /** Analyses the sources that the arguments name; gives the manifest. */
  export function cli(options: { argv: string[]; cwd: string; noWrite: boolean }): Promise<unknown>;
}
