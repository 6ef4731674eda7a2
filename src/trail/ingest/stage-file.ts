import { isUtf8 } from 'node:buffer';
import { isObject } from '../../model/json.ts';
import { logKey } from '../log-key.ts';
import type { EventIntake } from './event-intake.ts';
import { JsonCursor, NoJson } from './json-cursor.ts';
import { latestMicros, recordFault } from './record-fault.ts';
import { INSIGHT, RecordReader } from './record-reader.ts';
import { NotALog, type RawRecord, splitRecords } from './record-splitter.ts';
import {
  type FetchedFile,
  forget,
  newlyStaged,
  quarantine,
  type StagedFile,
  setAside,
} from './staged-file.ts';
import { BrokenFile, endBytes, unpackedPieces, unpackedWhole } from './unpacked.ts';

const LOG = Buffer.from('{"Records":[');
const [COMMA, CLOSE_BRACKET, END] = [0x2c, 0x5d, -1] as const;

/** Reads the files of a batch, one after the other. */
export class FileStage {
  readonly #intake: EventIntake;
  readonly #reader: RecordReader;
  readonly #now: Date;

  /** The intake forgets what it had. */
  constructor(intake: EventIntake, now: Date) {
    const latest = latestMicros(now);
    intake.clear(latest);
    this.#intake = intake;
    this.#reader = new RecordReader(latest);
    this.#now = now;
  }

  /** What the file is; its events are in the table then, as those of the file of that number. */
  async stage({ file, path }: FetchedFile, number: number): Promise<StagedFile> {
    const staged = newlyStaged(file);
    this.#intake.beginFile(file.uri);
    const { kind } = logKey(file.uri);
    if (kind !== 'log') staged.outcome = kind;
    else if (file.bytes === 0) staged.outcome = 'empty';
    else await this.#log(path, { staged, number, start: this.#intake.rows, insights: 0 });
    return staged;
  }

  async #log(path: string, open: OpenFile): Promise<void> {
    const { staged } = open;
    try {
      const text = unpackedWhole(path);
      if (text !== null && isBlank(text)) staged.outcome = 'empty';
      else if (text === null || !this.#whole(text, open)) await this.#records(path, open);
      if (text !== null) endBytes(text);
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error;
      quarantine(staged, error.message);
    }
    if (staged.outcome === 'quarantined') this.#intake.cutAt(open.start);
    const isNothingElse = this.#intake.rows === open.start && staged.setAside === 0;
    if (open.insights > 0 && isNothingElse) staged.outcome = 'insight';
  }

  /** As CloudTrail writes it; false: something is odd, and nothing was taken. */
  #whole(text: Buffer, open: OpenFile): boolean {
    if (!text.subarray(0, LOG.length).equals(LOG) || !isUtf8(text)) return false;
    const cursor = new JsonCursor(text, LOG.length);
    try {
      if (cursor.peek() === CLOSE_BRACKET) return true;
      this.#intake.load(text);
      for (let index = 0; ; ) {
        index += this.#usual(cursor, open, index) || this.#unusual(cursor, open, index);
        if (cursor.peek() === CLOSE_BRACKET) return true;
        cursor.take(COMMA);
      }
    } catch (error) {
      if (!(error instanceof NoJson)) throw error;
      this.#intake.cutAt(open.start);
      forget(open.staged);
      open.insights = 0;
      return false;
    }
  }

  /** As many as the intake takes; the cursor is past them then. */
  #usual(cursor: JsonCursor, { number }: OpenFile, index: number): number {
    const { rows } = this.#intake;
    cursor.at = this.#intake.take(cursor.at, number, index);
    return this.#intake.rows - rows;
  }

  /** One. */
  #unusual(cursor: JsonCursor, open: OpenFile, index: number): 1 {
    cursor.peek();
    const { at } = cursor;
    const event = this.#reader.read(cursor);
    if (event) this.#intake.add(event, open.number, index);
    else this.#judge(cursor.bytes.subarray(at, cursor.at), index, open);
    return 1;
  }

  /** Record by record, of which memory holds one: of a file that is large, or in which something is odd. */
  async #records(path: string, open: OpenFile): Promise<void> {
    try {
      for await (const record of splitRecords(unpackedPieces(path))) this.#record(record, open);
    } catch (error) {
      if (!(error instanceof NotALog)) throw error;
      await this.#other(path, error.message, open);
    }
  }

  #record(raw: RawRecord, open: OpenFile): void {
    const { index } = raw;
    if ('tooLarge' in raw) {
      setAside(open.staged, { index, eventId: null, reason: `a record of ${raw.tooLarge} bytes` });
      return;
    }
    const fault = this.#take(raw.bytes, index, open.number);
    if (fault !== null) this.#judge(raw.bytes, index, open, fault);
  }

  /** Null: it is in the table. */
  #take(bytes: Buffer, index: number, number: number): string | null {
    if (!isUtf8(bytes)) return 'it is not UTF-8';
    const { rows } = this.#intake;
    this.#intake.load(bytes);
    if (this.#intake.take(0, number, index) === bytes.length) return null;
    this.#intake.cutAt(rows);
    const cursor = new JsonCursor(bytes);
    try {
      const event = this.#reader.read(cursor);
      if (cursor.peek() !== END) cursor.fail();
      if (event) this.#intake.add(event, number, index);
      return event ? null : 'no event';
    } catch (error) {
      if (!(error instanceof NoJson)) throw error;
      return `no JSON: ${error.message}`;
    }
  }

  /** Why a record is no event. */
  #judge(bytes: Uint8Array, index: number, open: OpenFile, fault = 'no event'): void {
    const record = parsed(bytes);
    if (isObject(record) && record['eventType'] === INSIGHT) {
      open.insights += 1;
      return;
    }
    const reason =
      record instanceof SyntaxError ? `no JSON: ${record.message}` : recordFault(record, this.#now);
    setAside(open.staged, { index, eventId: eventIdOf(record), reason: reason ?? fault });
  }

  /** Digests under another name, JSON of others, records that stand elsewhere, and what was a log once. */
  async #other(path: string, reason: string, open: OpenFile): Promise<void> {
    const { staged, start } = open;
    const isCut = this.#intake.rows > start || staged.setAside > 0;
    const text = isCut ? null : unpackedWhole(path);
    if (text === null) return quarantine(staged, reason);
    const found = parsed(text);
    if (found instanceof SyntaxError) return quarantine(staged, `no JSON: ${found.message}`);
    if (isObject(found) && typeof found['digestStartTime'] === 'string') staged.outcome = 'digest';
    else if (!isObject(found) || !('Records' in found)) staged.outcome = 'foreign';
    else if (!Array.isArray(found['Records'])) quarantine(staged, 'Records: no list');
    else
      for (const [index, record] of found['Records'].entries())
        this.#record({ index, bytes: Buffer.from(JSON.stringify(record)) }, open);
  }
}

/** A file while it is read. */
interface OpenFile {
  readonly staged: StagedFile;
  readonly number: number;
  /** The first row of its events. */
  readonly start: number;
  insights: number;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function parsed(bytes: Uint8Array): unknown {
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
