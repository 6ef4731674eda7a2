import type { KmsKey } from '../model/resources/kms.ts';

/** For sentences: people know a key by its alias. */
export function keyName({ id, name }: KmsKey): string {
  return name ? `${id} (${name})` : id;
}
