import { CommanderError } from 'commander';
import { UsageError } from '../app/errors.ts';
import { EXIT } from '../app/exit-code.ts';
import { printable } from '../report/printable.ts';
import { program } from './program.ts';

/** Runs the command line; the exit code is the answer. What is wrong is said in one sentence, never as a stack trace. */
export async function run(argv: readonly string[]): Promise<number> {
  const outcome = { exitCode: EXIT.clean as number };
  process.stdout.on('error', endUnlessClosed);
  try {
    await program(outcome).parseAsync(argv);
    return outcome.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    if (error instanceof UsageError) return complain(printable(error.message));
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (process.env['RAMPART_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return complain(
      `unexpected ${printable(message)} (a bug of Rampart: please report it; RAMPART_DEBUG=1 shows where)`,
    );
  }
}

/** The reader (head, less) may close the pipe when it has had enough; a disk may not be full. */
function endUnlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.exit(complain(`cannot write to standard output: ${error.message}`));
}

function complain(message: string): number {
  process.stderr.write(`rampart: ${message}\n`);
  return EXIT.usage;
}
