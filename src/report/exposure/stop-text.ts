import type { ExposureStop } from '../../iam/answers/exposure-answer.ts';

/** `restrictPublicBuckets of account 111122223333` */
export function stopText({ layer, setting, of }: ExposureStop): string {
  switch (layer) {
    case 'account-block-public-access':
      return `${setting} of account ${of}`;
    case 'snapshot-block-public-access':
      return `${setting} of snapshots in account ${of}`;
    case 'object-ownership':
      return `Object Ownership ${setting} of ${of}`;
    case 'bucket-block-public-access':
    case 'access-point-block-public-access':
      return `${setting} of ${of}`;
  }
}
