import { grantOf, groupGrant, keyPart } from '../model/change-parts.ts';
import { textsAt } from './mapping/request-values.ts';
import type { TrailEvent } from './mapping/trail-event.ts';
import { ruleParts } from './rule-parts.ts';

type PartsOf = (event: TrailEvent) => readonly string[];

const inline: PartsOf = ({ requestParameters }) => textsAt(requestParameters, 'policyName').map(grantOf);
const attached: PartsOf = ({ requestParameters }) => textsAt(requestParameters, 'policyArn').map(grantOf);

/** The changes that give a resource one part more, and leave its others as they are. */
const PARTS: Readonly<Record<string, PartsOf>> = {
  'iam:PutUserPolicy': inline,
  'iam:PutGroupPolicy': inline,
  'iam:PutRolePolicy': inline,
  'iam:AttachUserPolicy': attached,
  'iam:AttachGroupPolicy': attached,
  'iam:AttachRolePolicy': attached,
  'iam:AddUserToGroup': ({ requestParameters }) => textsAt(requestParameters, 'groupName').map(groupGrant),
  'iam:CreateAccessKey': ({ responseElements }) =>
    textsAt(responseElements, 'accessKey.accessKeyId').map(keyPart),
  'iam:UpdateAccessKey': ({ requestParameters }) => textsAt(requestParameters, 'accessKeyId').map(keyPart),
  'ec2:AuthorizeSecurityGroupIngress': ruleParts,
  'ec2:AuthorizeSecurityGroupEgress': ruleParts,
  'ec2:ModifySecurityGroupRules': ruleParts,
};

export function partsOf(change: string, event: TrailEvent): readonly string[] {
  return PARTS[change]?.(event) ?? [];
}
