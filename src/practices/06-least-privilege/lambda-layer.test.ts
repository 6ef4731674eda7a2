import { aLayer } from '../../../test/builders/compute.ts';
import { testResourcePolicies } from '../../../test/resource-policy-tests.ts';
import { lambdaLayer } from './lambda-layer.ts';

testResourcePolicies('a layer version', {
  checks: lambdaLayer,
  build: (policy) => aLayer({ policy }),
  action: 'lambda:GetLayerVersion',
  bound: false,
  call: 'lambda:GetLayerVersionPolicy',
});
