// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { backupVault } from './backup-vault.ts';
import { boundaryOnDelegatedAdmins } from './boundary-on-delegated-admins.ts';
import { dynamodbTable } from './dynamodb-table.ts';
import { ecrRepository } from './ecr-repository.ts';
import { efsFileSystem } from './efs-file-system.ts';
import { eventBus } from './event-bus.ts';
import { groupEmpty } from './group-empty.ts';
import { kmsKey } from './kms-key.ts';
import { lambdaFunction } from './lambda-function.ts';
import { lambdaLayer } from './lambda-layer.ts';
import { opensearchDomainPolicy } from './opensearch-domain-policy.ts';
import { policyInline } from './policy-inline.ts';
import { policyNoFull } from './policy-no-full.ts';
import { policyNoNotActionAllow } from './policy-no-not-action-allow.ts';
import { policyNoServiceWildcard } from './policy-no-service-wildcard.ts';
import { policyNoWildcard } from './policy-no-wildcard.ts';
import { policyUnattached } from './policy-unattached.ts';
import { policyValid } from './policy-valid.ts';
import { principalNoDataExfiltration } from './principal-no-data-exfiltration.ts';
import { principalNoEscalation } from './principal-no-escalation.ts';
import { principalUnused } from './principal-unused.ts';
import { principalUnusedActions } from './principal-unused-actions.ts';
import { principalUnusedServices } from './principal-unused-services.ts';
import { secret } from './secret.ts';
import { snsTopic } from './sns-topic.ts';
import { sqsQueue } from './sqs-queue.ts';
import { userNoDirectPolicies } from './user-no-direct-policies.ts';

export const checks: readonly Check[] = [
  backupVault,
  boundaryOnDelegatedAdmins,
  dynamodbTable,
  ecrRepository,
  efsFileSystem,
  eventBus,
  groupEmpty,
  kmsKey,
  lambdaFunction,
  lambdaLayer,
  opensearchDomainPolicy,
  policyInline,
  policyNoFull,
  policyNoNotActionAllow,
  policyNoServiceWildcard,
  policyNoWildcard,
  policyUnattached,
  policyValid,
  principalNoDataExfiltration,
  principalNoEscalation,
  principalUnusedActions,
  principalUnusedServices,
  principalUnused,
  secret,
  snsTopic,
  sqsQueue,
  userNoDirectPolicies,
].flat();
