import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectSchema } from '../../../src/report/json/trail/detect-schema.ts';
import { rampart } from '../../rampart-process.ts';
import { validAnswer } from '../../valid-answer.ts';
import { ocsfValidator } from '../../validators/ocsf-validator.ts';
import { INSTALLED, OCSF_DETECTION_SCHEMA } from '../../validators/validators.ts';
import { put } from '../log-folder.ts';

const REAL = join(import.meta.dirname, '../../../../shared/data/cloudtrail/invictus/CloudTrail');
const there = existsSync(REAL);
if (!there) console.warn("No rule is run over real events: ../shared/data/cloudtrail isn't there.");

describe.skipIf(!there)('the real events of an attack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-detect-'));
  const lake = join(folder, 'lake');
  const detect = (...args: readonly string[]): ReturnType<typeof rampart> =>
    rampart(['trail', 'detect', '--lake', lake, ...args]);
  beforeAll(async () => {
    expect((await rampart(['trail', 'ingest', REAL, '--lake', lake])).code).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('what was simulated is detected, by the one who did it', async () => {
    const { code, stdout } = await detect('--output', 'json');
    expect(code).toBe(1);
    const { findings, refused } = validAnswer(stdout, detectSchema);
    expect(refused).toEqual([]);
    const found = findings.map(
      ({ rule, eventCount }) => `${rule.place.split('/').at(-1)?.replace('.yml:1', '')} ${eventCount}`,
    );
    expect(found.sort()).toMatchInlineSnapshot(`
      [
        "administrator_made 2",
        "bucket_objects_expire_soon 1",
        "command_sent 1",
        "console_login_without_mfa 1",
        "enumeration_burst 1276",
        "enumeration_burst 475",
        "flow_logs_deleted 1",
        "function_code_replaced 2",
        "function_public 1",
        "identity_provider_added 1",
        "instance_passwords_asked 29",
        "key_for_another_user 2",
        "log_group_deleted 1",
        "login_for_another_user 2",
        "organization_left 1",
        "parameters_harvested 40",
        "parameters_harvested 47",
        "role_trust_changed 1",
        "roles_tried 10",
        "secrets_harvested 20",
        "secrets_harvested 40",
        "security_group_admin_port_opened 1",
        "security_group_opened 1",
        "snapshot_shared 3",
        "trail_change_denied 4",
        "trail_narrowed 1",
        "trail_stopped 2",
        "user_data_harvested 15",
      ]
    `);
    expect(findings.every(({ events }) => events.every(({ userAgent }) => userAgent !== null))).toBe(true);
  });

  test('a time without attack has no detection', async () => {
    const { code, stdout } = await detect('--to', '2023-07-10T11:50:00Z', '--output', 'json');
    expect(code).toBe(0);
    expect(validAnswer(stdout, detectSchema).findings).toEqual([]);
  });

  test.skipIf(!INSTALLED)('are Detection Findings of OCSF (skipped until npm run validators)', async () => {
    const { stdout } = await detect('--output', 'ocsf');
    const valid = ocsfValidator(OCSF_DETECTION_SCHEMA);
    const events = JSON.parse(stdout) as readonly object[];
    expect(events.length).toBeGreaterThan(20);
    for (const each of events) expect(valid(each), JSON.stringify(valid.errors)).toBe(true);
  });

  test('rules of a folder: what cannot be run is told with its place, and the others run', async () => {
    const rules = join(folder, 'rules');
    const head = 'logsource: {product: aws, service: cloudtrail}';
    put(
      rules,
      'a.yml',
      `title: Calls\n${head}\ndetection:\n  a:\n    eventName: stoplogging\n  condition: a\nlevel: low\n`,
    );
    put(
      rules,
      'deep/b.yaml',
      `title: Placeholders\n${head}\ndetection:\n  a:\n    eventName|expand: '%names%'\n  condition: a\n`,
    );
    put(rules, 'c.yml', 'title: [\n');
    const { code, stdout } = await detect('--rules', rules, '--output', 'json');
    expect(code).toBe(3);
    const { findings, refused } = validAnswer(stdout, detectSchema);
    expect(findings.map(({ title, eventCount }) => [title, eventCount])).toEqual([['Calls', 3]]);
    expect(refused.map(({ place, why }) => [place.slice(rules.length), why.slice(0, 40)])).toEqual([
      ['/c.yml:2', expect.stringContaining('not valid YAML')],
      ['/deep/b.yaml:5', 'the modifier "expand" is not supported'],
    ]);
    const table = await detect('--rules', rules, '--fail-on', 'low');
    expect(table.code).toBe(1);
    expect(table.stdout).toContain('Rules that were not run');
  });

  test('a folder without rules is refused', async () => {
    const { code, stderr } = await detect('--rules', join(folder, 'lake/commits'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/no file of this folder ends with .yml or .yaml/);
  });
});
