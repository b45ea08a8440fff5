import { seededAccount } from '../../src/account.ts';
import { seedAccount } from '../../src/seed/seed-account.ts';
import { type Asked, askOnce, type Question, securityStatus } from '../ask-once.ts';

/** Findings that clients ask about, each with a title that no other answer contains. */
const findings = seedAccount({ account: seededAccount, nowMs: Date.now() })
  .guardDuty.detectors.flatMap((detector) => detector.findings)
  .map(({ Id: id = '', Title: title = '' }) => ({ id, title }))
  .slice(0, 8);

type Client = {
  readonly api: string;
  readonly index: number;
  readonly isOver: () => boolean;
  readonly onAsked: (asked: Asked) => void;
  /** Sessions of all clients until now. */
  readonly sessions: Set<string>;
};

/** The second question of a conversation has a meaning only in the session of the first one. */
export const conversation = (index: number): readonly Question[] => {
  const { id, title } = findings[index % findings.length] ?? { id: '', title: '' };
  const foreign = findings.map((one) => one.title).filter((one) => one !== title);
  return [
    { message: 'Explain', right: 'Which finding?', foreign: [...foreign, title] },
    { message: id, right: title, foreign },
  ];
};

/**
 * Asks until the run is over: the security status, then a conversation of two questions about the client's own
 * finding. A new conversation must have a new session.
 */
export const runClient = async ({ api, index, isOver, onAsked, sessions }: Client) => {
  const ask = async (question: Question): Promise<Asked> => {
    const asked = await askOnce(api, question);
    const { sessionId } = asked;
    const isTaken =
      question.sessionId === undefined && sessionId !== undefined && sessions.has(sessionId);
    if (sessionId !== undefined) sessions.add(sessionId);
    const judged = isTaken
      ? { ...asked, outcome: 'the session of another question', isForeign: true }
      : asked;
    onAsked(judged);
    return judged;
  };

  for (let round = index; !isOver(); round += 1) {
    await ask(securityStatus);
    const [first, second] = conversation(round);
    if (first === undefined || second === undefined || isOver()) return;
    const { outcome, sessionId } = await ask(first);
    if (outcome === 'right' && !isOver()) await ask({ ...second, sessionId });
  }
};
