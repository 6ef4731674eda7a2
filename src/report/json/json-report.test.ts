import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Assessment } from '../../model/assessment.ts';
import { inert } from './inert.ts';
import { jsonReport } from './json-report.ts';

test('the pieces are the text of the whole document', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.constant(undefined)), {
        minKeys: 1,
      }),
      (document) => {
        fc.pre(Object.values(document).some((each) => each !== undefined));
        const text = [...jsonReport(document as unknown as Assessment)].join('');
        expect(text).toBe(`${inert(JSON.stringify(document, null, 2))}\n`);
      },
    ),
  );
});
