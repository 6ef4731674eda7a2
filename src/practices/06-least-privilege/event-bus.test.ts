import { anEventBus } from '../../../test/builders/monitoring.ts';
import { testResourcePolicies } from '../../../test/resource-policy-tests.ts';
import { eventBus } from './event-bus.ts';

testResourcePolicies('an event bus', {
  checks: eventBus,
  build: (policy) => anEventBus({ policy: policy.status === 'read' ? policy.value : null }),
  action: 'events:PutEvents',
  bound: true,
  call: null,
});
