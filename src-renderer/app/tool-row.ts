import {
  Circle,
  Cloud,
  Cylinder,
  createLucideIcon,
  Diamond,
  Eraser,
  Hand,
  Hexagon,
  Highlighter,
  MessageSquare,
  MousePointer2,
  MoveUpRight,
  Pencil,
  Slash,
  Square,
  Star,
  StickyNote,
  Triangle,
  Type,
} from 'lucide-react';
import { MORE_SHAPES, type ToolName } from '../canvas/tool.ts';
import { findCommand } from '../commands/registry.ts';
import type { Icon } from '../ui/controls/icon.ts';
import type { Translate } from '../ui/i18n/index.ts';
import type { ToolbarItem, ToolbarPlace } from '../ui/toolbar/toolbar.tsx';

/** The icon set has none. */
const Parallelogram = createLucideIcon('parallelogram', [
  ['path', { d: 'M8 5h13l-5 14H3z', key: 'outline' }],
]);

const Laser = createLucideIcon('laser', [
  ['path', { d: 'm3 21 9-9', key: 'beam' }],
  ['circle', { cx: '15', cy: '9', r: '1.5', key: 'spot' }],
  ['path', { d: 'M15 4V3m5 6h1m-2.5-3.5.7-.7m-.7 7.7.7.7m-7.7-7.7-.7-.7', key: 'rays' }],
]);

const TOOL_ICONS: Record<ToolName, Icon> = {
  select: MousePointer2,
  hand: Hand,
  pen: Pencil,
  highlighter: Highlighter,
  eraser: Eraser,
  rectangle: Square,
  ellipse: Circle,
  diamond: Diamond,
  triangle: Triangle,
  hexagon: Hexagon,
  star: Star,
  cloud: Cloud,
  cylinder: Cylinder,
  parallelogram: Parallelogram,
  callout: MessageSquare,
  arrow: MoveUpRight,
  line: Slash,
  text: Type,
  note: StickyNote,
  laser: Laser,
};

export function toolIcon(tool: string): Icon | undefined {
  return Object.entries(TOOL_ICONS).find(([name]) => name === tool)?.[1];
}

/** The row of tools, grouped as in the field. A list stands for one place that all of them share. */
const TOOL_GROUPS: readonly (readonly (ToolName | readonly ToolName[])[])[] = [
  ['select', 'hand'],
  ['pen', 'highlighter', 'eraser'],
  ['rectangle', 'ellipse', MORE_SHAPES],
  ['arrow', 'line'],
  ['text', 'note'],
  ['laser'],
];

/** What the toolbar shows. */
export function toolRow(t: Translate): readonly (readonly ToolbarPlace[])[] {
  const item = (name: ToolName): ToolbarItem => ({
    name,
    label: t(`tool.${name}`),
    icon: TOOL_ICONS[name],
    shortcut: findCommand(`tool.${name}`)?.shortcuts[0],
  });
  return TOOL_GROUPS.map((group) =>
    group.map((place) =>
      typeof place === 'string'
        ? item(place)
        : { name: 'more-shapes', label: t('tool.moreShapes'), items: place.map(item) },
    ),
  );
}
