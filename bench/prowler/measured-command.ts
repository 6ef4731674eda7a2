import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface MeasuredCommand {
  readonly wallSeconds: number;
  /** The most that was resident, as last seen within a twentieth of a second of the end. */
  readonly peakMegabytes: number;
  readonly exitCode: number;
  /** The end of what it said on both outputs. */
  readonly said: string;
}

const LOOK_EVERY_MS = 50;

/** Runs any program and watches its memory from outside, so that two tools are measured in the same way. */
export function measureCommand(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<MeasuredCommand> {
  const { PATH = '', HOME = '' } = process.env;
  const startedAt = performance.now();
  const child = spawn(command, args, {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let peakMegabytes = 0;
  const watch = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, residentPeak(child.pid));
  }, LOOK_EVERY_MS);
  let said = '';
  const hear = (text: string): void => {
    said = (said + text).slice(-5000);
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      const wallSeconds = (performance.now() - startedAt) / 1000;
      resolve({ wallSeconds, peakMegabytes, exitCode: code ?? -1, said });
    });
  });
}

/** Linux's high-water mark of a process, MB; 0 when it has gone. */
function residentPeak(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
