import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './errors.ts';

/** Makes the folder of a file that is to be written later, and refuses what could not be written. */
export async function preparePath(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new UsageError(`cannot write ${path}: it is a folder`);
  try {
    if (found && !found.isFile()) return await access(path, constants.W_OK); // a pipe or a device
    const folder = dirname(path);
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
