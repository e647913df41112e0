/**
 * What a backend's word means, by a map of a description. A key that ends with `*` stands for all words that begin so;
 * the word itself comes first, then the longest beginning. Pure.
 */
export function lookUp<Value>(
  map: Readonly<Record<string, Value>> | undefined,
  word: string,
): Value | undefined {
  if (!map) return undefined;
  if (Object.hasOwn(map, word)) return map[word];
  const [best] = Object.keys(map)
    .filter((key) => key.endsWith('*') && word.startsWith(key.slice(0, -1)))
    .sort((a, b) => b.length - a.length);
  return best === undefined ? undefined : map[best];
}
