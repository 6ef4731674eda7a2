import { API_GATEWAY_EVENTS } from './api-gateway-events.ts';
import { DYNAMODB_EVENTS } from './dynamodb-events.ts';
import type { EventRule } from './event-rule.ts';
import { OTHER_EVENTS } from './other-events.ts';
import { S3_EVENTS } from './s3-events.ts';

export const EVENT_RULES: readonly EventRule[] = [
  ...S3_EVENTS,
  ...API_GATEWAY_EVENTS,
  ...DYNAMODB_EVENTS,
  ...OTHER_EVENTS,
];
