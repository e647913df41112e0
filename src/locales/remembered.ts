/**
 * A function that keeps what it has made for each key. `Intl` takes as long to make a formatter as an element takes to
 * draw itself, and a page has few languages.
 */
export function remembered<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key) as Value;
  };
}
