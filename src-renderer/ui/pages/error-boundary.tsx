import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Panel } from '../controls/panel.tsx';

export interface ErrorBoundaryProps {
  /** The panel's translated name. */
  readonly name: string;
  readonly onError?: (error: unknown, info: ErrorInfo) => void;
  /** Instead of the small panel: for the canvas or the whole app. */
  readonly fallback?: (restore: () => void, error: unknown) => ReactNode;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly failure: { readonly error: unknown } | null;
}

/** Keeps a broken panel from taking the drawing with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failure: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { failure: { error } };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.props.onError?.(error, info);
  }

  readonly #restore = (): void => this.setState({ failure: null });

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    if (this.props.fallback) return this.props.fallback(this.#restore, failure.error);
    return <BrokenPanel name={this.props.name} onRestore={this.#restore} />;
  }
}

/** What stands in the place of a panel that failed. */
export function BrokenPanel({
  name,
  onRestore,
}: {
  readonly name: string;
  readonly onRestore: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Panel className="broken-panel" role="alert">
      <span>{t('panelError.text', { name })}</span>
      <Button onClick={onRestore}>{t('panelError.restore')}</Button>
    </Panel>
  );
}
