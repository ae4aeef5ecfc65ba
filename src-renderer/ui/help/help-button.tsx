import { CircleQuestionMark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/icon-button.tsx';
import { Panel } from '../controls/panel.tsx';

export interface HelpButtonProps {
  readonly shortcut?: string | undefined;
  readonly onPress: () => void;
}

export function HelpButton({ shortcut, onPress }: HelpButtonProps) {
  const { t } = useTranslation();
  return (
    <Panel>
      <IconButton
        icon={CircleQuestionMark}
        label={t('menu.help')}
        shortcut={shortcut}
        onClick={onPress}
      />
    </Panel>
  );
}
