import { codeMark } from '../prose/mask.ts';

/** A phrase that plain technical English does not use, and what to write. */
export type Phrase = { readonly name: string; readonly pattern: RegExp; readonly instead: string };

const phrase = (name: string, pattern: RegExp, instead: string): Phrase => ({
  name,
  pattern,
  instead,
});

const words = 'one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|sixty';

/** A number, or code on the same line. Code on the next line does not belong to the text. */
const number = `(?:\\d|(?<=\\S[^\\S\\n]+)${codeMark}|(?:${words})\\b)`;

const takesTime = [
  `(?:(?:about|around|only|up\\s+to|at\\s+(?:most|least)|less\\s+than|more\\s+than|under|over|between)\\s+)*${number}`,
  '(?:a|some)\\s+(?:few|while|moment|second|minute|long\\s+time|time)\\b',
  '(?:too\\s+|so\\s+|as\\s+)?(?:long|longer|milliseconds|seconds|minutes|hours|time)\\b',
  '(?:effect|place|precedence|priority|over|care|part)\\b',
].join('|');

/** The end of a clause: punctuation, or the end of the text, where code follows. */
const clauseEnd = `(?=\\s*[.,;:)'"\`]|(?:\\s*\\n\\s*)?${codeMark}|\\s*$)`;

/** Phrases that the house rules on plain English refuse. Each pattern is narrow, to avoid false reports. */
export const phrases: Phrase[] = [
  phrase(
    'alone',
    /(?<!\bstand-)(?<!\b(?:let|lets|leave|leaves|left|leaving)\s+(?:\S+\s+){0,2})\balone\b/gi,
    'only',
  ),
  phrase('may not', /(?<!\bmay\s+or\s+)\bmay\s+not\b/gi, 'is not allowed to, must not, cannot'),
  phrase(
    "of one's own",
    /\bof\s+(?:its|their|our|your|his|her|my|one\s?'s)\s+(?:very\s+)?own\b/gi,
    'its own, your own, separate',
  ),
  phrase('anew', /\banew\b/gi, 'again'),
  phrase('once more', /\bonce\s+more\b/gi, 'again'),
  phrase('whoever', /\b(?:whoever|whosoever|whomever)\b/gi, 'the caller who …'),
  phrase('such as are', /\bsuch\s+as\s+(?:is|are|was|were|has|have)\b/gi, 'name the noun'),
  phrase('what is no …', /\bwhat\s+(?:is|are|was|were|has|have)\s+no\b/gi, 'name the noun'),
  phrase(
    'is none',
    /\b(?:[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Bb]e|[Hh]as|[Hh]ave|[Hh]ad)\s+none\b/g,
    'does not exist, has no …',
  ),
  phrase('from then on', /\bfrom\s+(?:then|here|there|now)\s+on\b/gi, 'after'),
  phrase(
    'from … on',
    new RegExp(`\\bfrom\\s+(?:[^\\s.,;:()]+\\s+){1,5}?on${clauseEnd}`, 'gi'),
    'after',
  ),
  phrase('thenceforth', /\b(?:thence|hence)forth\b/gi, 'after'),
  phrase('wants', /\bwants\b/gi, 'needs'),
  phrase('asks for', /\basks?\s+for\b/gi, 'requires, requests'),
  phrase('brings', /\bbrings?\b(?!\s+up\b)/gi, 'has, includes'),
  phrase('takes', new RegExp(`\\btakes\\b(?!\\s+(?:${takesTime}))`, 'gi'), 'accepts, has, uses'),
  phrase(
    'lets in',
    new RegExp(`\\b(?:lets?|letting)\\s+(?:\\S+\\s+){0,2}?in${clauseEnd}`, 'gi'),
    'is allowed',
  ),
  phrase('is let in', /\b(?:is|are|was|were|be|been|being|gets?)\s+let\s+in\b/gi, 'is allowed'),
  phrase('is turned away', /\bturn(?:s|ed|ing)?\s+(?:\S+\s+){0,2}?away\b/gi, 'is refused'),
  phrase('stands', /\b(?:stands?|stood)\b(?!-|\s+(?:for|in\s+for)\b)/gi, 'is'),
  phrase('gone again', /\bgone\s+again\b/gi, 'cleared when …'),
  phrase('no sooner', /\bno\s+sooner\b/gi, 'leave it out'),
  phrase('makes of', /\bmakes?\s+of\b/gi, 'wraps … in …'),
];
