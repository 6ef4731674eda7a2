import type { Assessment } from '../../model/assessment.ts';
import type { Pieces } from '../pieces.ts';
import { inert } from './inert.ts';

/** The assessment document itself, in the shape of docs/schema/assessment.v1.json. */
export function jsonReport(assessment: Assessment): Pieces {
  return jsonDocument(assessment);
}

/** As `JSON.stringify(document, null, 2)` writes it, a piece for each element of the lists at its top. */
export function* jsonDocument(document: object): Generator<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    yield `${before}  ${inert(JSON.stringify(key))}: `;
    yield* Array.isArray(value) ? listPieces(value) : [indented(value, '  ')];
    before = ',\n';
  }
  yield '\n}\n';
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  if (list.length === 0) yield '[]';
  else {
    let before = '[\n';
    for (const each of list) {
      yield `${before}    ${indented(each, '    ')}`;
      before = ',\n';
    }
    yield '\n  ]';
  }
}

function indented(value: unknown, by: string): string {
  return inert(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${by}`);
}
