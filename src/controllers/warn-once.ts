const warned = new WeakMap<object, Set<string>>();

/** Tells a developer on the console, once for each host and text. Never holds a value that a person typed. */
export function warnOnce(host: Element, text: string): void {
  let texts = warned.get(host);
  if (!texts) warned.set(host, (texts = new Set()));
  if (texts.has(text)) return;
  texts.add(text);
  console.warn(`<${host.localName}> ${text}`);
}
