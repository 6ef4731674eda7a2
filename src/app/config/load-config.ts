import { dirname, isAbsolute, join } from 'node:path';
import type { z } from 'zod';
import type { NetworkIntent, NetworkIntents, NetworkSelector } from '../../model/network-intent.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.ts';
import { UsageError } from '../errors.ts';
import { shaped } from '../shaped.ts';
import { readYaml, type YamlFile } from '../yaml-file.ts';
import { homeOfKey } from './config-keys.ts';
import { configSchema } from './config-schema.ts';
import { IntentError, parseIntent } from './parse-intent.ts';

/** How the accounts of an organisation are entered. */
export interface OrganizationConfig {
  /** Of the role in every account, with its path if it has one: `audit/rampart`. */
  readonly roleName?: string;
  readonly externalId?: string;
  /** The role by which the accounts are listed; absent: the credentials themselves do. */
  readonly managementRoleArn?: string;
  readonly excludeAccounts: readonly string[];
}

export interface Config {
  readonly path: string;
  /** The defaults, with what the file says in their place. */
  readonly settings: Settings;
  /** Path of the file of suppression rules; null: none is named. */
  readonly suppressions: string | null;
  readonly organization: OrganizationConfig | null;
  /** Folder of the lake of CloudTrail's events; null: none is named. */
  readonly trail: string | null;
}

/** Rejects with a `UsageError` that names the place of the first mistake. */
export async function readConfig(path: string): Promise<Config> {
  return configOf(await readYaml(path));
}

export function configOf(file: YamlFile): Config {
  if (file.value === null)
    throw new UsageError(`${file.path} is empty: expected settings such as thresholds, or {} for none`);
  const given = shaped(file, configSchema, { homeOf: homeOfKey });
  const { thresholds = {}, organization } = given;
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    ...thresholds,
    passwordPolicy: { ...DEFAULT_SETTINGS.passwordPolicy, ...thresholds.passwordPolicy },
    widestPublicPrefix: { ...DEFAULT_SETTINGS.widestPublicPrefix, ...thresholds.widestPublicPrefix },
    surge: { ...DEFAULT_SETTINGS.surge, ...thresholds.surge },
    trustedAccounts: given.trustedAccounts ?? DEFAULT_SETTINGS.trustedAccounts,
    administrators: given.administrators ?? DEFAULT_SETTINGS.administrators,
    trailReaders: given.trailReaders ?? DEFAULT_SETTINGS.trailReaders,
    administrationOrigins: given.administrationOrigins ?? DEFAULT_SETTINGS.administrationOrigins,
    publicPorts: given.publicPorts ?? DEFAULT_SETTINGS.publicPorts,
    intents: intentsOf(file, given),
  };
  return {
    path: file.path,
    settings,
    suppressions: given.suppressions === undefined ? null : besides(file.path, given.suppressions),
    trail: given.trail === undefined ? null : besides(file.path, given.trail),
    organization: organization ? { excludeAccounts: [], ...organization } : null,
  };
}

/** A path in a file is relative to that file, wherever the program runs. */
function besides(path: string, other: string): string {
  return isAbsolute(other) ? other : join(dirname(path), other);
}

type Given = z.infer<typeof configSchema>;

function intentsOf(file: YamlFile, { selectors = {}, intents = [] }: Given): NetworkIntents {
  const names = Object.keys(selectors);
  return {
    selectors: Object.fromEntries(names.map((name) => [name, selectorOf(selectors[name] ?? {})])),
    rules: intents.map((text, index) => intentAt(file, index, text, names)),
  };
}

function intentAt(file: YamlFile, index: number, text: string, names: readonly string[]): NetworkIntent {
  try {
    return parseIntent(text, names);
  } catch (error) {
    if (!(error instanceof IntentError)) throw error;
    throw new UsageError(`${file.place(['intents', index])}: intents[${index}]: ${error.message}`);
  }
}

function selectorOf(given: NonNullable<Given['selectors']>[string]): NetworkSelector {
  const { tags, securityGroup, subnet, name, address } = given;
  return {
    ...(tags && { tags }),
    ...(securityGroup && { securityGroups: securityGroup }),
    ...(subnet && { subnets: subnet }),
    ...(name && { names: name }),
    ...(address && { addresses: address }),
  };
}
