import type { ServiceSpecificCredentialMetadata } from '@aws-sdk/client-iam';
import { type Reading, read } from '../../model/reading.ts';
import { failureKind } from './api-error.ts';
import type { ServiceApi } from './collector.ts';
import { FULL_PAGE, paged } from './iam-resource.ts';

/** A user's credentials by the user's name. */
export type CredentialsOf = (
  userName: string,
) => Promise<Reading<readonly ServiceSpecificCredentialMetadata[]>>;

const OPERATION = 'ListServiceSpecificCredentials';

/**
 * One call for every user's; user by user only where the service does not know `AllUsers` (it came in 2025). A
 * denial is the same for both forms, so it is not tried again.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html
 */
export async function serviceSpecificCredentials(api: ServiceApi): Promise<CredentialsOf> {
  const { items, gap } = await list(api, { AllUsers: true, ...FULL_PAGE });
  if (gap && failureKind(gap.why.split(':')[0] ?? '', null) !== 'denied') {
    return async (UserName) => {
      const own = await list(api, { UserName });
      return own.gap ?? read(own.items);
    };
  }
  const byUser = Map.groupBy(items, (each) => each.UserName ?? '');
  return async (userName) => gap ?? read(byUser.get(userName) ?? []);
}

function list(
  api: ServiceApi,
  input: Readonly<Record<string, unknown>>,
): ReturnType<typeof api.list<ServiceSpecificCredentialMetadata>> {
  return api.list<ServiceSpecificCredentialMetadata>(OPERATION, input, paged('ServiceSpecificCredentials'));
}
