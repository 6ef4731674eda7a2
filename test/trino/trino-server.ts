import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Trino's server as its package io.trino:trino-server:476:tar.gz unpacks. */
const TRINO_HOME = process.env['TRINO_HOME'] ?? join(import.meta.dirname, '../../.cache/trino-server-476');

/** It wants Java 24 or later: of `TRINO_JAVA_HOME`, else of `JAVA_HOME`. */
const JAVA = join(process.env['TRINO_JAVA_HOME'] ?? process.env['JAVA_HOME'] ?? '', 'bin/java');

/** Of a server that runs on this machine already, with such a catalog. */
const RUNNING = process.env['TRINO_PORT'];

export const HAS_TRINO = RUNNING !== undefined || (existsSync(TRINO_HOME) && existsSync(JAVA));
if (!HAS_TRINO && process.env['VITEST'])
  console.warn(
    'The questions are not asked of Trino: TRINO_HOME wants its server, TRINO_JAVA_HOME a Java 24 or later',
  );

export interface Trino {
  /** Rows of one statement. */
  readonly ask: (
    sql: string,
    values?: readonly string[],
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly stop: () => Promise<void>;
}

/** With one catalog, `hive`, of tables over files of this machine. */
export async function startTrino(folder: string): Promise<Trino> {
  if (RUNNING !== undefined) return { ask: asker(Number(RUNNING)), stop: async () => {} };
  const port = await freePort();
  writeSettings(folder, port);
  const server = spawn(JAVA, javaArguments(folder), { cwd: folder, stdio: 'ignore' });
  const trino = { ask: asker(port), stop: () => ended(server) };
  await untilReady(trino).catch(async (error: unknown) => {
    await trino.stop();
    throw error;
  });
  return trino;
}

function writeSettings(folder: string, port: number): void {
  mkdirSync(join(folder, 'etc/catalog'), { recursive: true });
  mkdirSync(join(folder, 'plugin'));
  symlinkSync(join(TRINO_HOME, 'plugin/hive'), join(folder, 'plugin/hive'));
  writeFileSync(
    join(folder, 'etc/config.properties'),
    `coordinator=true
node-scheduler.include-coordinator=true
http-server.http.port=${port}
discovery.uri=http://127.0.0.1:${port}
node.internal-address=127.0.0.1
query.max-memory=500MB
query.max-memory-per-node=400MB
`,
  );
  writeFileSync(
    join(folder, 'etc/catalog/hive.properties'),
    `connector.name=hive
hive.metastore=file
hive.metastore.catalog.dir=file://${join(folder, 'metastore')}
hive.recursive-directories=true
hive.timestamp-precision=MICROSECONDS
fs.hadoop.enabled=true
`,
  );
}

function javaArguments(folder: string): readonly string[] {
  return [
    '-Xmx1500M',
    '-XX:+EnableDynamicAgentLoading',
    '--add-modules=jdk.incubator.vector',
    '-Dfile.encoding=UTF-8',
    '-Djdk.attach.allowAttachSelf=true',
    '-Dconfig=etc/config.properties',
    '-Dnode.environment=test',
    '-Dnode.id=one',
    `-Dnode.data-dir=${join(folder, 'data')}`,
    `-Dplugin.dir=${join(folder, 'plugin')}`,
    '-cp',
    join(TRINO_HOME, 'lib/*'),
    'io.trino.server.TrinoServer',
  ];
}

interface Page {
  readonly nextUri?: string;
  readonly columns?: readonly { readonly name: string }[];
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: { readonly message: string };
}

/** https://trino.io/docs/current/develop/client-protocol.html */
function asker(port: number): Trino['ask'] {
  const headers = { 'X-Trino-User': 'rampart', 'X-Trino-Catalog': 'hive', 'X-Trino-Schema': 'lake' };
  return async (sql, values = []) => {
    const using = values.length === 0 ? '' : ` USING ${values.map(quoted).join(', ')}`;
    const body = using === '' ? sql : `EXECUTE IMMEDIATE ${quoted(sql)}${using}`;
    let page = await pageOf(
      fetch(`http://127.0.0.1:${port}/v1/statement`, { method: 'POST', headers, body }),
    );
    const rows: Readonly<Record<string, unknown>>[] = [];
    for (;;) {
      if (page.error) throw new Error(page.error.message);
      const names = page.columns?.map(({ name }) => name) ?? [];
      for (const row of page.data ?? [])
        rows.push(Object.fromEntries(names.map((name, index) => [name, row[index]])));
      if (page.nextUri === undefined) return rows;
      page = await pageOf(fetch(page.nextUri, { headers }));
    }
  };
}

async function pageOf(answer: Promise<Response>): Promise<Page> {
  const response = await answer;
  if (!response.ok) throw new Error(`Trino answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as Page;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function untilReady({ ask }: Trino): Promise<void> {
  const deadline = Date.now() + 600_000;
  for (;;) {
    const problem = await ask('SELECT 1').then(
      () => null,
      (error: Error) => error,
    );
    if (problem === null) return;
    if (Date.now() > deadline) throw problem;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill('SIGKILL');
  await new Promise((resolve) => server.once('exit', resolve));
}
