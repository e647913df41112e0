import type { CustomElementDeclaration, Declaration, Package } from 'custom-elements-manifest';

/**
 * The manifest as Storybook's tables want it: what a page can set and nothing else, each name once, types without the
 * `undefined` of an option that is not set. Parts and slots are written as they are used, since a property may have
 * the same name.
 */
export function controlsManifest(manifest: Package): Package {
  return {
    ...manifest,
    modules: manifest.modules.map((module) => ({
      ...module,
      declarations: (module.declarations ?? []).map(readable),
    })),
  };
}

function readable(declaration: Declaration): Declaration {
  if (!('tagName' in declaration)) return declaration;
  const element = declaration as CustomElementDeclaration & { members?: Member[] };
  return {
    ...element,
    description: [element.summary, element.description].filter(Boolean).join('\n\n'),
    members: (element.members ?? []).filter(isSettable).map(withPlainType),
    attributes: [],
    slots: (element.slots ?? []).map((slot) => ({
      ...slot,
      name: slot.name ? `<slot name="${slot.name}">` : '<slot>',
    })),
    cssParts: [
      ...(element.cssParts ?? []).map((part) => ({ ...part, name: `::part(${part.name})` })),
      ...(element.cssStates ?? []).map((state) => ({ ...state, name: `:state(${state.name})` })),
    ],
  } as CustomElementDeclaration;
}

interface Member {
  kind: string;
  name: string;
  static?: boolean;
  readonly?: boolean;
  privacy?: string;
  description?: string;
  attribute?: string;
  type?: { text: string };
}

function isSettable(member: Member): boolean {
  const isOpen = member.privacy === undefined || member.privacy === 'public';
  return member.kind === 'field' && isOpen && !member.static && !member.readonly && !!member.description;
}

function withPlainType(member: Member): Member {
  const text = (member.type?.text ?? '').replace(/\s*\|\s*undefined/g, '').trim();
  const attribute = member.attribute ? ` Attribute: \`${member.attribute}\`.` : ' A property only.';
  return {
    ...member,
    description: (member.description ?? '') + attribute,
    type: { text },
  };
}
