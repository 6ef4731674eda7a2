import { afterEach, expect, test } from 'vitest';
import { rampart } from '../../test/rampart-process.ts';
import { changedVerdicts } from './changed-verdicts.ts';
import { assessmentOf, reaching, roleFlags, scanLive } from './live-process.ts';
import { AT_ONCE, collectAll, judge, type SampleServer, serveSample } from './sample-organisation.ts';

const quiet = await serveSample();
const full = judge(await collectAll(quiet, AT_ONCE));
const requests = quiet.stats.requests;
await quiet.close();

/** Whole scans, in processes of their own, on a machine that may be busy. */

let server: SampleServer;
afterEach(() => server.close());

test('credentials that end on the way: exit 3, what was read is there, and the reason is said', async () => {
  server = await serveSample({ faults: { expired: { afterRequests: Math.floor(requests / 2) } } });
  const scan = await scanLive(server, ['--output', 'json']);
  const assessment = assessmentOf(scan);
  expect(scan.code).toBe(3);
  expect(assessment.coverage).toMatchObject({
    complete: false,
    incompleteReason: expect.stringMatching(/^the credentials ended \(/),
  });
  expect(assessment.summary.pass + assessment.summary.fail).toBeGreaterThan(50);
  expect(changedVerdicts(full, assessment)).toEqual([]);
});

test('the table says it too', async () => {
  server = await serveSample({ faults: { expired: { afterRequests: Math.floor(requests / 2) } } });
  const { code, stdout } = await scanLive(server);
  expect(code).toBe(3);
  expect(stdout).toMatch(/incomplete: the credentials ended \(\w+\); what was read before is kept/);
});

test.each([
  ['roles', true],
  ['own account', false],
])('credentials that ended before, %s: exit 2 and a sentence', async (_what, byRole) => {
  server = await serveSample({ faults: { expired: { afterRequests: 0 } } });
  const finished = await rampart(['scan', ...(byRole ? roleFlags(server) : [])], reaching(server.url));
  expect(finished).toMatchObject({ code: 2, stdout: '' });
  expect(finished.stderr).toMatch(/^rampart: the credentials have ended: ExpiredToken: .*sign in again.*\n$/);
});

test('one account of three that cannot be entered: the others are judged, and it is named', async () => {
  server = await serveSample();
  const [first = '', ...others] = server.accounts;
  const stranger = '999900001111'; // the server lets nobody assume roles of accounts it does not know
  const flags = roleFlags({ accounts: [first, stranger, ...others] });
  const scan = await rampart(['scan', ...flags, '--output', 'json'], reaching(server.url));
  const assessment = assessmentOf(scan);
  expect(assessment.accounts.map((each) => each.account)).toEqual(server.accounts);
  expect(assessment.coverage.notEntered).toEqual([
    {
      account: stranger,
      roleArn: `arn:aws:iam::${stranger}:role/RampartAudit`,
      why: expect.stringMatching(/^AccessDenied: .*sts:AssumeRole/),
    },
  ]);
  expect(assessment.coverage.complete).toBe(true);
  expect(changedVerdicts(full, assessment)).toEqual([]);
  expect(scan.code).toBe(1); // the failures are the news
});

test('… and is a gap where nothing fails', async () => {
  server = await serveSample();
  const flags = roleFlags({ accounts: [...server.accounts, '999900001111'] });
  const { code } = await rampart(['scan', ...flags, '--fail-on', 'never'], reaching(server.url));
  expect(code).toBe(3);
});

test('no account that can be entered: exit 2 and a sentence that names the role', async () => {
  server = await serveSample();
  const flags = roleFlags({ accounts: ['999900001111'] });
  const finished = await rampart(['scan', ...flags], reaching(server.url));
  expect(finished).toMatchObject({ code: 2, stdout: '' });
  expect(finished.stderr).toMatch(
    /^rampart: no account could be entered \(arn:aws:iam::999900001111:role\/RampartAudit\): AccessDenied: .*\n$/,
  );
});

test('entering survives throttling and server errors', async () => {
  server = await serveSample({ faults: { throttled: 0.3, serverError: 0.05, seed: 3 } });
  const flags = [...roleFlags(server), '--check', 'root-mfa', '--output', 'json'];
  const scan = await rampart(['scan', ...flags], reaching(server.url));
  expect(assessmentOf(scan).coverage.notEntered).toEqual([]);
});
