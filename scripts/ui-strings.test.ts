import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { checkUiStrings, describeUiStrings, hardCodedStrings } from './ui-strings.ts';

const found = (source: string, file = 'src-renderer/ui/x.tsx'): string[] =>
  hardCodedStrings(file, source).problems.map(({ text }) => text);

describe('a string that people read', () => {
  it.each([
    ['between tags', 'const a = <p>Nothing here</p>;', 'Nothing here'],
    ['as an expression', "const a = <p>{'Nothing'}</p>;", 'Nothing'],
    ['in a fragment', "const a = <>{'Nothing'}</>;", 'Nothing'],
    ['as one of two', "const a = <p>{b ? t('x') : 'Nothing'}</p>;", 'Nothing'],
    ['after a condition', "const a = <p>{b && 'Nothing'}</p>;", 'Nothing'],
    ['as a way out', "const a = <p>{b ?? 'Nothing'}</p>;", 'Nothing'],
    ['joined', "const a = <p>{count + ' people'}</p>;", 'people'],
    ['in a template', `const a = <p>{\`\${count} people\`}</p>;`, '… people'],
    ['as a name', 'const a = <button aria-label="Close" />;', 'Close'],
    ['as a title', "const a = <b title={'Close'} />;", 'Close'],
    ['as a placeholder', 'const a = <input placeholder="Name" />;', 'Name'],
    ['as a picture’s words', 'const a = <img alt="A board" />;', 'A board'],
    ['in a notice', "tell('error', 'Lost');", 'Lost'],
    ['in a table', "const items = [{ icon, label: 'Rename' }];", 'Rename'],
    ['on the canvas', "ctx.fillText('You', 0, 0);", 'You'],
    ['in the page', "document.title = 'Board';", 'Board'],
    ['by attribute', "element.setAttribute('aria-label', 'Board');", 'Board'],
    ['as any sentence', "const words = ['Nobody is here'];", 'Nobody is here'],
  ])('is found %s', (_where, source, text) => {
    expect(found(source)).toEqual([text]);
  });

  it.each([
    ['from the catalogue', "const a = <p title={t('a.b')}>{t('menu.open')}</p>;"],
    ['without letters', 'const a = <p>{percent} % · 12</p>;'],
    ['that only names a sentence', "const items = [{ label: 'menu.theme' }];"],
    ['that is compared', "const a = <p>{kind === 'error' && t('a.b')}</p>;"],
    ['for a program', 'const a = <p className="menu item" role="alert" data-kind="big one" />;'],
    ['of a log', "console.warn('A board has no picture', error);"],
    ['of an error', "throw new RangeError('There is no such tool');"],
    ['of a colour', "const text = { text: 'light-dark(black, white)' };"],
  ])('is no other one: %s', (_what, source) => {
    expect(found(source)).toEqual([]);
  });

  it('is told with its line', () => {
    expect(hardCodedStrings('x.tsx', 'const a = (\n  <p>\n    Lost\n  </p>\n);').problems).toEqual([
      { line: 2, text: 'Lost' },
    ]);
  });
});

describe('a whole repository', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });
  async function repositoryWith(files: Record<string, string>): Promise<string> {
    const root = await mkdtemp(join(tmpdir(), 'drawbridge-strings-'));
    folders.push(root);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), text);
    }
    return root;
  }

  it('fails on a planted string, and says where', async () => {
    const root = await repositoryWith({
      'src-renderer/ui/menu.tsx': "export const a = <b>{t('a.b')}</b>;",
      'src-renderer/app/app.tsx': 'export const a = (\n  <b title="Planted" />\n);',
    });
    const { passed, lines } = describeUiStrings(await checkUiStrings(root));
    expect(passed).toBe(false);
    expect(lines).toEqual([
      'src-renderer/app/app.tsx:2 not from the catalogue: “Planted”',
      'strings: 2 files, 2 places, 1 problems',
    ]);
  });

  it('leaves the catalogue, tests and the layers below the interface alone', async () => {
    const shown = 'export const a = { label: "Shown" };';
    const root = await repositoryWith({
      'src-renderer/ui/i18n/en.ts': shown,
      'src-renderer/ui/menu.test.tsx': shown,
      'src-renderer/tools/testing/editor.ts': shown,
      'src-renderer/sync/link.ts': shown,
      'src-renderer/ui/menu.tsx': 'export const a = <b />;',
    });
    expect(await checkUiStrings(root)).toMatchObject({ filesSeen: 1, problems: [] });
  });

  it('fails when it could not read a file, or had nothing to read', async () => {
    const root = await repositoryWith({ 'src-renderer/ui/a.tsx': 'export const a = <b;' });
    expect(describeUiStrings(await checkUiStrings(root)).lines.at(-2)).toBe(
      'read 0 of 1 files: the check saw too little',
    );
    expect(describeUiStrings(await checkUiStrings(await repositoryWith({}))).passed).toBe(false);
  });

  it('sees every file of this repository’s interface, counted another way', async () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const below = /^(board|geometry|ink|storage|sync)\//;
    const counted = readdirSync(join(root, 'src-renderer'), {
      recursive: true,
      encoding: 'utf8',
    }).filter(
      (file) =>
        /(?<!\.test)\.tsx?$/.test(file) &&
        !below.test(file) &&
        !file.includes('i18n/') &&
        !file.includes('testing/'),
    );
    expect(counted).toContain('ui/board-menu/board-menu.tsx');
    const { filesSeen, placesSeen } = await checkUiStrings(root);
    expect(filesSeen).toBe(counted.length);
    // The panels alone have more than this: the check does see them.
    expect(placesSeen).toBeGreaterThan(300);
  });
});
