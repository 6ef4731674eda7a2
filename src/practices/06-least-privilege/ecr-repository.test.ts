import { anEcrRepository } from '../../../test/builders/data-stores.ts';
import { testResourcePolicies } from '../../../test/resource-policy-tests.ts';
import { ecrRepository } from './ecr-repository.ts';

testResourcePolicies('a repository', {
  checks: ecrRepository,
  build: (policy) => anEcrRepository({ policy }),
  action: 'ecr:BatchGetImage',
  resource: null,
  bound: true,
  call: 'ecr:GetRepositoryPolicy',
});
