/** The custom-elements manifest, made from the sources. */
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import type { CustomElementDeclaration, Declaration, Package } from 'custom-elements-manifest/schema.js';

export type ElementDeclaration = CustomElementDeclaration & { tagName: string };

/** Analyses the elements. Their tag is in their static `tag`, since a file of its own registers each. */
export async function makeManifest(): Promise<Package> {
  const manifest = (await cli({
    argv: ['analyze', '--litelement', '--quiet', '--globs', 'src/elements/**/*.ts', 'src/define/mfa-*.ts'],
    cwd: process.cwd(),
    noWrite: true,
  })) as Package;
  for (const module of manifest.modules) {
    // Of use to others are the classes, and of those what is public.
    module.declarations = (module.declarations ?? []).filter(({ kind }) => kind === 'class');
    for (const declaration of module.declarations) {
      if (declaration.kind === 'class' && declaration.members) {
        declaration.members = declaration.members.filter(
          ({ name, privacy }) => !name.startsWith('#') && (privacy ?? 'public') === 'public',
        );
      }
      const tag = tagOf(declaration);
      if (!tag) continue;
      const element = Object.assign(declaration, { tagName: tag, customElement: true }) as ElementDeclaration;
      const isPublic = new Set(element.members?.map(({ name }) => name));
      // Inner state is declared among the properties, and has no attribute.
      element.attributes = (element.attributes ?? []).filter(({ fieldName }) =>
        isPublic.has(fieldName ?? ''),
      );
    }
  }
  manifest.modules = manifest.modules.filter(({ declarations }) => declarations?.length);
  manifest.modules.sort((a, b) => a.path.localeCompare(b.path));
  return manifest;
}

/** The elements that have a tag, in the order of their tags. */
export function elementsOf(manifest: Package): ElementDeclaration[] {
  return manifest.modules
    .flatMap((module) => module.declarations ?? [])
    .filter((declaration): declaration is ElementDeclaration => tagOf(declaration) !== undefined)
    .sort((a, b) => a.tagName.localeCompare(b.tagName));
}

function tagOf(declaration: Declaration): string | undefined {
  if (declaration.kind !== 'class') return undefined;
  const member = declaration.members?.find(
    (candidate) => candidate.kind === 'field' && candidate.static === true && candidate.name === 'tag',
  );
  const text = member?.kind === 'field' ? member.default : undefined;
  return text && /^'mfa-[a-z-]+'$/.test(text) ? text.slice(1, -1) : undefined;
}
