import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { JsonObject } from '../../model/json.ts';
import { DEFAULT_SETTINGS } from '../../model/settings.ts';
import { accountId, listOf, mapping, oneOrMany, tagGlobs, text } from '../yaml-shape.ts';
import { INTENT_FORM, RESERVED_NAMES } from './parse-intent.ts';
import { thresholds } from './threshold-schema.ts';

const PRINCIPAL = 'the ARN of a user, a role or a group, or a glob that begins with "arn:"';
const PORT = 'a TCP port from 1 to 65535';
const ADDRESSES = 'an address range such as 203.0.113.0/24 or 2001:db8::/32';
const SELECTOR = 'a mapping of tags, securityGroup, subnet, name or address, at least one of them';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html and API_AssumeRole.html of STS */
const ROLE_NAME = 'the name of a role, with its path if it has one: audit/rampart';
const EXTERNAL_ID = 'an external id of 2 to 1224 letters, digits or any of _+=,.@:/-';

const selector = mapping(
  {
    tags: tagGlobs.exactOptional(),
    securityGroup: oneOrMany(
      text(/./, 'the id or name of a security group'),
      'ids or names of security groups',
    ).exactOptional(),
    subnet: oneOrMany(text(/./, 'the id or name of a subnet'), 'ids or names of subnets').exactOptional(),
    name: oneOrMany(text(/./, 'a name, exact or a glob'), 'names, exact or globs').exactOptional(),
    address: oneOrMany(
      z.string({ error: ADDRESSES }).refine(isAddressRange, { error: ADDRESSES }),
      ADDRESSES,
    ).exactOptional(),
  },
  SELECTOR,
).refine((given) => Object.keys(given).length > 0, { error: SELECTOR });

const SELECTOR_NAME =
  'a name of letters, digits and dashes that begins with a letter, other than internet, any and except';

const organization = mapping(
  {
    roleName: text(/^([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/, ROLE_NAME)
      .describe('Role to assume in every account')
      .exactOptional(),
    externalId: text(/^[\w+=,.@:/-]{2,1224}$/, EXTERNAL_ID)
      .describe('External id that the roles ask for')
      .exactOptional(),
    managementRoleArn: text(/^arn:[\w-]+:iam::\d{12}:role\/.+$/, 'the ARN of a role')
      .describe(
        'Role by which the accounts are listed, where the credentials themselves may not: of the management or a delegated account',
      )
      .exactOptional(),
    excludeAccounts: listOf(accountId, 'a list of account ids')
      .describe('Accounts to leave out')
      .exactOptional(),
  },
  'a mapping of how the accounts are entered',
);

/** `rampart.yaml`. Every key may be left out. */
export const configSchema = mapping(
  {
    thresholds: thresholds.exactOptional(),
    trustedAccounts: listOf(accountId, 'a list of account ids')
      .meta({
        description: 'Accounts outside the organisation that may be trusted',
        default: [...DEFAULT_SETTINGS.trustedAccounts],
      })
      .exactOptional(),
    administrators: listOf(text(/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/, PRINCIPAL), 'a list of ARNs')
      .meta({
        description: 'Principals that may be administrators: ARNs, exact or as globs',
        default: [...DEFAULT_SETTINGS.administrators],
      })
      .exactOptional(),
    trailReaders: listOf(text(/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/, PRINCIPAL), 'a list of ARNs')
      .meta({
        description: "Principals that may read trails' files, beside administrators: ARNs, exact or as globs",
        default: [...DEFAULT_SETTINGS.trailReaders],
      })
      .exactOptional(),
    administrationOrigins: listOf(
      z.string({ error: ADDRESSES }).refine(isAddressRange, { error: ADDRESSES }),
      'a list of address ranges',
    )
      .meta({
        description:
          'Address ranges from which administrators work: nobody else may reach administration ports',
        default: [...DEFAULT_SETTINGS.administrationOrigins],
      })
      .exactOptional(),
    publicPorts: listOf(
      z.int({ error: PORT }).min(1, { error: PORT }).max(65_535, { error: PORT }),
      'a list of TCP ports',
    )
      .meta({
        description: 'TCP ports that may be open to the world',
        default: [...DEFAULT_SETTINGS.publicPorts],
      })
      .exactOptional(),
    selectors: z
      .record(
        text(/^[A-Za-z][A-Za-z0-9-]*$/, SELECTOR_NAME).refine((name) => !RESERVED_NAMES.includes(name), {
          error: SELECTOR_NAME,
        }),
        selector,
        { error: 'a mapping of names to selectors' },
      )
      .describe('Names for parts of the network, which the intents use')
      .exactOptional(),
    intents: listOf(text(/./, INTENT_FORM), 'a list of intents')
      .describe('Traffic that must get through (allow) or must not (deny)')
      .exactOptional(),
    suppressions: text(/./, 'the path of a file')
      .describe('File of suppression rules, relative to this file')
      .exactOptional(),
    trail: text(/./, 'the path of a folder')
      .describe(
        "Lake of CloudTrail's events (`rampart trail ingest`) that says who introduced a failure, relative to this file",
      )
      .exactOptional(),
    organization: organization
      .describe('How `--org` enters the accounts of the organisation')
      .exactOptional(),
  },
  'a mapping of settings such as thresholds and trustedAccounts',
);

function isAddressRange(value: string): boolean {
  return ipaddr.isValidCIDR(value);
}

/** For editors, which know draft 7 best. */
export function configJsonSchema(): JsonObject {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' }) as JsonObject;
  return { ...schema, $id: 'urn:rampart:config:1', title: 'Rampart configuration (rampart.yaml), version 1' };
}
