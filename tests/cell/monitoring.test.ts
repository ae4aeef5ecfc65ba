import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HAS_REDIS, TestRedis } from '../../signaling/testing/test-redis.ts';
import { parseYaml } from '../support/yaml.ts';
import { testCell } from './client.ts';

const FOLDER = fileURLToPath(new URL('../../signaling/deploy/monitoring/', import.meta.url));
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const promtool = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'promtool'))
  .find((path) => existsSync(path));

const rulesSchema = z.object({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Cell[A-Z]\w+$/),
          expr: z.string(),
          for: z.string().regex(/^\d+[smh]$/),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), runbook_url: z.string() }),
        }),
      ),
    }),
  ),
});
const dashboardSchema = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string() })).min(1),
    }),
  ),
});
const testsSchema = z.object({
  tests: z.array(
    z.object({
      input_series: z.array(z.object({ series: z.string() })),
      alert_rule_test: z.array(
        z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) }),
      ),
    }),
  ),
});

const rules = rulesSchema.parse(parseYaml(read('alerts.yaml'))).groups.flatMap((its) => its.rules);
const dashboard = dashboardSchema.parse(JSON.parse(read('grafana-dashboard.json')));

const METRIC = /\b(?:drawbridge|nodejs|process)_[a-z0-9_]+/g;
const metricsIn = (expressions: readonly string[]): Set<string> =>
  new Set(expressions.flatMap((expr) => expr.match(METRIC) ?? []));

function isBalanced(expr: string): boolean {
  const open: string[] = [];
  const pairs: Readonly<Record<string, string>> = { ')': '(', '}': '{', ']': '[' };
  for (const char of expr.replaceAll(/"[^"]*"/g, '')) {
    if ('({['.includes(char)) open.push(char);
    else if (pairs[char] !== undefined && open.pop() !== pairs[char]) return false;
  }
  return open.length === 0;
}

describe('alerts and dashboard', () => {
  it.skipIf(!HAS_REDIS)('ask for figures that a cell has (needs redis-server)', async () => {
    const redis = await TestRedis.start();
    const cell = await testCell({ redis: redis.target });
    const text = await (await fetch(`${cell.url}/metrics`)).text();
    const names = new Set([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name]) => name));
    const known = (metric: string): boolean =>
      names.has(metric) || names.has(metric.replace(/_(?:bucket|count|sum)$/, ''));
    const asked = metricsIn([
      ...rules.map(({ expr }) => expr),
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ]);
    expect(asked.size).toBeGreaterThan(25);
    expect([...asked].filter((metric) => !known(metric))).toEqual([]);
    const own = [...names].filter((name) => name?.startsWith('drawbridge_'));
    // What nobody looks at needs not be counted.
    const unseen = own.filter(
      (name) => ![...asked].some((metric) => metric.startsWith(name ?? '')),
    );
    expect(unseen).toEqual(['drawbridge_connections', 'drawbridge_known_addresses']);
  });

  it('are written without slips, and no panel lies on another', () => {
    for (const { expr } of rules) expect(isBalanced(expr), expr).toBe(true);
    const taken = new Set<string>();
    for (const { title, gridPos, targets } of dashboard.panels) {
      for (const { expr } of targets) expect(isBalanced(expr), expr).toBe(true);
      const place = `${gridPos.x}/${gridPos.y}`;
      expect(taken.has(place), title).toBe(false);
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      taken.add(place);
    }
  });

  it('have a section of the runbook each, and the runbook none besides (SC-10)', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const sections = [...runbook.matchAll(/^## (\w+)$/gm)].map(([, name = '']) => name);
    expect(sections).toEqual(rules.map(({ alert }) => alert));
    for (const { alert, annotations } of rules) {
      expect(annotations.runbook_url).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
    }
  });

  it('are tested for firing and for staying quiet', () => {
    const { tests } = testsSchema.parse(parseYaml(read('alerts.test.yaml')));
    const names = new Set(rules.map(({ alert }) => alert));
    const outcomes = new Map<string, Set<boolean>>();
    for (const { input_series, alert_rule_test } of tests) {
      for (const { alertname, exp_alerts } of alert_rule_test) {
        expect(names).toContain(alertname);
        const its = outcomes.get(alertname) ?? new Set();
        outcomes.set(alertname, its.add(exp_alerts.length > 0));
        const { expr = '' } = rules.find(({ alert }) => alert === alertname) ?? {};
        for (const metric of metricsIn([expr])) {
          expect(
            input_series.some(({ series }) => series.startsWith(metric)),
            metric,
          ).toBe(true);
        }
      }
    }
    for (const its of outcomes.values()) expect(its.size).toBe(2);
  });

  it.skipIf(promtool === undefined)('pass promtool (needs promtool)', async () => {
    const run = promisify(execFile);
    await run(promtool ?? '', ['check', 'rules', 'alerts.yaml'], { cwd: FOLDER });
    await run(promtool ?? '', ['test', 'rules', 'alerts.test.yaml'], { cwd: FOLDER });
  });
});
