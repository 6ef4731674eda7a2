import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AwsSecurityFinding, GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Moto, startMoto } from '../lab/moto/start-moto.ts';
import type { Assessment } from '../src/model/assessment.ts';
import { asffReport } from '../src/report/asff/asff-report.ts';
import { hostileSample } from './hostile-assessment.ts';
import { SMALL_ASSESSMENT } from './small-assessment.ts';
import { BIN, INSTALLED } from './validators/validators.ts';

/** moto's account, whose credentials any are. */
const MOTO_ACCOUNT = '123456789012';
const REGIONS = ['us-east-1', 'eu-west-1'];

/** What the guide tells people to do. */
const GUIDE = readFileSync(join(import.meta.dirname, '../docs/guides/outputs.md'), 'utf8');
const COMMAND = /<!-- test\/asff-import\.test\.ts runs this -->\n```sh\n(.*?)```/s.exec(GUIDE)?.[1] ?? '';

function hasJq(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v jq']);
    return true;
  } catch {
    return false;
  }
}

/** The findings of one account, as the scan of moto's own would make them. */
function ofMoto(assessment: Assessment): Assessment {
  const findings = assessment.findings
    .filter(({ account }) => account === '111122223333')
    .map((each) => ({ ...each, account: MOTO_ACCOUNT }));
  return { ...assessment, findings };
}

describe.skipIf(!INSTALLED || !hasJq())(
  'the import that the guide tells (skipped without npm run validators and jq)',
  () => {
    let moto: Moto;
    const folder = mkdtempSync(join(tmpdir(), 'rampart-asff-'));

    beforeAll(async () => {
      moto = await startMoto();
    });
    afterAll(() => moto.stop());

    test.each([
      ['one of everything', SMALL_ASSESSMENT],
      ['hostile names', hostileSample({ ours: true })],
    ])(
      'brings every finding of the account into Security Hub, with %s',
      async (_what, assessment) => {
        await fetch(new URL('/moto-api/reset', moto.url), { method: 'POST' });
        const own = ofMoto(assessment);
        const others = SMALL_ASSESSMENT.findings.filter(({ account }) => account !== '111122223333');
        writeFileSync(
          join(folder, 'rampart.asff'),
          [...asffReport({ ...own, findings: [...others, ...own.findings] })].join(''),
        );
        const { code, stderr } = await run();
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        const imported = (await Promise.all(REGIONS.map(findingsIn))).flat();
        expect(imported.map(({ Id }) => Id).toSorted(byText)).toEqual(
          own.findings.map(({ id }) => `rampart/${id}`).toSorted(byText),
        );
      },
      120_000,
    );

    function byText(a: string | undefined, b: string | undefined): number {
      return (a ?? '') < (b ?? '') ? -1 : 1;
    }

    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

    async function findingsIn(region: string): Promise<readonly AwsSecurityFinding[]> {
      const client = new SecurityHubClient({ endpoint: moto.url, region, credentials });
      const found: AwsSecurityFinding[] = [];
      let NextToken: string | undefined;
      do {
        const page = await client.send(
          new GetFindingsCommand({ MaxResults: 100, ...(NextToken ? { NextToken } : {}) }),
        );
        found.push(...(page.Findings ?? []));
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      client.destroy();
      return found;
    }

    function run(): Promise<{ readonly code: number | null; readonly stderr: string }> {
      const env = {
        PATH: `${BIN}:${process.env['PATH'] ?? ''}`,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: moto.url,
        AWS_CONFIG_FILE: '/nonexistent',
        AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
      };
      const child = spawn('sh', ['-e', '-c', COMMAND], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.stdout.resume();
      return new Promise((resolve) => {
        child.on('close', (code) => resolve({ code, stderr }));
      });
    }
  },
);
