// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';

export const checks: readonly Check[] = [];
