import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pythonWith } from '../moto/venv.ts';

const driver = fileURLToPath(new URL('aws-cli.py', import.meta.url));
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));

export interface CommandResult {
  readonly code: number;
  readonly errors: string;
  readonly output: string;
}

export interface AwsCli {
  run(args: readonly string[]): Promise<CommandResult>;
  close(): Promise<void>;
}

interface AwsCliOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Where the files lie that arguments name. */
  readonly folder: string;
  /** In the place of AWS: some commands do not heed AWS_ENDPOINT_URL. */
  readonly endpoint?: string;
  /** Ends each command where its request would be sent. */
  readonly validateOnly?: boolean;
}

export function awsCliPython(): Promise<string> {
  return pythonWith(requirements, 'aws-cli');
}

/** The real AWS CLI, in a virtual environment of its own. */
export async function startAwsCli({
  environment,
  folder,
  endpoint,
  validateOnly,
}: AwsCliOptions): Promise<AwsCli> {
  const python = await awsCliPython();
  const child = spawn(python, [driver, ...(validateOnly ? ['--validate'] : [])], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return {
    async run(args) {
      const all = endpoint === undefined ? args : [...args, '--endpoint-url', endpoint];
      child.stdin.write(`${JSON.stringify(all)}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error('The AWS CLI ended');
      return JSON.parse(value) as CommandResult;
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
