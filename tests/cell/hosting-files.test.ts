import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONFIGURATION_KEYS } from '../../signaling/config/keys.ts';
import { readConfiguration } from '../../signaling/config/read-configuration.ts';
import { finalStage, readDockerfile } from '../support/dockerfile.ts';
import { isMap, parseYaml, type Yaml, type YamlMap } from '../support/yaml.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../signaling/deploy/${name}`, import.meta.url), 'utf8');
const map = (value: Yaml | undefined): YamlMap => {
  if (!isMap(value)) throw new Error(`no map: ${JSON.stringify(value)}`);
  return value;
};
const texts = (value: Yaml | undefined): string[] =>
  Array.isArray(value) ? value.map((item) => String(item)) : [];

/** A name with a version: `latest` would be another program each time. */
const PINNED_IMAGE = /^[\w./-]+:\d+\.\d+(?:\.\d+)?(?:-[\w.-]+)?$/;
const instructions = readDockerfile(read('Dockerfile'));

describe('the image', () => {
  it('is built from pinned images and runs as somebody without rights', () => {
    const from = instructions.filter(({ name }) => name === 'FROM').map(({ words }) => words[0]);
    expect(from.length).toBe(2);
    for (const image of from) expect(image).toMatch(PINNED_IMAGE);
    expect(instructions.map(({ name }) => name)).not.toContain('ADD');
    const last = finalStage(instructions);
    const users = last.filter(({ name }) => name === 'USER').map(({ words }) => words[0]);
    expect(users).toEqual(['node']);
    const after = last.slice(last.findIndex(({ name }) => name === 'USER'));
    expect(after.map(({ name }) => name)).not.toContain('RUN');
    expect(last.map(({ name }) => name)).toEqual(expect.arrayContaining(['HEALTHCHECK']));
  });

  it('takes nothing into the build that the repository ignores', () => {
    const ignored = read('Dockerfile.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', 'out']));
  });
});

interface Service {
  readonly name: string;
  readonly its: YamlMap;
}

const servicesOf = (compose: YamlMap): Service[] =>
  Object.entries(map(compose.services)).map(([name, its]) => ({ name, its: map(its) }));

describe.each(['compose.yaml', 'compose.team.yaml'])('%s', (file) => {
  const compose = map(parseYaml(read(file)));
  const services = servicesOf(compose);
  const cells = services.filter(({ its }) => its.build !== undefined);

  it('gives no service more than it needs', () => {
    for (const { name, its } of services) {
      expect(its.read_only, name).toBe(true);
      expect(texts(its.security_opt), name).toContain('no-new-privileges:true');
      expect(its.privileged, name).toBeUndefined();
      expect(its.restart, name).toBe('unless-stopped');
      if (its.build === undefined) expect(its.image, name).toMatch(PINNED_IMAGE);
      // coturn's image gives up its rights by itself.
      if (name !== 'coturn') expect(texts(its.cap_drop), name).toEqual(['ALL']);
    }
  });

  it('names volumes, services and files that there are', () => {
    const volumes = Object.keys(map(compose.volumes));
    for (const { name, its } of services) {
      for (const mount of texts(its.volumes)) {
        const [source = ''] = mount.split(':');
        if (source.startsWith('./')) expect(read(source.slice(2)), mount).not.toBe('');
        else expect(volumes, `${name}: ${mount}`).toContain(source);
      }
      for (const [needed, how] of Object.entries(its.depends_on ? map(its.depends_on) : {})) {
        const other = services.find((service) => service.name === needed);
        expect(other, `${name} needs ${needed}`).toBeDefined();
        const hasCheck = other?.its.healthcheck !== undefined || other?.its.build !== undefined;
        expect([map(how).condition, hasCheck]).toEqual(['service_healthy', true]);
      }
    }
  });

  it('starts cells with settings that a cell takes', () => {
    expect(cells.length).toBe(file === 'compose.yaml' ? 1 : 2);
    for (const { name, its } of cells) {
      const environment = Object.fromEntries(
        Object.entries({ ...imageEnvironment(), ...map(its.environment) }).map(([key, value]) => {
          if (typeof value !== 'string') throw new Error(`${name}: ${key} needs quotes`);
          return [key, value.replaceAll(/\$\{\w+:\?\}/g, 'board.example.org-secret')];
        }),
      );
      expect(readConfiguration([], environment), name).toMatchObject({ ok: true, kind: 'start' });
      expect(String(its.stop_grace_period)).toMatch(/^[2-9]\ds$/);
    }
  });
});

/** What the image sets by itself. */
function imageEnvironment(): Record<string, string> {
  const words = finalStage(instructions).flatMap(({ name, words }) =>
    name === 'ENV' ? words : [],
  );
  return Object.fromEntries(
    words
      .map((word) => word.split('='))
      .filter(([name = '']) => name.startsWith('DRAWBRIDGE_'))
      .map(([name = '', value = '']) => [name, value]),
  );
}

describe('the proxy', () => {
  it('has the nodes of the compose file, asks whether they are ready, and hides the operator’s pages', () => {
    const caddyfile = read('Caddyfile');
    const upstreams = /reverse_proxy ([^{]+)\{/.exec(caddyfile)?.[1]?.trim().split(/\s+/);
    const cells = servicesOf(map(parseYaml(read('compose.team.yaml'))))
      .map(({ name }) => name)
      .filter((name) => name.startsWith('cell'));
    expect(upstreams).toEqual(cells.map((name) => `${name}:4444`));
    expect(caddyfile).toMatch(/health_uri \/readyz/);
    expect(caddyfile).toMatch(/flush_interval -1/);
    expect(caddyfile).toMatch(/@operators path \/metrics \/admin \/admin\/\*/);
    const opened = caddyfile.split('{').length - caddyfile.split('{$').length;
    expect(caddyfile.split('}').length - caddyfile.split('{$').length).toBe(opened);
  });
});

describe('the systemd unit', () => {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of read('drawbridge-cell.service').split('\n')) {
    const name = /^\[(\w+)\]$/.exec(line)?.[1];
    if (name !== undefined) {
      section = new Map();
      sections.set(name, section);
    } else if (line !== '' && !line.startsWith('#')) {
      const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      if (key === undefined || value === undefined || section.has(key)) throw new Error(line);
      section.set(key, value);
    }
  }

  it('starts the same script as the image, as nobody, and gives it time to stop', () => {
    const service = sections.get('Service');
    const entry = finalStage(instructions).find(({ name }) => name === 'ENTRYPOINT')?.words[1];
    expect(service?.get('ExecStart')?.endsWith(`/${entry}`)).toBe(true);
    expect(service?.get('DynamicUser')).toBe('yes');
    expect(service?.get('NoNewPrivileges')).toBe('yes');
    expect(service?.get('ProtectSystem')).toBe('strict');
    expect(service?.get('CapabilityBoundingSet')).toBe('');
    expect(Number(service?.get('TimeoutStopSec'))).toBeGreaterThanOrEqual(20);
    // V8 makes code while it runs.
    expect(service?.has('MemoryDenyWriteExecute')).toBe(false);
    expect(sections.get('Install')?.get('WantedBy')).toBe('multi-user.target');
  });

  it('uses settings that there are', () => {
    const [name = ''] = sections.get('Service')?.get('Environment')?.split('=') ?? [];
    expect(CONFIGURATION_KEYS.map(({ variable }) => variable)).toContain(name);
  });
});
