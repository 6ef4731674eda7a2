import type { ChangeEvent } from '../../model/trail-change.ts';

/** The principal, and who stands behind it. */
export function who({ principal, sessionName, sourceIdentity, invokedBy, accessKeyId }: ChangeEvent): string {
  return [
    principal ?? 'nobody named',
    sessionName === null ? '' : `session ${sessionName}`,
    sourceIdentity === null ? '' : `source identity ${sourceIdentity}`,
    accessKeyId === null || accessKeyId === '' ? '' : `key ${accessKeyId}`,
    invokedBy === null || invokedBy === principal ? '' : `through ${invokedBy}`,
  ]
    .filter((each) => each !== '')
    .join(', ');
}

/** The address and the tool. */
export function whence({ sourceIpAddress, userAgent }: ChangeEvent): string {
  return [sourceIpAddress ?? 'an address that is not told', userAgent ?? '']
    .filter((each) => each !== '')
    .join(', ');
}

/** `2026-11-19 10:00:00 UTC` */
export function moment(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
