import type { Rule, EventBus as SdkEventBus } from '@aws-sdk/client-eventbridge';
import type { EventBus, EventRule } from '../../../model/resources/monitoring.ts';
import { defineCollector, type Listed, mapListed, type ServiceApi } from '../collector.ts';

const eventBuses = defineCollector({
  type: 'AWS::Events::EventBus',
  service: 'eventbridge',
  scope: 'regional',
  calls: ['events:ListEventBuses'],
  async collect(api) {
    return mapListed(await listBuses(api), (each) => toEventBus(api, each));
  },
});

/** Rules are listed bus by bus. */
const rules = defineCollector({
  type: 'AWS::Events::Rule',
  service: 'eventbridge',
  scope: 'regional',
  calls: ['events:ListEventBuses', 'events:ListRules'],
  async collect(api) {
    const buses = await listBuses(api);
    const listed = await api.each(buses.items, ({ Name = 'default' }) =>
      api.list<Rule>('ListRules', { EventBusName: Name, Limit: 100 }, 'Rules'),
    );
    return {
      resources: listed.flatMap(({ items }) => items.map((each) => toRule(api, each))),
      gap: buses.gap ?? listed.find((each) => each.gap)?.gap ?? null,
    };
  },
});

function listBuses(api: ServiceApi): Promise<Listed<SdkEventBus>> {
  return api.shared('ListEventBuses', () =>
    api.list<SdkEventBus>('ListEventBuses', { Limit: 100 }, 'EventBuses'),
  );
}

function toEventBus(api: ServiceApi, bus: SdkEventBus): EventBus {
  const id = bus.Name ?? '';
  return {
    type: 'AWS::Events::EventBus',
    account: api.account,
    region: api.region,
    arn: bus.Arn ?? api.arn('events', `event-bus/${id}`),
    id,
    policy: bus.Policy || null,
  };
}

function toRule(api: ServiceApi, rule: Rule): EventRule {
  const id = rule.Name ?? '';
  return {
    type: 'AWS::Events::Rule',
    account: api.account,
    region: api.region,
    arn: rule.Arn ?? api.arn('events', `rule/${id}`),
    id,
    eventBusName: rule.EventBusName ?? 'default',
    state: rule.State ?? '',
    eventPattern: rule.EventPattern ?? null,
    scheduleExpression: rule.ScheduleExpression ?? null,
  };
}

export const collectors = [eventBuses, rules];
