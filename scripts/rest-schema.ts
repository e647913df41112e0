/** The JSON schema of descriptions of a backend, from their types: editors complete and check a description by it. */
import { createGenerator } from 'ts-json-schema-generator';

export const REST_SCHEMA = 'rest-description.schema.json';

/** The text of the file. */
export function makeRestSchema(): string {
  const schema = createGenerator({
    path: 'src/backends/rest/description.ts',
    tsconfig: 'tsconfig.json',
    type: 'RestDescription',
    skipTypeCheck: true,
    topRef: false,
  }).createSchema('RestDescription');
  return `${JSON.stringify(schema, null, 2)}\n`;
}
