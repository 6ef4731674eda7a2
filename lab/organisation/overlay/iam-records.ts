import { globalError, globalRecord, type OverlayContext } from './context.ts';
import type { OverlayRecord, Place } from './overlay.ts';

const place = (operation: string): Place => ({ service: 'iam', operation, reason: 'moto lacks the call' });

/** flaw: user-ssh-and-service-credentials-age (svc-codecommit's, of 1,390 days). */
export function serviceCredentials(context: OverlayContext, users: readonly string[]): OverlayRecord[] {
  const old = {
    UserName: 'svc-codecommit',
    ServiceUserName: 'svc-codecommit-at-111122223333',
    ServiceName: 'codecommit.amazonaws.com',
    ServiceSpecificCredentialId: 'ACCALABLABLABLABLAB01',
    Status: 'Active',
    CreateDate: context.daysAgo(1390),
  };
  const operation = place('ListServiceSpecificCredentials');
  const of = (user: string) => (context.name === 'flawed' && user === old.UserName ? [old] : []);
  return [
    ...[{}, { AllUsers: true }].map((input) =>
      globalRecord(context, operation, input, { ServiceSpecificCredentials: users.flatMap(of) }),
    ),
    ...users.map((UserName) =>
      globalRecord(context, operation, { UserName }, { ServiceSpecificCredentials: of(UserName) }),
    ),
  ];
}

/** Centralised root access: on in Meridian's organisation, off in the acquired company's, not for members to ask. */
export function organizationsFeatures(context: OverlayContext): OverlayRecord {
  const operation = place('ListOrganizationsFeatures');
  if (context.name === 'log-archive') {
    return globalError(
      context,
      operation,
      {},
      {
        name: 'AccountNotManagementOrDelegatedAdministratorException',
        message:
          'The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.',
        status: 400,
      },
    );
  }
  const on = context.name === 'hardened' ? ['RootCredentialsManagement', 'RootSessions'] : [];
  return globalRecord(context, operation, {}, { EnabledFeatures: on });
}
