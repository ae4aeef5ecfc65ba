import type { ReactNode } from 'react';
import mark from '../../../resources/icons/drawbridge.svg';

export interface PageProps {
  readonly title: string;
  readonly lead: string;
  readonly children?: ReactNode;
}

/** A whole window of words, for when there is no board to show. */
export function Page({ title, lead, children }: PageProps) {
  return (
    <main className="page">
      <article className="page__card">
        <img className="page__mark" src={mark} alt="" width={40} height={40} />
        <h1 className="page__title">{title}</h1>
        <p className="page__lead">{lead}</p>
        {children}
      </article>
    </main>
  );
}
