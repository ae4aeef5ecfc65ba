import { useTranslation } from 'react-i18next';
import { Dialog } from '../controls/dialog.tsx';
import { Keys } from '../controls/keys.tsx';

export interface HelpSection {
  readonly title: string;
  readonly items: readonly {
    readonly label: string;
    /** Alternatives, each in tinykeys' notation. */
    readonly shortcuts: readonly string[];
  }[];
}

export interface HelpDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly sections: readonly HelpSection[];
}

/** Every shortcut, by section. */
export function HelpDialog({ open, onOpenChange, sections }: HelpDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('help.title')} size="large">
      <div className="help">
        {sections.map((section) => (
          <section key={section.title} className="help__section">
            <h3 className="help__title">{section.title}</h3>
            <dl>
              {section.items.map((item) => (
                <div key={item.label} className="help__row">
                  <dt>{item.label}</dt>
                  <dd>
                    {item.shortcuts.map((shortcut) => (
                      <Keys key={shortcut} shortcut={shortcut} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
