import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../src/practices/catalogue.ts';
import type { Fix } from '../../src/practices/check.ts';
import { pythonVersion } from '../moto/venv.ts';
import { type AwsCli, startAwsCli } from './aws-cli.ts';
import { commandsOf } from './commands-of.ts';
import { demoFixes } from './demo-fixes.ts';
import { STAND_IN_FILES, standIn } from './stand-ins.ts';

const python = await pythonVersion();
if (python === undefined)
  console.warn('The fixes are not given to the AWS CLI: there is no Python 3.10 or newer.');

describe.skipIf(python === undefined)('the AWS CLI', () => {
  let folder: string;
  let cli: AwsCli;
  let fixes: ReadonlyMap<string, readonly Fix[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rampart-aws-cli-'));
    for (const [name, text] of Object.entries(STAND_IN_FILES)) await writeFile(join(folder, name), text);
    const environment = {
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
      AWS_DEFAULT_REGION: 'us-east-1',
    };
    cli = await startAwsCli({ environment, folder, validateOnly: true });
    fixes = await demoFixes();
  }, 300_000);
  afterAll(async () => {
    await cli?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('refuses what is none of its commands, and what lacks a parameter or has one too many', async () => {
    for (const line of [
      's3api put-bucket',
      'iam delete-user',
      'iam delete-user --user-name a --force',
      's3 mb',
    ])
      expect((await cli.run(line.split(' '))).code, line).not.toBe(0);
  });

  /** For another kind of credential than the demo's, whose id is too short for it. */
  const OF_ANOTHER_KIND = 'update-signing-certificate --user-name svc-codecommit';

  const checks = CATALOGUE.filter((check) => check.fix.cli);
  test.each(checks.map((check) => check.id))('takes the commands of %s', async (check) => {
    const [fix] = fixes.get(check) ?? [];
    for (const args of commandsOf(fix?.cli ?? '', standIn)) {
      if (args.join(' ').includes(OF_ANOTHER_KIND)) continue;
      const { code, errors } = await cli.run(args);
      expect(code, `${args.join(' ')}\n${errors}`).toBe(0);
    }
  });
});
