import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  BringToFront,
  ChevronDown,
  ChevronUp,
  Columns3,
  EyeOff,
  FlipHorizontal2,
  FlipVertical2,
  Group,
  LayoutGrid,
  Lock,
  Paintbrush,
  PaintRoller,
  Pipette,
  Rows3,
  SendToBack,
  Ungroup,
} from 'lucide-react';
import { type CommandContext, canRun, titleOf, type Words } from '../commands/command.ts';
import { findCommand } from '../commands/registry.ts';
import type { ArrangeButton } from '../ui/arrange/arrange-popover.tsx';
import type { Icon } from '../ui/controls/icon.ts';

/** The rows of the panel, six commands each. */
const ROWS: readonly (readonly (readonly [string, Icon])[])[] = [
  [
    ['arrange.align-left', AlignStartVertical],
    ['arrange.align-centre', AlignCenterVertical],
    ['arrange.align-right', AlignEndVertical],
    ['arrange.align-top', AlignStartHorizontal],
    ['arrange.align-middle', AlignCenterHorizontal],
    ['arrange.align-bottom', AlignEndHorizontal],
  ],
  [
    ['arrange.distribute-x', AlignHorizontalDistributeCenter],
    ['arrange.distribute-y', AlignVerticalDistributeCenter],
    ['arrange.stack-x', Columns3],
    ['arrange.stack-y', Rows3],
    ['arrange.tidy', LayoutGrid],
    ['arrange.hide', EyeOff],
  ],
  [
    ['arrange.flip-x', FlipVertical2],
    ['arrange.flip-y', FlipHorizontal2],
    ['arrange.group', Group],
    ['arrange.ungroup', Ungroup],
    ['arrange.lock', Lock],
    ['style.pick', Pipette],
  ],
  [
    ['arrange.to-front', BringToFront],
    ['arrange.forward', ChevronUp],
    ['arrange.backward', ChevronDown],
    ['arrange.to-back', SendToBack],
    ['style.copy', Paintbrush],
    ['style.paste', PaintRoller],
  ],
];

/** What can be done with the selection, as buttons. */
export function arrangeButtons(context: CommandContext, t: Words): ArrangeButton[][] {
  return ROWS.map((row) =>
    row.flatMap(([id, icon]): ArrangeButton[] => {
      const command = findCommand(id);
      if (!command) return [];
      return [
        {
          id,
          icon,
          label: titleOf(command, context, t),
          shortcut: command.shortcuts[0],
          enabled: canRun(command, context),
        },
      ];
    }),
  );
}
