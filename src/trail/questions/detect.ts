import type { Detection } from '../answers/detect-document.ts';
import { rowsOf } from '../duckdb.ts';
import type { Events } from '../open-events.ts';
import { DETECTION_GROUP, ruleQuestion } from '../sigma/detect-sql.ts';
import type { Rule } from '../sigma/rule-set.ts';
import type { Window } from '../window.ts';
import { type EventRow, eventOf, isoTime } from './event-row.ts';

interface DetectionRow extends EventRow {
  readonly event_count: string;
  readonly first_time: string;
  readonly last_time: string;
  readonly most: string;
  readonly detection: string;
  readonly [group: `g${number}`]: string | null;
}

/** Rejects with the engine's error where it does not take the rule, for example a regular expression beyond its limits. */
export async function detectionsOf(
  { connection, dialect }: Events,
  rule: Rule,
  window: Window,
): Promise<readonly Detection[]> {
  const { sql, values } = ruleQuestion(rule, window, dialect);
  const rows = await rowsOf<DetectionRow>(connection, sql, values);
  const names = rule.kind === 'correlation' ? rule.groupBy : DETECTION_GROUP;
  const groups = Map.groupBy(rows, (row) =>
    JSON.stringify([row.detection, names.map((_, index) => row[`g${index}`])]),
  );
  return [...groups.values()].flatMap((each) => detectionOf(rule, names, each));
}

function detectionOf(
  rule: Rule,
  names: readonly string[],
  rows: readonly DetectionRow[],
): readonly Detection[] {
  const [latest] = rows;
  if (!latest) return [];
  const { account, region, principal } = eventOf(latest);
  return [
    {
      account,
      region,
      principal,
      group:
        rule.kind === 'correlation'
          ? names.map((name, index) => ({ name, value: latest[`g${index}`] ?? '' }))
          : [],
      firstTime: isoTime(latest.first_time),
      lastTime: isoTime(latest.last_time),
      eventCount: Number(latest.event_count),
      counted: rule.kind === 'correlation' ? Number(latest.most) : null,
      events: rows.map(eventOf),
    },
  ];
}
