import type { Assessment } from '../../src/model/assessment.ts';
import { type Finished, type Options, rampart, startRampart } from '../../test/rampart-process.ts';
import { AS_OF, type SampleServer } from './sample-organisation.ts';

/** The accounts by their audit roles, on the day of the sample organisation, and no slower than the server. */
export function roleFlags(server: Pick<SampleServer, 'accounts'>): readonly string[] {
  const arns = server.accounts.map((account) => `arn:aws:iam::${account}:role/RampartAudit`);
  return [...arns.flatMap((arn) => ['--role-arn', arn]), '--as-of', AS_OF, '--rate', '100'];
}

/** What a user sets to reach an AWS-like server; no AWS_REGION, which nobody must need. */
export function reaching(url: string): Options {
  return { env: { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'lab', AWS_SECRET_ACCESS_KEY: 'lab' } };
}

export function scanLive(server: SampleServer, flags: readonly string[] = []): Promise<Finished> {
  return rampart(['scan', ...roleFlags(server), ...flags], reaching(server.url));
}

export function startLive(server: SampleServer, command: readonly string[]): ReturnType<typeof startRampart> {
  return startRampart([...command, ...roleFlags(server)], reaching(server.url));
}

export function assessmentOf({ stdout }: Finished): Assessment {
  return JSON.parse(stdout) as Assessment; // the caller's schema test says that it is one
}
