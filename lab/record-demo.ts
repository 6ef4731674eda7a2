import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { trailFiles } from './organisation/trail/trail-files.ts';
import { writeTrail } from './organisation/trail/write-trail.ts';
import { labEnvironment, serveOrganisation } from './served-organisation.ts';

/**
 * `npm run lab:record`: builds the sample organisation anew and makes `lab/demo` from it: AWS's raw answers
 * (`recording`, which tests replay), the bundled snapshot, and the log files of both trails (`trail`). Run it after a change of lab/organisation or of a
 * collector, and look at the difference.
 */
const DEMO = join(import.meta.dirname, 'demo');
/** Made beside the old one and put in its place when it is whole and sound. */
const FRESH = join(import.meta.dirname, '../.cache/demo');
/** Fixed, so that a new recording differs from the last by what changed and not by the day it was made. */
const AS_OF = new Date('2026-11-20T09:00:00.000Z');

/** Errors that speak of a trouble of the lab, never of AWS: a recording must not keep them. */
const LAB_TROUBLE = /"error":\{"name":"(\d+|NotAnAwsAnswer|NotRecorded|UnreadableAnswer)"/;

const organisation = await serveOrganisation(AS_OF, (text) => console.error(text));
try {
  rmSync(FRESH, { recursive: true, force: true });
  mkdirSync(FRESH, { recursive: true });
  await collect(
    [...organisation.roleArns.flatMap((arn) => ['--role-arn', arn]), '--record', join(FRESH, 'recording')],
    labEnvironment(organisation.url),
    join(FRESH, 'live.snapshot'),
  );
  rmSync(join(FRESH, 'live.snapshot'));
  settleRecording(join(FRESH, 'recording'));
  // From the recording, not from the live answers: so a test can make it again without Python.
  await collect(['--recording', join(FRESH, 'recording')], {}, join(FRESH, 'organisation.snapshot'));
  writeTrail(join(FRESH, 'trail'), trailFiles(await readSnapshot(join(FRESH, 'organisation.snapshot'))));
  rmSync(DEMO, { recursive: true, force: true });
  renameSync(FRESH, DEMO);
} finally {
  await organisation.close();
}

/** In a process of its own, beside the server that lives in this one. */
function collect(
  source: readonly string[],
  environment: Readonly<Record<string, string>>,
  out: string,
): Promise<void> {
  const main = join(import.meta.dirname, '../src/cli/main.ts');
  const args = [
    main,
    'collect',
    ...source,
    '--object-acl-sample',
    '25',
    '--as-of',
    AS_OF.toISOString(),
    '--out',
    out,
  ];
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`rampart collect ended with ${code}`)),
    );
  });
}

/** Calls are recorded as their answers come; sorted, two recordings can be compared. */
function settleRecording(directory: string): void {
  for (const name of readdirSync(directory, { recursive: true }).map(String)) {
    if (!name.endsWith('.ndjson')) continue;
    const path = join(directory, name);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    const trouble = lines.find((line) => LAB_TROUBLE.test(line));
    if (trouble) throw new Error(`the lab did not answer as AWS would, record again: ${name}: ${trouble}`);
    writeFileSync(path, `${[...new Set(lines)].sort().join('\n')}\n`, { mode: 0o600 });
  }
}
