import type { AnswerHead } from '../../iam/answers/answer-head.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { TOOL } from '../tool.ts';

export const OF_FILES: AnswerHead = { schemaVersion: 1, tool: TOOL, source: 'files', asOf: null };

export function headOf({ header: { source, asOf } }: Snapshot): AnswerHead {
  return { schemaVersion: 1, tool: TOOL, source, asOf };
}
