import { stat } from 'node:fs/promises';
import { UsageError } from '../errors.ts';

/** The file that is used where nobody names one. */
const CONFIG_FILE = 'rampart.yaml';

/** The path of `./rampart.yaml`, or null where there is none. One of another ending would be passed over in silence. */
export async function configHere(): Promise<string | null> {
  if (await exists(CONFIG_FILE)) return CONFIG_FILE;
  if (await exists('rampart.yml'))
    throw new UsageError(
      `rampart.yml is not read by itself: call it ${CONFIG_FILE}, or give --config rampart.yml`,
    );
  return null;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
