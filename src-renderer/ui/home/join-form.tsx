import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { TextField } from '../controls/text-field.tsx';
import type { LinkProblemCode } from '../share/link-problem.tsx';

export interface JoinFormProps {
  /** Opens the board that a link leads to. @returns what is wrong with the link, or null */
  readonly onJoin: (link: string) => LinkProblemCode | null;
}

/** A field for a link that somebody sent. */
export function JoinForm({ onJoin }: JoinFormProps) {
  const { t } = useTranslation();
  const id = useId();
  const [link, setLink] = useState('');
  const [problem, setProblem] = useState<LinkProblemCode | null>(null);

  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (link.trim() !== '') setProblem(onJoin(link.trim()));
  };

  return (
    <form className="join-form" onSubmit={handleSubmit} noValidate>
      <TextField
        id={id}
        label={t('home.joinByLink')}
        hideLabel
        value={link}
        inputMode="url"
        autoCapitalize="none"
        autoComplete="off"
        placeholder={t('home.linkPlaceholder')}
        error={problem === null ? null : t(`home.badLink.${problem}`)}
        onValueChange={(next) => {
          setLink(next);
          setProblem(null);
        }}
      >
        <Button type="submit" disabled={link.trim() === ''}>
          {t('join.join')}
        </Button>
      </TextField>
    </form>
  );
}
