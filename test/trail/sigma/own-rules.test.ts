import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownRules } from '../../../src/app/trail/sigma-rules.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { type Events, openEvents } from '../../../src/trail/open-events.ts';
import { detectionsOf } from '../../../src/trail/questions/detect.ts';
import { anEvent, logOf, put, takeIn } from '../log-folder.ts';
import { EVENTS_TOGETHER } from './own-correlation-events.ts';
import { SINGLE_EVENTS } from './own-rule-events.ts';

const OWN_RULE_EVENTS = { ...SINGLE_EVENTS, ...EVENTS_TOGETHER };
const { rules, refused, otherSources } = await ownRules();
const nameOf = (place: string): string => /(\w+)\.yml/.exec(place)?.[1] ?? '';

/** The events of a rule are in an account of their own, by whether it is to find them. */
function accountOf(name: string, isFiring: boolean): string {
  const index = Object.keys(OWN_RULE_EVENTS).indexOf(name);
  return `${isFiring ? '1' : '2'}${String(index).padStart(11, '0')}`;
}

function recorded(event: JsonObject, account: string, user: string): JsonObject {
  const { userIdentity, ...base } = anEvent();
  const identity = { ...(userIdentity as JsonObject), arn: `arn:aws:iam::${account}:user/${user}` };
  return { ...base, userIdentity: identity, ...event, recipientAccountId: account };
}

test('all of them are run, and each has events here', () => {
  expect({ refused, otherSources }).toEqual({ refused: [], otherSources: 0 });
  expect(rules.map(({ place }) => nameOf(place)).sort()).toEqual(Object.keys(OWN_RULE_EVENTS).sort());
});

test('each tells its practice, its id, when it is wrong and where AWS describes it', () => {
  for (const { rule, place } of rules) {
    expect(rule.id, place).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(
      rule.tags.filter((each) => /^rampart\.practice-([1-9]|1[0-2])$/.test(each)),
      place,
    ).toHaveLength(1);
    expect(rule.description, place).toMatch(/\.$/);
    expect(rule.falsePositives, place).not.toEqual([]);
    expect(
      rule.references.every((each) => each.startsWith('https://docs.aws.amazon.com/')),
      place,
    ).toBe(true);
    expect(rule.references, place).not.toEqual([]);
  }
  expect(new Set(rules.map(({ rule }) => rule.id)).size).toBe(rules.length);
});

describe('each finds its events, and not those that are nearly so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-own-rules-'));
  let events: Events;
  beforeAll(async () => {
    const records = Object.entries(OWN_RULE_EVENTS).flatMap(([name, { fires, misses }]) => [
      ...fires.map((each) => recorded(each, accountOf(name, true), name)),
      ...misses.map((each) => recorded(each, accountOf(name, false), name)),
    ]);
    put(folder, 'logs/all.json', logOf(records));
    await takeIn(join(folder, 'logs'), join(folder, 'lake'));
    events = await openEvents(join(folder, 'lake'));
  });
  afterAll(() => {
    events.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(rules.map(({ rule, place }) => [nameOf(place), rule] as const))('%s', async (name, rule) => {
    const detections = await detectionsOf(events, rule, {});
    const own = detections.filter((each) => each.account === accountOf(name, true));
    const found = own.reduce((sum, each) => sum + each.eventCount, 0);
    expect(found).toBe(OWN_RULE_EVENTS[name]?.fires.length);
    expect(detections.filter((each) => each.account === accountOf(name, false))).toEqual([]);
  });
});
