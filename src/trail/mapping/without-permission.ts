import type { TrailEvent } from './trail-event.ts';

/**
 * What AWS did by itself, a sign-in, an insight: nobody made a call.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/non-api-aws-service-events.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html
 */
const NO_CALLS: ReadonlySet<string> = new Set([
  'AwsServiceEvent',
  'AwsConsoleSignIn',
  'AwsCloudTrailInsight',
]);

export function isNoCall({ eventType }: TrailEvent): boolean {
  return typeof eventType === 'string' && NO_CALLS.has(eventType);
}

/** Operations that no policy is asked about. */
interface FreeOperations {
  /** The service's prefix and the names. */
  readonly service: string;
  readonly names: readonly string[];
  readonly docs: string;
}

const FREE_OPERATIONS: readonly FreeOperations[] = [
  {
    service: 'sts',
    names: ['GetCallerIdentity'],
    docs: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html',
  },
  {
    service: 'sts',
    names: ['GetSessionToken'],
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html',
  },
  {
    // SwitchRole is the new role's; the STS event AssumeRole beside it has the right that the user needed.
    service: 'signin',
    names: [
      'ConsoleLogin',
      'CheckMfa',
      'SwitchRole',
      'ExitRole',
      'RenewRole',
      'GetSigninToken',
      'UserAuthentication',
      'CredentialChallenge',
      'CredentialVerification',
      'PasswordRecoveryRequested',
      'PasswordRecoveryCompleted',
    ],
    docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html',
  },
  {
    service: 'cognito-idp',
    names: [
      'AssociateSoftwareToken',
      'ChangePassword',
      'ConfirmDevice',
      'ConfirmForgotPassword',
      'ConfirmSignUp',
      'DeleteUser',
      'DeleteUserAttributes',
      'ForgetDevice',
      'ForgotPassword',
      'GetDevice',
      'GetUser',
      'GetUserAttributeVerificationCode',
      'GlobalSignOut',
      'InitiateAuth',
      'ListDevices',
      'ResendConfirmationCode',
      'RespondToAuthChallenge',
      'RevokeToken',
      'SetUserMFAPreference',
      'SetUserSettings',
      'SignUp',
      'UpdateDeviceStatus',
      'UpdateUserAttributes',
      'VerifySoftwareToken',
      'VerifyUserAttribute',
    ],
    docs: 'https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html',
  },
  {
    service: 'cognito-identity',
    names: ['GetId', 'GetOpenIdToken', 'GetCredentialsForIdentity', 'UnlinkIdentity'],
    docs: 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html',
  },
  {
    service: 'sso',
    names: ['GetRoleCredentials', 'ListAccountRoles', 'ListAccounts', 'Logout'],
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/welcome.html',
  },
];

const NAMES: ReadonlySet<string> = new Set(
  FREE_OPERATIONS.flatMap(({ service, names }) => names.map((name) => `${service}:${name}`)),
);

/** `sts:GetCallerIdentity`: its service's prefix and its name. */
export function isFree(operation: string): boolean {
  return NAMES.has(operation);
}

export function freeOperations(): readonly string[] {
  return [...NAMES];
}
