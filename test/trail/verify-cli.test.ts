import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifySchema } from '../../src/report/json/trail/verify-schema.ts';
import { rampart } from '../rampart-process.ts';
import { validAnswer } from '../valid-answer.ts';
import { anEvent, logOf, newFolder, put } from './log-folder.ts';
import { aKeyPair, putSignedTrail } from './signed-trail.ts';

test('a folder against its digests, with the public keys of a file', async () => {
  const [folder, key] = [newFolder(), aKeyPair()];
  const keys = join(newFolder(), 'keys.json');
  writeFileSync(
    keys,
    JSON.stringify({ PublicKeyList: [{ Fingerprint: key.fingerprint, Value: key.value }] }),
  );
  const { logs } = putSignedTrail(folder, key);
  const args = ['trail', 'verify', folder, '--public-keys', keys];
  const copy = await rampart([...args, '--output', 'json']);
  expect({ code: copy.code, stderr: copy.stderr }).toEqual({ code: 3, stderr: '' });
  expect(validAnswer(copy.stdout, verifySchema)).toMatchObject({
    digests: { valid: 2, faulty: 1 },
    logs: { valid: 4, faulty: 2 },
  });
  put('', logs[0] ?? '', logOf([anEvent()]));
  const changed = await rampart(args);
  expect(changed.code).toBe(1);
  expect(changed.stdout).toMatch(/2 of 3 digests and 3 of 6 log files are valid/);
  expect(changed.stdout).toMatch(/Changed since CloudTrail wrote it\n.*_0010\.json\.gz/);
});

test('a file of something else than keys is said', async () => {
  const path = put(newFolder(), 'keys.json', '{"keys":[]}');
  const { code, stderr } = await rampart(['trail', 'verify', newFolder(), '--public-keys', path]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/expected the output of aws cloudtrail list-public-keys/);
});

test('where no digest is nothing is proved, and that is said', async () => {
  const keys = put(newFolder(), 'keys.json', '{"PublicKeyList":[]}');
  const { code, stdout } = await rampart(['trail', 'verify', newFolder(), '--public-keys', keys]);
  expect(code).toBe(3);
  expect(stdout).toMatch(/no digest is there: nothing is proved/);
});
