/** The elements that ours are compared with, as pages register them. */
export function floorEntry(name: 'Field' | 'Boxes' | 'Painted' | 'Pairing'): string {
  const tag = `floor-${name.toLowerCase()}`;
  return `import { Floor${name} } from '/scripts/speed/floor/${tag}.ts'; customElements.define('${tag}', Floor${name});`;
}
