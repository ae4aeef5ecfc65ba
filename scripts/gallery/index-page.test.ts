import { describe, expect, it } from 'vitest';
import { indexPage } from './index-page.ts';
import { SCENES } from './scenes.ts';

describe('the index page', () => {
  it('shows each scene in both themes and all sizes', () => {
    const page = indexPage(SCENES, new Map());
    expect(page.match(/<img /g)).toHaveLength(SCENES.length * 6);
    expect(page).toContain('src="selection-900x600-dark.png"');
  });

  it('says why a scene has no pictures, as text', () => {
    const page = indexPage([{ name: 'menu', shows: 'A menu' }], new Map([['menu', 'no <button>']]));
    expect(page).not.toContain('<img');
    expect(page).toContain('no &#60;button&#62;');
  });
});

describe('scenes', () => {
  it('have names of their own that are file names', () => {
    const names = SCENES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z-]+$/);
  });
});
