/** What may stand in a text, by name: `{time}` in a string, a property in a function. */
export type TextValues = Readonly<Record<string, string | number>>;
