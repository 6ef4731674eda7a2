import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { folderSource } from '../../src/trail/folder-source.ts';
import { type IngestResult, ingest } from '../../src/trail/ingest/ingest.ts';
import type { TakenFile } from '../../src/trail/lake/commit.ts';
import type { LogSource } from '../../src/trail/log-source.ts';
import { openEvents } from '../../src/trail/open-events.ts';
import { runQuery } from '../../src/trail/questions/query.ts';

export const ACCOUNT = '111122223333';
export const NOW = new Date('2026-11-20T12:00:00Z');

/** A folder that goes when the test ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-trail-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Of a user who describes instances, unless said otherwise. */
export function anEvent(fields: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: `arn:aws:iam::${ACCOUNT}:user/ada`,
      accountId: ACCOUNT,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: 'ada',
    },
    eventTime: '2026-11-19T10:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.31.0',
    requestParameters: null,
    responseElements: null,
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...fields,
  };
}

export function anEventBy(
  session: { readonly role: string; readonly name: string },
  fields: JsonObject = {},
): JsonObject {
  return anEvent({
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE:${session.name}`,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${session.role}/${session.name}`,
      accountId: ACCOUNT,
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLE',
          arn: `arn:aws:iam::${ACCOUNT}:role/ops/${session.role}`,
          accountId: ACCOUNT,
          userName: session.role,
        },
        attributes: { creationDate: '2026-11-19T09:00:00Z', mfaAuthenticated: 'true' },
      },
    },
    ...fields,
  });
}

/** The text of a log file. */
export function logOf(records: readonly unknown[]): string {
  return JSON.stringify({ Records: records });
}

/** Writes a file, gzipped by its name, whatever lies between. */
export function put(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, name.endsWith('.gz') && typeof content === 'string' ? gzipSync(content) : content);
  return path;
}

export function takeIn(source: string | LogSource, lake: string): Promise<IngestResult> {
  return ingest(typeof source === 'string' ? folderSource(source) : source, {
    dir: lake,
    now: NOW,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}

export function filesOf({ commits }: IngestResult): readonly TakenFile[] {
  return commits.flatMap((each) => each.files);
}

/** Rows of SQL over the lake's events. */
export async function ask(lake: string, sql: string): Promise<readonly (readonly unknown[])[]> {
  const events = await openEvents(lake);
  try {
    return (await runQuery(events, sql, 100_000)).rows;
  } finally {
    events.close();
  }
}

export function idOf({ eventID }: JsonObject): string {
  if (typeof eventID !== 'string') throw new Error('an event without an id');
  return eventID;
}

export async function eventIds(lake: string): Promise<readonly string[]> {
  const rows = await ask(lake, 'SELECT event_id FROM events ORDER BY event_id');
  return rows.map(([id]) => String(id));
}
