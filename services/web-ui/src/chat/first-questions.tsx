import SupportPromptGroup from '@cloudscape-design/chat-components/support-prompt-group';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';

const questions = [
  'Check security status',
  'What should I fix first?',
  'Which public S3 buckets do I have?',
  'Show the critical findings',
];

/** Suggests questions for a new conversation. */
export const FirstQuestions = ({ onAsk }: { readonly onAsk: (question: string) => void }) => (
  <Box padding={{ vertical: 'xl' }}>
    <SpaceBetween size="m">
      <Box variant="p" color="text-body-secondary">
        Ask in your own words, or start with one of these:
      </Box>
      <SupportPromptGroup
        ariaLabel="Suggested questions"
        items={questions.map((text) => ({ id: text, text }))}
        onItemClick={({ detail }) => onAsk(detail.id)}
      />
    </SpaceBetween>
  </Box>
);
