import { isObject } from '../../model/json.ts';
import { logKey } from '../log-key.ts';
import type { Lines } from './lines.ts';
import { recordFault } from './record-fault.ts';
import { NotALog, type RawRecord, splitRecords } from './record-splitter.ts';
import { quarantine, type StagedFile, setAside } from './staged-file.ts';
import { BrokenFile, unpackedPieces, unpackedWhole } from './unpacked.ts';

const LOG = Buffer.from('{"Records":[');

/**
 * Tells what a file is, and writes it for DuckDB to read: as it stands where it looks as CloudTrail writes it, else
 * record by record.
 */
export async function stageFile(staged: StagedFile, lines: Lines, now: Date): Promise<void> {
  const { kind } = logKey(staged.file.uri);
  if (kind !== 'log') staged.outcome = kind;
  else if (staged.file.bytes === 0) staged.outcome = 'empty';
  else await quarantineBroken(staged, () => stageText(staged, lines, now));
}

async function stageText(staged: StagedFile, lines: Lines, now: Date): Promise<void> {
  const text = await unpackedWhole(staged.path);
  if (text !== null && isBlank(text)) staged.outcome = 'empty';
  else if (text?.subarray(0, LOG.length).equals(LOG)) lines.file(staged.number, text);
  else await stageRecords(staged, lines, now);
}

/** Record by record: for files that are large, or of which something is odd. */
export async function stageChecked(staged: StagedFile, lines: Lines, now: Date): Promise<void> {
  await quarantineBroken(staged, () => stageRecords(staged, lines, now));
}

async function quarantineBroken(staged: StagedFile, stage: () => Promise<void>): Promise<void> {
  try {
    await stage();
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    quarantine(staged, error.message);
  }
}

async function stageRecords(staged: StagedFile, lines: Lines, now: Date): Promise<void> {
  staged.isChecked = true;
  let insights = 0;
  try {
    for await (const record of splitRecords(unpackedPieces(staged.path)))
      if (stageRecord(staged, lines, record, now) === 'insight') insights += 1;
  } catch (error) {
    if (!(error instanceof NotALog)) throw error;
    await stageOther(staged, lines, error.message, now);
  }
  if (insights > 0 && staged.expected.size === 0 && staged.setAside === 0) staged.outcome = 'insight';
}

function stageRecord(staged: StagedFile, lines: Lines, raw: RawRecord, now: Date): 'insight' | 'record' {
  const { index } = raw;
  if ('tooLarge' in raw) {
    setAside(staged, { index, eventId: null, reason: `a record of ${raw.tooLarge} bytes` });
    return 'record';
  }
  const record = parsed(raw.bytes);
  if (isObject(record) && record['eventType'] === INSIGHT) return 'insight';
  const reason = record instanceof SyntaxError ? `no JSON: ${record.message}` : recordFault(record, now);
  if (reason !== null) {
    setAside(staged, { index, eventId: eventIdOf(record), reason });
    return 'record';
  }
  lines.record(staged.number, index, raw.bytes);
  staged.expected.add(index);
  return 'record';
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-trails.html */
const INSIGHT = 'AwsCloudTrailInsight';

/** Digests under another name, JSON of others, records that stand elsewhere, and what was a log once. */
async function stageOther(staged: StagedFile, lines: Lines, reason: string, now: Date): Promise<void> {
  const isCut = staged.expected.size + staged.setAside > 0;
  const text = isCut ? null : await unpackedWhole(staged.path);
  if (text === null) return quarantine(staged, reason);
  const found = parsed(text);
  if (found instanceof SyntaxError) return quarantine(staged, `no JSON: ${found.message}`);
  if (isObject(found) && typeof found['digestStartTime'] === 'string') staged.outcome = 'digest';
  else if (!isObject(found) || !('Records' in found)) staged.outcome = 'foreign';
  else if (!Array.isArray(found['Records'])) quarantine(staged, 'Records: no list');
  else
    for (const [index, record] of found['Records'].entries())
      stageRecord(staged, lines, { index, bytes: Buffer.from(JSON.stringify(record)) }, now);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(strictUtf8.decode(bytes));
  } catch (error) {
    return new SyntaxError(error instanceof Error ? error.message : String(error));
  }
}

function eventIdOf(record: unknown): string | null {
  const id = isObject(record) ? record['eventID'] : null;
  return typeof id === 'string' ? id : null;
}

function isBlank(text: Buffer): boolean {
  return text.every((each) => each === 0x20 || (each >= 0x09 && each <= 0x0d));
}
