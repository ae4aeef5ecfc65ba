import type { Scene } from './scene.ts';
import { pictureName, SIZES, THEMES } from './shoot.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page with every picture, both themes side by side; a failed scene has its reason there. */
export function indexPage(
  scenes: readonly Pick<Scene, 'name' | 'shows'>[],
  failures: ReadonlyMap<string, string>,
): string {
  const sections = scenes.map(({ name, shows }) => {
    const failure = failures.get(name);
    const body =
      failure === undefined
        ? SIZES.map((size) => {
            const pictures = THEMES.map((theme) => {
              const file = pictureName(name, theme, size.name);
              return `<a href="${file}"><img src="${file}" alt="${escaped(shows)}, ${theme}" loading="lazy"></a>`;
            });
            return `<h3>${size.name}</h3><div>${pictures.join('')}</div>`;
          }).join('')
        : `<pre>${escaped(failure)}</pre>`;
    return `<section id="${name}"><h2>${name}</h2><p>${escaped(shows)}</p>${body}</section>`;
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>Drawbridge: gallery</title>
<style>
body { margin: 24px; font: 14px/20px system-ui, sans-serif; color-scheme: light dark }
div { display: grid; grid-template-columns: 1fr 1fr; gap: 12px }
img { width: 100%; border: 1px solid #8886 }
h3 { font-weight: 400; opacity: .7 }
</style>
${sections.join('\n')}
`;
}
