import { Option } from 'commander';

export interface ListFlags {
  readonly output: 'table' | 'json';
}

/** Of commands that list or show what Rampart knows. */
export function listOutput(): Option {
  return new Option('--output <FORMAT>', 'how to print').choices(['table', 'json']).default('table');
}
