import { operationOf } from './mapping/event-service.ts';
import type { TrailEvent } from './mapping/trail-event.ts';

/**
 * An event as the `changedBy` of checks names it: `ec2:AuthorizeSecurityGroupIngress`, the first label of its source
 * and its name, without the date of an API's version (`lambda:AddPermission`, which is logged as
 * AddPermission20150331v2).
 */
export function changeOf({ eventSource, eventName }: Pick<TrailEvent, 'eventSource' | 'eventName'>): string {
  const [label = ''] = eventSource.split('.');
  return `${label.toLowerCase()}:${operationOf(eventName)}`;
}
