import type { BoardDocument } from '../../board/board-document.ts';
import type { Conflict, PropertyConflict } from '../../board/conflicts/conflict.ts';
import type { BoardElement, Color, Fill } from '../../board/element.ts';
import type { Translate } from '../i18n/index.ts';

/** More of a text than this is not quoted. */
const QUOTED_TEXT_MAX = 24;

export function nameOfOther({ other }: Conflict, t: Translate): string {
  return other.name === '' ? t('person.unnamed') : other.name;
}

/** The kind of an element, with the beginning of its text. */
export function elementText(board: BoardDocument, id: string, t: Translate): string {
  const element = board.get(id);
  if (!element) return t('conflict.something');
  const kind = t(`element.${element.type}`);
  const text = board.text(id).trim().replaceAll(/\s+/g, ' ');
  if (text === '') return kind;
  const quoted = text.length > QUOTED_TEXT_MAX ? `${text.slice(0, QUOTED_TEXT_MAX - 1)}…` : text;
  return t('conflict.named', { kind, text: quoted });
}

function colorText(color: Color | Fill, t: Translate): string {
  if (color === 'none') return t('filling.none');
  return color.startsWith('#') ? color : t(`palette.${color as Exclude<Color, `#${string}`>}`);
}

/** A value of the property in words: that of the element as it would be. */
export function valueText(
  property: PropertyConflict['property'],
  element: BoardElement,
  board: BoardDocument,
  t: Translate,
): string {
  switch (property) {
    case 'color':
      return colorText(element.color, t);
    case 'fill':
      return colorText(element.fill, t);
    case 'fillStyle':
      return t(`filling.${element.fillStyle}`);
    case 'dash':
      return t(`dash.${element.dash}`);
    case 'radius':
      return t('conflict.pixels', { count: Math.round(element.radius * 10) / 10 });
    case 'route':
      return t(`route.${element.route}`);
    case 'startHead':
    case 'endHead':
      return t(`head.${element[property]}`);
    case 'start':
    case 'end': {
      const binding = element[property];
      if (!binding) return t('conflict.heldToNothing');
      return t('conflict.heldTo', { what: elementText(board, binding[0], t) });
    }
    case 'author':
      return element.author;
    case 'opacity':
      return t('zoom.percent', { percent: Math.round(element.opacity * 100) });
    case 'rotation':
      return t('conflict.degrees', { degrees: Math.round(element.rotation * 10) / 10 });
    case 'size':
      return t('conflict.pixels', { count: Math.round(element.size * 10) / 10 });
    case 'pressure':
      return t(`conflict.pressure.${element.pressure}`);
    case 'box': {
      const { x, y, width, height } = element.box;
      return t('conflict.box', {
        left: Math.round(x),
        top: Math.round(y),
        wide: Math.round(width),
        high: Math.round(height),
      });
    }
    case 'index': {
      const others = board.elements().filter(({ id }) => id !== element.id);
      const above = others.filter((other) => board.compareOrder(other, element) > 0).length;
      return t('conflict.above', { count: above });
    }
    case 'groups':
      return t('conflict.inGroups', { count: element.groups.length });
    case 'locked':
      return element.locked ? t('conflict.locked') : t('conflict.unlocked');
    case 'hidden':
      return element.hidden ? t('conflict.hidden') : t('conflict.visible');
    case 'points':
      return t('conflict.path');
    default:
      return String(element[property]);
  }
}

/** What has happened, in one sentence: who, and what the board shows now. */
export function conflictText(conflict: Conflict, t: Translate): string {
  const name = nameOfOther(conflict, t);
  if (conflict.kind === 'lost') return t('conflict.lost', { name });
  if (conflict.kind === 'deletion') {
    return conflict.deletedBy === 'me'
      ? t('conflict.deletedByYou', { name })
      : t('conflict.deletedByOther', { name });
  }
  return conflict.shown === 'mine'
    ? t('conflict.showsYours', { name })
    : t('conflict.showsTheirs', { name });
}
