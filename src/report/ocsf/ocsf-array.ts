import type { JsonObject } from '../../model/json.ts';
import { wellFormedJson } from '../json/well-formed-json.ts';
import type { Pieces } from '../pieces.ts';

/** A JSON array, as readers of OCSF files expect it, with an event a line, which `sed` makes NDJSON of. */
export function* ocsfArray(events: Iterable<JsonObject>): Pieces {
  let before = '[\n';
  for (const event of events) {
    yield `${before}${wellFormedJson(event)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
