import * as z from 'zod/mini';

/** Maximum length of a question in UTF-16 code units. */
export const maxMessageLength = 8000;

/**
 * Body of `POST /chat`. `sessionId` continues a conversation. Its pattern and length are those of InvokeAgent's session
 * id: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_InvokeAgent.html
 */
export const chatRequest = z.strictObject({
  message: z.string().check(z.minLength(1), z.maxLength(maxMessageLength)),
  sessionId: z.optional(
    z.string().check(z.minLength(2), z.maxLength(100), z.regex(/^[0-9a-zA-Z._:-]+$/)),
  ),
});

export type ChatRequest = z.infer<typeof chatRequest>;
