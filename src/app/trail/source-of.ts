import { stat } from 'node:fs/promises';
import { folderSource } from '../../trail/folder-source.ts';
import type { LogSource } from '../../trail/log-source.ts';
import { UsageError } from '../errors.ts';

export interface SourceOptions {
  readonly profile?: string | undefined;
}

/** A folder of log files. */
export async function logSource(where: string, _options: SourceOptions): Promise<LogSource> {
  const found = await stat(where).catch(() => null);
  if (!found?.isDirectory()) throw new UsageError(`${where}: expected a folder of CloudTrail's log files`);
  return folderSource(where);
}
