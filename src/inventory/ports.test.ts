import { expect, test } from 'vitest';
import { ADMIN_PORTS, SENSITIVE_PORTS } from './ports.ts';

test('every port is named once, and is a port', () => {
  const ports = SENSITIVE_PORTS.map(({ port }) => port);
  expect(new Set(ports).size).toBe(ports.length);
  expect(ports.every((port) => Number.isInteger(port) && port > 0 && port < 65_536)).toBe(true);
});

test('the ports that the catalogue asks for are there', () => {
  const ports = new Set(SENSITIVE_PORTS.map(({ port }) => port));
  const wanted = [
    22, 3389, 5985, 5986, 1433, 1521, 3306, 5432, 6379, 9200, 11211, 27017, 9092, 7199, 9160, 8888, 5601, 23,
    20, 21, 445, 135, 389, 88,
  ];
  expect(wanted.filter((port) => !ports.has(port))).toEqual([]);
  expect(ADMIN_PORTS.map(({ port }) => port)).toEqual([22, 3389, 5985, 5986]);
});
