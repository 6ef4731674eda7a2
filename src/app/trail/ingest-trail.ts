import { jsonDocument } from '../../report/json/json-report.ts';
import { ingestText } from '../../report/trail/ingest-text.ts';
import type { IngestDocument } from '../../trail/answers/ingest-document.ts';
import { type IngestProgress, type IngestResult, ingest } from '../../trail/ingest/ingest.ts';
import type { FileOutcome, TakenFile } from '../../trail/lake/commit.ts';
import type { LogSource } from '../../trail/log-source.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output-targets.ts';
import { TOOL } from '../tool.ts';
import { asTrailUsage } from './as-usage.ts';
import { openLogSource, type SourceOptions } from './source-of.ts';

export interface IngestTrailOptions extends SourceOptions {
  readonly lake: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IngestProgress) => void;
}

/** Takes in what is new of a folder or a bucket. */
export function ingestTrail(where: string, options: IngestTrailOptions): Promise<IngestDocument> {
  return asTrailUsage(async () => {
    const { source, close } = await openLogSource(where, options);
    try {
      const result = await ingest(source, { ...options, dir: options.lake, now: new Date() });
      return documentOf(source, options.lake, result);
    } finally {
      close();
    }
  });
}

function documentOf(source: LogSource, lake: string, result: IngestResult): IngestDocument {
  const files = result.commits.flatMap((each) => each.files);
  const sum = (of: (file: TakenFile) => number): number => files.reduce((all, each) => all + of(each), 0);
  const having = (outcome: FileOutcome): number => files.filter((each) => each.outcome === outcome).length;
  return {
    schemaVersion: 1,
    tool: TOOL,
    source: source.name,
    lake,
    isStopped: result.isStopped,
    files: {
      known: result.knownFiles,
      log: having('log'),
      digest: having('digest'),
      insight: having('insight'),
      empty: having('empty'),
      foreign: having('foreign'),
      quarantined: having('quarantined'),
      unread: result.unread.length,
    },
    events: sum((each) => each.events),
    duplicates: sum((each) => each.duplicates),
    quarantined: files.flatMap(({ uri, reason }) => (reason === undefined ? [] : [{ file: uri, reason }])),
    setAside: files.flatMap(({ uri, records }) => records.map((each) => ({ file: uri, ...each }))),
    setAsideRecords: sum((each) => each.setAside),
    unread: result.unread.map(({ uri, why }) => ({ file: uri, why })),
  };
}

/** Whatever did not go in leaves the lake with less than the log told. */
export function ingestExitCode({ isStopped, files, setAsideRecords }: IngestDocument): number {
  if (isStopped) return EXIT.interrupted;
  return files.quarantined + files.unread + setAsideRecords > 0 ? EXIT.incomplete : EXIT.clean;
}

export function printedIngest(answer: IngestDocument, format: 'table' | 'json', terminal: Terminal): string {
  return format === 'json' ? [...jsonDocument(answer)].join('') : ingestText(answer, terminal);
}
