import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { LabUnavailable } from './moto/venv.ts';
import { labEnvironment, type ServedOrganisation, serveOrganisation } from './served-organisation.ts';

/**
 * `npm run lab [-- scan options]`: the sample organisation on a real moto server, scanned live over HTTP through
 * its three accounts' roles. `npm run lab -- --serve` leaves it running instead and says how to reach it.
 */
const root = join(import.meta.dirname, '..');
const given = process.argv.slice(2);

try {
  const organisation = await serveOrganisation(new Date(), (text) => console.error(text));
  try {
    process.exitCode = given[0] === '--serve' ? await serve(organisation) : await scan(organisation, given);
  } finally {
    await organisation.close();
  }
} catch (error) {
  if (!(error instanceof LabUnavailable)) throw error;
  console.error(`lab: ${error.message}`);
  process.exitCode = 2;
}

function scan({ url, roleArns, asOf }: ServedOrganisation, options: readonly string[]): Promise<number> {
  const roles = roleArns.flatMap((arn) => ['--role-arn', arn]);
  const outputs = options.some((each) => each.startsWith('--output'))
    ? []
    : ['--output', 'table', '--output', `html=${join(root, 'out/lab.html')}`];
  const args = [
    join(root, 'src/cli/main.ts'),
    'scan',
    ...roles,
    '--as-of',
    asOf,
    '--fail-on',
    'never',
    ...outputs,
    ...options,
  ];
  console.error(`Scanning ${roleArns.length} accounts at ${url} …`);
  // Ctrl-C reaches the scan too, which ends in order by itself; the lab is taken down after it.
  process.on('SIGINT', () => undefined);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: 'inherit',
      env: { ...process.env, ...labEnvironment(url) },
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function serve({ url, roleArns, asOf }: ServedOrganisation): Promise<number> {
  const variables = Object.entries(labEnvironment(url)).map(([name, value]) => `export ${name}=${value}`);
  console.log(
    `${variables.join('\n')}\n# rampart scan ${roleArns.map((arn) => `--role-arn ${arn}`).join(' ')} --as-of ${asOf}\n# Ctrl-C ends it`,
  );
  await new Promise((resolve) => process.once('SIGINT', resolve));
  return 0;
}
