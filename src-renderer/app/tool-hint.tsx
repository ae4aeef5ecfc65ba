import { useTranslation } from 'react-i18next';
import type { ToolName } from '../canvas/tool.ts';
import { HintLine } from '../ui/toolbar/hint-line.tsx';

/** Tools whose keys nobody would guess. */
const HINTS = {
  pen: 'hint.pen',
  eraser: 'hint.eraser',
  rectangle: 'hint.rectangle',
  ellipse: 'hint.ellipse',
  diamond: 'hint.shape',
  triangle: 'hint.shape',
  hexagon: 'hint.shape',
  star: 'hint.shape',
  cloud: 'hint.shape',
  cylinder: 'hint.shape',
  parallelogram: 'hint.shape',
  callout: 'hint.shape',
  arrow: 'hint.line',
  line: 'hint.line',
  text: 'hint.text',
  note: 'hint.note',
  laser: 'hint.laser',
  highlighter: 'hint.pen',
} as const satisfies Partial<Record<ToolName, string>>;

const hasHint = (tool: ToolName): tool is keyof typeof HINTS => Object.hasOwn(HINTS, tool);

/** What more the tool in hand can do; nothing where there is nothing to say. */
export function ToolHint({ tool }: { readonly tool: ToolName }) {
  const { t } = useTranslation();
  return hasHint(tool) ? <HintLine text={t(HINTS[tool])} /> : null;
}
