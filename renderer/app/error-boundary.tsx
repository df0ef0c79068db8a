import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';

interface Props {
  /** What it encloses, as the person calls it. */
  readonly name: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** A panel that fails says so in its own place; the rest of the desk, and its exits, go on. */
export class ErrorBoundary extends Component<Props, State> {
  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override readonly state: State = { error: null };

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div role="alert" style={{ height: '100%' }}>
        <EmptyState
          title={`${this.props.name} stopped working`}
          action={<Button onPress={() => this.setState({ error: null })}>Show it again</Button>}
        >
          {this.state.error.message}. Trading goes on without it.
        </EmptyState>
      </div>
    );
  }
}
