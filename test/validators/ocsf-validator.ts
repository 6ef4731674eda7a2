import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** By one of OCSF's JSON Schemas that `npm run validators` brings. */
export function ocsfValidator(path: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object);
}
