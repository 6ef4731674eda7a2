import { expect, test } from 'vitest';
import { logKey } from './log-key.ts';

test.each([
  [
    's3://b/p/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/19/111122223333_CloudTrail_eu-west-1_20261119T1000Z_abc.json.gz',
    { kind: 'log', account: '111122223333', region: 'eu-west-1', date: '2026-11-19' },
  ],
  [
    's3://b/AWSLogs/o-abcdefghij/444455556666/CloudTrail/us-east-1/2026/11/19/f.json.gz',
    { kind: 'log', account: '444455556666', region: 'us-east-1', date: '2026-11-19' },
  ],
  [
    '/x/AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/11/19/111122223333_CloudTrail-Digest_eu-west-1_trail_eu-west-1_20261119T100000Z.json.gz',
    { kind: 'digest', account: '111122223333', region: 'eu-west-1', date: '2026-11-19' },
  ],
  [
    '/x/111122223333_CloudTrail-Digest_eu-west-1_trail_eu-west-1_20261119T100000Z.json.gz',
    { kind: 'digest', account: '111122223333', region: 'eu-west-1', date: '2026-11-19' },
  ],
  [
    '/x/AWSLogs/111122223333/CloudTrail-Insight/eu-west-1/2026/11/19/f.json.gz',
    { kind: 'insight', account: '111122223333', region: 'eu-west-1', date: '2026-11-19' },
  ],
  [
    '/x/111122223333_CloudTrail_us-east-1_20230710T1220Z_WMiHxZgr5Hdd6UDc.json',
    { kind: 'log', account: '111122223333', region: 'us-east-1', date: '2023-07-10' },
  ],
  ['/x/events.json', { kind: 'log', account: null, region: null, date: null }],
  ['/x/LICENSE', { kind: 'foreign', account: null, region: null, date: null }],
  [
    's3://b/AWSLogs/111122223333/Config/eu-west-1/2026/11/19/ConfigHistory/x.json.gz',
    { kind: 'log', account: null, region: null, date: null },
  ],
])('%s', (uri, key) => {
  expect(logKey(uri)).toEqual(key);
});
