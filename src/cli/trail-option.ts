import { Option } from 'commander';

/** Of the commands that judge. */
export function trailOption(): Option {
  return new Option(
    '--trail <DIR>',
    "a lake of CloudTrail's events (rampart trail ingest): each failure says who introduced it (default: trail of rampart.yaml)",
  );
}
