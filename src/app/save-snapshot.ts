import type { Snapshot } from '../model/snapshot.ts';
import { SnapshotFileError, writeSnapshot } from '../sources/snapshot-file/snapshot-file.ts';
import { UsageError } from './errors.ts';

export async function saveSnapshot(path: string, snapshot: Snapshot): Promise<void> {
  await writeSnapshot(path, snapshot).catch((error: unknown) => {
    throw error instanceof SnapshotFileError ? new UsageError(error.message) : error;
  });
}
