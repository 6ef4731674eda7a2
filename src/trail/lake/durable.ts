import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A rename survives a power cut when the content is on the disk before it, and the folder after it. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await sync(from);
  await rename(from, to);
  await sync(dirname(to));
}

export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.partial`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
  await moveDurably(draft, path);
}

/** Windows has no handle of a folder to sync. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return;
  await handle.sync().catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPERM' && error.code !== 'EISDIR') throw error;
  });
  await handle.close();
}
