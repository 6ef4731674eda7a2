/**
 * Dimensions of a request that are no condition keys. Condition keys are in lower case, so that these are none of them.
 */
export const RESOURCE = 'RESOURCE';
/** An action that the catalogue does not know. */
export const ACTION = 'ACTION';
/** The ARN of a role's session. */
export const SESSION = 'SESSION';
/** The ARN of the user or root that made a federated user's session. */
export const ISSUER = 'ISSUER';
/** A service's or an identity provider's name. */
export const NAME = 'NAME';

/** The ARN of the user, root, role or federated user. */
export const PRINCIPAL_ARN = 'aws:principalarn';
export const PRINCIPAL_ACCOUNT = 'aws:principalaccount';
export const RESOURCE_ACCOUNT = 'aws:resourceaccount';
export const USER_NAME = 'aws:username';
export const USER_ID = 'aws:userid';
export const FEDERATED_PROVIDER = 'aws:federatedprovider';
