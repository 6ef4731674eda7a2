import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runScan } from '../../src/app/scan.ts';
import type { Finding } from '../../src/model/finding.ts';
import { CATALOGUE } from '../../src/practices/catalogue.ts';
import { filledFix } from '../../src/practices/fix/filled-fix.ts';
import { takeDemoTrail } from '../demo-trail.ts';
import { LabUnavailable, labPython } from '../moto/venv.ts';
import { accountIds, auditRoleArn } from '../organisation/accounts.ts';
import { sdkClient } from '../replay/sdk-client.ts';
import { labEnvironment, type ServedOrganisation, serveOrganisation } from '../served-organisation.ts';
import { type AwsCli, startAwsCli } from './aws-cli.ts';
import { type Command, commandsAtOnce, commandsForLater } from './commands-of.ts';
import { UNPROVEN } from './unproven.ts';
import { prepareWorld, WORLD_FILES } from './world.ts';

const AS_OF = new Date('2026-11-20T09:00:00.000Z');

const unavailable = await labPython().then(
  () => undefined,
  (error: unknown) => {
    if (error instanceof LabUnavailable) return error.message;
    throw error;
  },
);
if (unavailable !== undefined) console.warn(`The fixes are not applied. ${unavailable}`);

/**
 * The flawed account as a reader leaves it who copies every command, puts in what is left to him, and in the end does
 * what is for later. The last practice comes first: what it sets for all buckets the first sets anew for its own.
 */
describe.skipIf(unavailable !== undefined)(
  'the flawed account, with every fix applied by the AWS CLI',
  () => {
    let organisation: ServedOrganisation;
    let folder: string;
    let cli: AwsCli;
    let before: readonly Finding[];
    let after: ReadonlyMap<string, Finding>;
    const errors = new Map<string, string[]>();

    beforeAll(async () => {
      organisation = await serveOrganisation(AS_OF, () => undefined);
      Object.assign(process.env, labEnvironment(organisation.url));
      folder = await mkdtemp(join(tmpdir(), 'rampart-fixes-'));
      for (const [name, text] of Object.entries(WORLD_FILES)) await writeFile(join(folder, name), text);
      const { url } = organisation;
      cli = await startAwsCli({ folder, environment: await credentials(url), endpoint: url });
      const lake = join(folder, 'lake');
      await takeDemoTrail(lake, AS_OF.toISOString());
      before = await failures(lake);
      const world = await prepareWorld(cli);
      for (const commands of [commandsAtOnce, commandsForLater])
        for (const check of CATALOGUE.toReversed())
          for (const finding of before.filter((each) => each.check === check.id)) {
            const { cli: text } = filledFix(check, finding);
            await apply(check.id, commands(text ?? '', world.standInFor(finding)));
          }
      after = new Map((await failures(lake)).map((each) => [each.id, each]));
    }, 1_200_000);
    afterAll(async () => {
      await cli?.close();
      await organisation?.close();
      await rm(folder, { recursive: true, force: true });
    });

    async function apply(check: string, commands: readonly Command[]): Promise<void> {
      for (const command of commands) {
        if (NEEDED_BY_NOTHING.test(command.join(' '))) continue;
        const result = await cli.run(command);
        if (result.code === 0) continue;
        const told = errors.get(check) ?? [];
        errors.set(check, [...told, `${command.join(' ')}\n${result.errors}`]);
      }
    }

    test.each(CATALOGUE.map((check) => check.id))('%s', (check) => {
      const left = before.filter((each) => each.check === check && after.has(each.id));
      const summaries = left.map((each) => after.get(each.id)?.summary);
      if (UNPROVEN[check] === undefined) expect(summaries, (errors.get(check) ?? []).join('\n')).toEqual([]);
      else expect(summaries, 'it is proven: take it out of the list').not.toEqual([]);
    });
  },
);

/** No workload of the flawed account needs a port, and no VPC of it has IPv6. */
const NEEDED_BY_NOTHING = /authorize-security-group-|--ipv6-cidr-block/;

async function failures(lake: string): Promise<readonly Finding[]> {
  const { findings } = await runScan({
    roleArns: [auditRoleArn('flawed')],
    regions: [],
    excludedRegions: [],
    asOf: AS_OF.toISOString(),
    objectAclSampleSize: 25,
    trail: lake,
  });
  return findings.filter((each) => each.status === 'fail' && each.account === accountIds.flawed);
}

async function credentials(url: string): Promise<Readonly<Record<string, string>>> {
  const sts = await sdkClient('sts', { endpoint: url });
  const input = { RoleArn: auditRoleArn('flawed'), RoleSessionName: 'fixes' };
  const { Credentials } = (await sts.call('AssumeRole', input)) as {
    Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
  };
  sts.destroy();
  return {
    AWS_ENDPOINT_URL: url,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials.SessionToken,
    AWS_MAX_ATTEMPTS: '1',
    AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
    // Nothing is ever asked of another machine.
    HTTPS_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: '127.0.0.1',
  };
}
