import type { SentFont } from './worker/messages.ts';

const URL_IN_SOURCE = /url\(\s*(['"]?)([^'")]+)\1\s*\)/g;

/** The fonts that the page's own style sheets declare. Sheets of other origins cannot be read. */
export function fontsOfPage(page: Document): SentFont[] {
  const fonts: SentFont[] = [];
  for (const sheet of page.styleSheets) {
    const base = sheet.href ?? page.baseURI;
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      fonts.push(fontOf(rule.style, base));
    }
  }
  return fonts;
}

function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  const isOwn = sheet.href === null || new URL(sheet.href).origin === location.origin;
  return isOwn ? sheet.cssRules : [];
}

function fontOf(style: CSSStyleDeclaration, base: string): SentFont {
  const value = (name: string, initial: string): string => {
    const stated = style.getPropertyValue(name).trim();
    return stated === '' ? initial : stated;
  };
  return {
    family: unquoted(value('font-family', '')),
    source: value('src', '').replace(
      URL_IN_SOURCE,
      (_whole, _quote, address: string) => `url("${new URL(address, base).href}")`,
    ),
    descriptors: {
      weight: value('font-weight', 'normal'),
      style: value('font-style', 'normal'),
      stretch: value('font-stretch', 'normal'),
      unicodeRange: value('unicode-range', 'U+0-10FFFF'),
    },
  };
}

function unquoted(family: string): string {
  return family.replace(/^(['"])(.*)\1$/, '$2');
}
