const BLOCKS = 'p, div, li, tr, h1, h2, h3, h4, h5, h6, blockquote, pre, section, article, header';

/**
 * The text of HTML from the clipboard, with lines where its blocks end. It is parsed to a document
 * that is shown nowhere: no script of it runs, and nothing that it names is loaded.
 */
export function textOfHtml(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const silent of body.querySelectorAll('script, style, template, noscript')) silent.remove();
  for (const line of body.querySelectorAll('br')) line.replaceWith('\n');
  for (const block of body.querySelectorAll(BLOCKS)) block.append('\n');
  for (const cell of body.querySelectorAll('td + td, th + th, td + th, th + td'))
    cell.prepend('\t');
  return (body.textContent ?? '')
    .split('\n')
    .map((line) => line.replaceAll(/[^\S\t]+/g, ' ').replaceAll(/^ | $/g, ''))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
