import { EVENT_FIELDS } from '../questions/event-row.ts';
import { all, type Condition, type Question, within } from '../questions/question.ts';
import type { Dialect, Sql } from '../sql/dialect.ts';
import type { Window } from '../window.ts';
import { sqlOf } from './compile.ts';
import { COMPARISONS, type CorrelationRule, type RelatedRule } from './correlation.ts';
import type { EventField } from './field.ts';
import { SHOWN_EVENTS } from './shown-events.ts';

interface Shape {
  /** The columns that tell one group from another; there is always one. */
  readonly keys: readonly string[];
  readonly key: Sql;
  readonly span: Sql;
}

/**
 * The window is as long as the timespan, and ends with each event in turn, whatever the clock says: an event at which
 * it has enough is a hit. Hits of a group that lie no further apart than the window is long are one detection.
 */
export function correlationQuestion(rule: CorrelationRule, window: Window, dialect: Dialect): Question {
  const matched = rule.related.map((each, index) => matchedBy(each, ruleMark(rule, index), window, dialect));
  const keys = ['one_group', ...rule.groupBy.map((_, index) => `g${index}`)];
  const shape: Shape = { keys, key: keys.join(', '), span: `INTERVAL '${rule.seconds}' SECOND` };
  return {
    sql: `WITH matched AS (${matched.map((each) => each.sql).join(' UNION ')}),
      ${hitsOf(rule, shape)},
      ${detectionsOf(shape)},
      ${evidenceOf(shape)}
      SELECT ${EVENT_FIELDS}, event_count, first_time, last_time, most, detection, ${shape.key} FROM placed
      WHERE place <= ${SHOWN_EVENTS}
      ORDER BY ${[...keys, 'detection'].map((each) => `${each} NULLS LAST`).join(', ')}, place`,
    values: matched.flatMap((each) => each.values),
  };
}

/** For event_count an event is one, however many of the rules it fits. */
function ruleMark({ type }: CorrelationRule, index: number): number {
  return type === 'event_count' || type === 'value_count' ? 0 : index;
}

/** An event is of the group of each value that its field has; without any it is of none. */
function matchedBy(
  { rule, groupBy, value }: RelatedRule,
  mark: number,
  window: Window,
  dialect: Dialect,
): Condition {
  const named = [
    ...groupBy.map((field, index) => ({ field, name: `g${index}` })),
    ...(value === null ? [] : [{ field: value, name: 'counted' }]),
  ];
  const flat = named.filter(({ field }) => field.path === null);
  const joins = named.flatMap(({ field, name }) => unnested(field, name, dialect));
  const { sql, values } = all([
    ...within(window),
    ...flat.map(({ field }) => ({ sql: `${field.column} IS NOT NULL`, values: [] })),
    { sql: sqlOf(rule.condition, dialect), values: [] },
  ]);
  const columns = named.map(({ field, name }) =>
    field.path === null ? `${flatText(field, dialect)} AS ${name}` : name,
  );
  const counted = value === null ? [`'${mark}' AS counted`] : [];
  return {
    sql: `SELECT DISTINCT ${[EVENT_FIELDS, '0 AS one_group', `${mark} AS mark`, ...columns, ...counted].join(', ')} FROM events${joins.join('')} WHERE ${sql}`,
    values,
  };
}

function unnested({ column, path }: EventField, name: string, dialect: Dialect): readonly Sql[] {
  return path === null
    ? []
    : [` CROSS JOIN UNNEST(${dialect.textsAt(column, path)}) AS list_${name} (${name})`];
}

function flatText({ column }: EventField, dialect: Dialect): Sql {
  return column === 'event_time' ? dialect.isoTime(column) : column;
}

function hitsOf(rule: CorrelationRule, shape: Shape): Sql {
  const limits = rule.limits
    .map(({ comparison, count }) => `n ${COMPARISONS[comparison]} ${count}`)
    .join(' AND ');
  switch (rule.type) {
    case 'event_count':
      return eventHits(shape, limits);
    case 'value_count':
    case 'temporal':
      return valueHits(shape, limits);
    case 'temporal_ordered':
      return orderedHits(shape, rule.related.length);
  }
}

function eventHits({ key, span }: Shape, limits: Sql): Sql {
  const frame = `PARTITION BY ${key} ORDER BY event_time RANGE BETWEEN ${span} PRECEDING AND CURRENT ROW`;
  return `counts AS (SELECT ${key}, event_time, count(*) OVER (${frame}) AS n FROM matched),
      hits AS (SELECT DISTINCT ${key}, event_time, n FROM counts WHERE ${limits})`;
}

/**
 * A value counts from each time it is seen until the timespan later. Where one of these ends before the next begins,
 * the count goes down and up again; at each event it is the sum of the steps so far.
 */
function valueHits({ key, span }: Shape, limits: Sql): Sql {
  const order = `PARTITION BY ${key}, counted ORDER BY event_time`;
  return `seen AS (SELECT DISTINCT ${key}, counted, event_time FROM matched),
      runs AS (SELECT ${key}, event_time, lag(event_time) OVER (${order}) AS earlier, lead(event_time) OVER (${order}) AS later FROM seen),
      steps AS (SELECT ${key}, event_time AS moment, 0 AS step, 1 AS change FROM runs WHERE earlier IS NULL OR earlier < event_time - ${span}
        UNION ALL SELECT ${key}, event_time + ${span} AS moment, 2 AS step, -1 AS change FROM runs WHERE later IS NULL OR later > event_time + ${span}
        UNION ALL SELECT DISTINCT ${key}, event_time AS moment, 1 AS step, 0 AS change FROM matched),
      counts AS (SELECT ${key}, moment AS event_time, step, sum(change) OVER (PARTITION BY ${key} ORDER BY moment, step ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS n FROM steps),
      hits AS (SELECT ${key}, event_time, n FROM counts WHERE step = 1 AND ${limits})`;
}

/** For each event of a rule: the latest time at which the events of those before it, in order, can have begun. */
function orderedHits({ key, span }: Shape, rules: number): Sql {
  const frame = `PARTITION BY ${key} ORDER BY event_time RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`;
  const first = `chain0 AS (SELECT ${key}, event_time, mark, CASE WHEN mark = 0 THEN event_time END AS begun FROM matched)`;
  const next = Array.from({ length: rules - 1 }, (_, index) => {
    const begun = `max(CASE WHEN mark = ${index} THEN begun END) OVER (${frame})`;
    return `chain${index + 1} AS (SELECT ${key}, event_time, mark, CASE WHEN mark = ${index + 1} THEN ${begun} ELSE begun END AS begun FROM chain${index})`;
  });
  const last = rules - 1;
  const hits = `hits AS (SELECT DISTINCT ${key}, event_time, ${rules} AS n FROM chain${last} WHERE mark = ${last} AND begun >= event_time - ${span})`;
  return [first, ...next, hits].join(',\n      ');
}

function detectionsOf({ key, span }: Shape): Sql {
  const order = `PARTITION BY ${key} ORDER BY event_time`;
  return `marked AS (SELECT ${key}, event_time, n, CASE WHEN lag(event_time) OVER (${order}) >= event_time - ${span} THEN 0 ELSE 1 END AS is_new FROM hits),
      numbered AS (SELECT ${key}, event_time, n, sum(is_new) OVER (${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS detection FROM marked),
      detections AS (SELECT ${key}, detection, min(event_time) AS first_hit, max(event_time) AS last_hit, max(n) AS most FROM numbered GROUP BY ${key}, detection)`;
}

/** The events in the windows of a detection's hits. */
function evidenceOf({ keys, key, span }: Shape): Sql {
  const fields = EVENT_FIELDS.split(',').map((each) => `m.${each.trim()}`);
  const same = keys.map((each) => `m.${each} = d.${each}`).join(' AND ');
  const by = `PARTITION BY ${key}, detection`;
  return `evidence AS (SELECT DISTINCT ${[...fields, 'd.most', 'd.detection', ...keys.map((each) => `d.${each}`)].join(', ')}
        FROM detections AS d JOIN matched AS m ON ${same}
        WHERE m.event_time >= d.first_hit - ${span} AND m.event_time <= d.last_hit),
      placed AS (SELECT ${EVENT_FIELDS}, most, detection, ${key}, count(*) OVER (${by}) AS event_count,
          min(event_time) OVER (${by}) AS first_time, max(event_time) OVER (${by}) AS last_time,
          row_number() OVER (${by} ORDER BY event_time DESC NULLS LAST, event_id NULLS LAST) AS place FROM evidence)`;
}
