// Made by `npm run generate` from the files of this folder: do not edit.
import type { Collector } from '../collector.ts';
import { collectors as account } from './account.ts';
import { collectors as kms } from './kms.ts';

export const ALL_COLLECTORS: readonly Collector[] = [
  ...account,
  ...kms,
];
