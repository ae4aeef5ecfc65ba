import { describe, expect, it } from 'vitest';
import { appMenuSchema } from '../../src-main/desktop-api.ts';
import { describeAppMenu } from '../commands/app-menu.ts';
import { NO_WINDOW } from '../commands/testing/no-window.ts';
import { testEditor } from '../tools/testing/test-editor.ts';
import { startI18n } from '../ui/i18n/index.ts';

const i18n = startI18n();
const menu = describeAppMenu(
  {
    editor: testEditor().editor,
    window: NO_WINDOW,
  },
  (key) => i18n.t(key as 'app.name'),
);

describe('the application menu, as it goes to the host', () => {
  it('has words for everything', () => {
    const named = [...menu, ...menu.flatMap(({ entries }) => entries)];
    const labels = named.flatMap((each) => ('label' in each ? [each.label] : []));
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.filter((label) => label === '' || /^(menuBar|command)\./.test(label))).toEqual(
      [],
    );
  });

  it('is what the host accepts', () => {
    expect(appMenuSchema.safeParse(menu).error).toBeUndefined();
  });
});
