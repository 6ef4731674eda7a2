import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import type { z } from 'zod';
import { HOSTILE } from '../src/model/hostile-characters.ts';
import { answerJsonSchema } from '../src/report/json/iam/answer-head.ts';

/** A document as a command printed it: of its published shape, and without a character that obeys. */
export function validAnswer<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const valid = ajv.compile(answerJsonSchema('any', schema));
  const document: unknown = JSON.parse(text);
  expect(valid(document), JSON.stringify(valid.errors)).toBe(true);
  expect(text.replaceAll('\n', '').match(HOSTILE)).toBeNull();
  return document as z.infer<Schema>; // the schema has just been found to hold
}
