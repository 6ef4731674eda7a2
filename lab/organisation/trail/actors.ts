import type { JsonObject } from '../../../src/model/json.ts';
import { accountIds } from '../accounts.ts';

/** Whoever does something, as CloudTrail tells it. */
export interface Actor {
  readonly userIdentity: JsonObject;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
}

const ACCOUNT = accountIds.flawed;

function user(userName: string, accessKeyId: string, sourceIPAddress: string, userAgent: string): Actor {
  return { userIdentity: identityOf(ACCOUNT, userName, accessKeyId), sourceIPAddress, userAgent };
}

function identityOf(accountId: string, userName: string, accessKeyId: string): JsonObject {
  const arn = `arn:aws:iam::${accountId}:user/${userName}`;
  const principalId = `AIDA${userName.replace(/\W/g, '').toUpperCase()}`;
  return { type: 'IAMUser', principalId, arn, accountId, accessKeyId, userName };
}

/** A program on a machine, with a user's key. */
export function aProgram(
  accountId: string,
  userName: string,
  accessKeyId: string,
  sourceIPAddress: string,
): Actor {
  const userIdentity = identityOf(accountId, userName, accessKeyId);
  return { userIdentity, sourceIPAddress, userAgent: 'Boto3/1.35.0' };
}

function session(role: string, name: string, sourceIPAddress: string, userAgent: string): Actor {
  return { userIdentity: sessionOf(ACCOUNT, role, name), sourceIPAddress, userAgent };
}

/** A program that works under a role. */
export function aWorkload(accountId: string, role: string, name: string, sourceIPAddress: string): Actor {
  return { userIdentity: sessionOf(accountId, role, name), sourceIPAddress, userAgent: 'Boto3/1.35.0' };
}

function sessionOf(accountId: string, role: string, name: string): JsonObject {
  const principalId = `AROA${role.toUpperCase()}`;
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${name}`,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`,
    accountId,
    accessKeyId: 'ASIAEXAMPLEHARBOURLN',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId,
        arn: `arn:aws:iam::${accountId}:role/${role}`,
        accountId,
        userName: role,
      },
      attributes: { creationDate: '2026-08-01T07:55:00Z', mfaAuthenticated: 'false' },
    },
  };
}

/** Of the acquired company, who made it what it is. */
export const ACTORS = {
  marta: session('PowerUser', 'marta.silva', '198.51.100.23', 'console.amazonaws.com'),
  ci: user('ci-deploy', 'AKIAEXAMPLECIDEPLOYA', '203.0.113.80', 'APN/1.0 HashiCorp/1.0 Terraform/1.9.8'),
  contractor: user('ext.contractor', 'AKIAEXAMPLECONTRACTR', '192.0.2.77', 'aws-cli/2.17.9'),
  rotation: user('svc-key-rotation', 'AKIAEXAMPLEROTATIONA', '203.0.113.81', 'Boto3/1.26.0'),
  deployer: session('serverless-deploy', 'fleet.dev', '198.51.100.31', 'aws-cli/2.17.9'),
  magda: user('magda.wolf', 'AKIAEXAMPLEMAGDAWOLF', '198.51.100.24', 'console.amazonaws.com'),
  root: {
    userIdentity: {
      type: 'Root',
      principalId: ACCOUNT,
      arn: `arn:aws:iam::${ACCOUNT}:root`,
      accountId: ACCOUNT,
      accessKeyId: '',
    },
    sourceIPAddress: '198.51.100.24',
    userAgent: 'console.amazonaws.com',
  },
} as const satisfies Readonly<Record<string, Actor>>;
