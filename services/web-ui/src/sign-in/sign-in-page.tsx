import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import type { SessionState } from './use-session.ts';

export type SignInPageProps = {
  readonly state: Exclude<SessionState, { kind: 'signed-in' }>;
  readonly onSignIn: () => Promise<void>;
};

/** The page before sign-in and during sign-out. */
export const SignInPage = ({ state, onSignIn }: SignInPageProps) => {
  const [leaving, setLeaving] = useState(false);
  const [unreachable, setUnreachable] = useState(false);
  const problem = unreachable
    ? 'The user pool does not answer.'
    : state.kind === 'signed-out' && state.problem;
  const leave = () => {
    setLeaving(true);
    setUnreachable(false);
    onSignIn().catch(() => {
      setLeaving(false);
      setUnreachable(true);
    });
  };
  return (
    <main className="sign-in">
      <Container header={<Header variant="h1">Hopwise</Header>}>
        <SpaceBetween size="m">
          <Box>Ask about the security of this account, and see which credential each hop used.</Box>
          {problem && <Alert type="error">{problem}</Alert>}
          {state.kind === 'starting' || state.kind === 'ending' ? (
            <StatusIndicator type="loading">
              {state.kind === 'starting' ? 'Signing in' : 'Signing out'}
            </StatusIndicator>
          ) : (
            <Button variant="primary" loading={leaving} onClick={leave}>
              Sign in
            </Button>
          )}
        </SpaceBetween>
      </Container>
    </main>
  );
};
