import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';

export type ManifestElement = CustomElementDeclaration;

let loading: Promise<Package> | undefined;

/** The custom-elements manifest, which tells of every element what a page can use. */
export function manifest(): Promise<Package> {
  loading ??= fetch(new URL('../../custom-elements.json', import.meta.url)).then(
    (answer) => answer.json() as Promise<Package>,
  );
  return loading;
}

/** All elements that have a tag. */
export async function manifestElements(): Promise<readonly ManifestElement[]> {
  const { modules } = await manifest();
  return modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter((declaration): declaration is ManifestElement => 'tagName' in declaration);
}

/** What the manifest says of the element with this tag. */
export async function manifestElement(tag: string): Promise<ManifestElement> {
  const found = (await manifestElements()).find(({ tagName }) => tagName === tag);
  if (!found) throw new Error(`The manifest has no ${tag}`);
  return found;
}
