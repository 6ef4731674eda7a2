/**
 * The simulator of Auto Scaling: `rampart/scaling`. Pure: the same scenario always gives the same simulation, and what it
 * claims is conformance to AWS's documentation, never measured accuracy.
 */
export type {
  CapacityAdjustment,
  Duration,
  InstanceBehaviour,
  LoadProfile,
  PredictivePolicy,
  ScalingAlarm,
  ScalingGroup,
  ScalingInstanceType,
  ScalingLoadBalancer,
  ScalingMetric,
  ScalingPolicyFacts,
  ScalingPrices,
  ScheduledChange,
  SimplePolicy,
  StepPolicy,
  TargetTrackingPolicy,
  VcpuQuota,
} from '../model/scaling-facts.ts';
export type {
  BindingLimit,
  ScalingAnswers,
  ScalingEvent,
  ScalingScenario,
  SimulatedMinutes,
  Simulation,
} from '../model/simulation.ts';
export { InvalidScenario } from './invalid-scenario.ts';
export { simulate } from './simulate.ts';
