import { EVENT_FIELDS } from '../questions/event-row.ts';
import { all, type Condition, type Question, within } from '../questions/question.ts';
import type { Dialect } from '../sql/dialect.ts';
import type { Window } from '../window.ts';
import { sqlOf } from './compile.ts';
import { correlationQuestion } from './correlation-sql.ts';
import type { DetectionRule } from './rule.ts';
import type { Rule } from './rule-set.ts';
import { SHOWN_EVENTS } from './shown-events.ts';

/**
 * Rows of events, the latest of each detection, with what it has in all: `event_count`, `first_time`, `last_time`,
 * `most` (of what a correlation counts), and `detection`, `g0`, `g1` … that tell it from others.
 */
export function ruleQuestion(rule: Rule, window: Window, dialect: Dialect): Question {
  return rule.kind === 'correlation'
    ? correlationQuestion(rule, window, dialect)
    : detectionQuestion(rule, window, dialect);
}

/** What groups the events of a rule without correlation. */
export const DETECTION_GROUP = ['account_id', 'aws_region', 'principal'] as const;

/** What one principal did in one region of an account is one detection. */
function detectionQuestion(rule: DetectionRule, window: Window, dialect: Dialect): Question {
  const { sql, values } = all([...within(window), conditionOf(rule, dialect)]);
  const group = `PARTITION BY ${DETECTION_GROUP.join(', ')}`;
  const groups = DETECTION_GROUP.map((each, index) => `${each} AS g${index}`).join(', ');
  return {
    sql: `SELECT ${EVENT_FIELDS}, event_count, first_time, last_time, event_count AS most, 1 AS detection, ${groups}
      FROM (SELECT ${EVENT_FIELDS}, count(*) OVER (${group}) AS event_count,
          min(event_time) OVER (${group}) AS first_time, max(event_time) OVER (${group}) AS last_time,
          row_number() OVER (${group} ORDER BY event_time DESC NULLS LAST, event_id NULLS LAST) AS place
        FROM events WHERE ${sql}) AS matched
      WHERE place <= ${SHOWN_EVENTS}
      ORDER BY ${DETECTION_GROUP.map((each) => `${each} NULLS LAST`).join(', ')}, place`,
    values,
  };
}

export function conditionOf({ condition }: DetectionRule, dialect: Dialect): Condition {
  return { sql: sqlOf(condition, dialect), values: [] };
}
