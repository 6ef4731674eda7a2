import type { Config } from '../app/config/load-config.ts';

/** The file that `--config` names, or `./rampart.yaml` where it exists; null: neither. */
export async function configOf({ config: path, quiet = false }: ConfigFlags): Promise<Config | null> {
  const { configHere } = await import('../app/config/config-here.ts');
  const chosen = path ?? (await configHere());
  if (chosen === null) return null;
  const { readConfig } = await import('../app/config/load-config.ts');
  const config = await readConfig(chosen);
  if (!quiet)
    for (const each of notices(config, path === undefined)) process.stderr.write(`rampart: ${each}\n`);
  return config;
}

interface ConfigFlags {
  readonly config?: string;
  readonly quiet?: boolean;
}

/** What a file found by itself changes must be seen. */
function notices({ path }: Config, found: boolean): readonly string[] {
  return found ? [`settings from ./${path}`] : [];
}
