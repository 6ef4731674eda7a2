import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Loaded into the measured process (`node --import`): says at its end what it cost. VmHWM is the most memory that was
 * resident at any moment; `getrusage` would count the process that started this one in. No TypeScript: Node's reader
 * of that would be measured too, and takes 100 MB.
 */
process.on('exit', () => {
  const file = process.env['BENCH_USAGE_FILE'];
  if (file === undefined) return;
  const { user, system } = process.cpuUsage();
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  writeFileSync(
    file,
    JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMegabytes: Number(peak) / 1024 }),
  );
});
